import type { EdiElement, EdiStandard, Segment, Separators } from '../edi.ts';
import { skipBlank } from './separators.ts';

/** Where a segment lies in the text, not yet taken apart. */
export interface RawSegment {
  tag: string;
  offset: number;
  /** Behind its last character, the terminator not included. */
  end: number;
  /** Where the next one may begin. */
  next: number;
}

/** The segment at or behind `from`; null at the end of the text. Empty segments are passed over. */
export function segmentAt(text: string, from: number, separators: Separators): RawSegment | null {
  const { terminator } = separators;
  let offset = skipBlank(text, from);
  while (text[offset] === terminator && terminator.trim() !== '') offset = skipBlank(text, offset + 1);
  if (offset >= text.length) return null;
  let end = text.indexOf(terminator, offset);
  while (end >= 0 && isReleased(text, end, offset, separators.release))
    end = text.indexOf(terminator, end + 1);
  const next = end < 0 ? text.length : end + terminator.length;
  return { tag: tagAt(text, offset, separators), offset, end: end < 0 ? text.length : end, next };
}

/** An odd number of release characters before a character takes its meaning away. */
function isReleased(text: string, at: number, from: number, release: string): boolean {
  if (release === '') return false;
  let count = 0;
  for (let before = at - 1; before >= from && text[before] === release; before--) count++;
  return count % 2 === 1;
}

const LONGEST_TAG = 4;

function tagAt(text: string, offset: number, separators: Separators): string {
  let end = offset;
  while (end < text.length && end - offset < LONGEST_TAG) {
    const char = text[end] ?? '';
    if (char === separators.element || char === separators.terminator || char === separators.component) break;
    if (char === '\r' || char === '\n') break;
    end++;
  }
  return text.slice(offset, end).trim().toUpperCase();
}

/** Takes a segment apart. */
export function splitSegment(
  text: string,
  raw: RawSegment,
  separators: Separators,
  standard: EdiStandard,
  position: number,
): Segment {
  const body = text.slice(raw.offset, raw.end).trimEnd();
  const elements = standard === 'x12' ? splitX12(body, separators) : splitEdifact(body, separators);
  return { tag: raw.tag, elements, position, offset: raw.offset };
}

/** X12 elements stay whole: of the messages read here none but MEA04 is composite. */
function splitX12(body: string, separators: Separators): EdiElement[] {
  const elements: EdiElement[] = body.split(separators.element);
  elements.shift();
  return elements;
}

function splitEdifact(body: string, separators: Separators): EdiElement[] {
  const { element, component, release, repetition } = separators;
  if (release === '' || !body.includes(release)) {
    const plain = body.split(element);
    plain.shift();
    return plain.map((part) => splitPlain(part, component, repetition));
  }
  return splitReleased(body, separators);
}

/** Of repeated values the first is taken. */
function splitPlain(part: string, component: string, repetition: string): EdiElement {
  const first = repetition === '' ? part : (part.split(repetition, 1)[0] ?? '');
  return first.includes(component) ? first.split(component) : first;
}

function splitReleased(body: string, separators: Separators): EdiElement[] {
  const { element, component, release, repetition } = separators;
  const elements: EdiElement[] = [];
  let parts: string[] = [];
  let current = '';
  let from = 0;
  let repeated = false;
  const endPart = (at: number) => {
    if (!repeated) parts.push(current + body.slice(from, at));
    current = '';
    from = at + 1;
  };
  const endElement = (at: number) => {
    endPart(at);
    elements.push(parts.length === 1 ? (parts[0] ?? '') : parts);
    parts = [];
    repeated = false;
  };
  for (let at = 0; at < body.length; at++) {
    const char = body[at];
    if (char === release && at + 1 < body.length) {
      current += body.slice(from, at);
      from = at + 1;
      at++;
    } else if (char === element) endElement(at);
    else if (char === component) endPart(at);
    else if (repetition !== '' && char === repetition) {
      endPart(at);
      repeated = true;
    }
  }
  endElement(body.length);
  elements.shift();
  return elements;
}
