import { safeZone } from '../dates.ts';
import { type EdiOptions, type EdiReading, type Segment, words } from '../edi.ts';
import { ProblemList, plainProblem, TextLines } from '../problems.ts';
import { decodeEdi, withoutMark } from './bytes.ts';
import { EDIFACT, X12 } from './dialects.ts';
import { type EnvelopeOptions, EnvelopeReader, type FoundMessage, type ReadInterchange } from './envelope.ts';
import { segmentAt, splitSegment } from './segments.ts';
import { bareX12, findStart, readEdifactHead, readIsa, type Start, skipBlank } from './separators.ts';

/** Interchanges and messages with where they lie in the text. */
export interface OpenReading {
  text: string;
  reading: EdiReading;
  /** Of the text. */
  lines: TextLines;
  found: FoundMessage[];
}

const MOST_PROBLEMS = 1000;

/** What a file or transmission holds: any number of interchanges of either standard, read as far as they can be. Never throws. */
export function readEdi(input: string | Uint8Array, options: EdiOptions = {}): EdiReading {
  return openReading(input, options).reading;
}

/** The same, for those who go on to read the messages. */
export function openReading(input: string | Uint8Array, options: EdiOptions = {}): OpenReading {
  const { text, encoding, marked } =
    typeof input === 'string' ? { ...withoutMark(input), encoding: 'text' } : decodeEdi(input);
  const lines = new TextLines(text);
  const problems = new ProblemList(lines);
  const reading: EdiReading = { standard: null, encoding, interchanges: [], messages: [], problems: [] };
  const found: FoundMessage[] = [];
  if (marked) {
    const reason = 'The file begins with a byte order mark, which EDI does not have; it is passed over.';
    problems.warn('byteOrderMark', reason, { offset: 0 });
  }
  const usedKeys = new Map<string, number>();
  const timeZone = safeZone(options.timeZone);
  let at = 0;
  for (let start = findStart(text, at); start; start = findStart(text, at)) {
    noteBetween(text, at, start.offset, problems);
    const read = readInterchange(text, start, { timeZone, lines, usedKeys });
    if (!read) {
      problems.error(
        'brokenHead',
        'ISA is cut off or broken: what it should say of the separators cannot be read.',
        {
          offset: start.offset,
        },
      );
      at = start.offset + 3;
      continue;
    }
    reading.standard ??= start.standard;
    reading.interchanges.push(read.interchange);
    for (const item of read.found) found.push(item);
    at = Math.max(read.end, start.offset + 3);
  }
  if (reading.interchanges.length > 0) noteBetween(text, at, text.length, problems);
  else refuse(text, problems);
  reading.messages = found.map(({ message }) => message);
  reading.problems = problems.all().map(plainProblem);
  for (const interchange of reading.interchanges) {
    if (reading.problems.length >= MOST_PROBLEMS) break;
    reading.problems.push(...interchange.problems);
  }
  return { text, lines, reading, found };
}

function refuse(text: string, problems: ProblemList): void {
  if (problems.hasErrors) return;
  if (skipBlank(text, 0) >= text.length) {
    problems.error('emptyFile', 'There is nothing in it: ask the sender to send it again.');
  } else {
    const reason =
      'This is neither X12 nor EDIFACT: neither ISA nor UNA or UNB is to be found in it. Check what the partner sends here.';
    problems.error('notEdi', reason, { offset: 0, value: words(text.slice(0, 80)) });
  }
}

function noteBetween(text: string, from: number, to: number, problems: ProblemList): void {
  const begin = skipBlank(text, from);
  if (begin >= to) return;
  const reason = 'What stands here belongs to no interchange and is left out.';
  problems.warn('textOutside', reason, {
    offset: begin,
    value: words(text.slice(begin, Math.min(to, begin + 80))),
  });
}

function readInterchange(text: string, start: Start, options: EnvelopeOptions): ReadInterchange | null {
  if (start.standard === 'x12') {
    if (start.bare) {
      return new EnvelopeReader(text, X12, bareX12(text, start.offset), options).read(
        null,
        '',
        start.offset,
        null,
      );
    }
    const head = readIsa(text, start.offset);
    if (!head) return null;
    const segment: Segment = { tag: 'ISA', elements: head.elements, position: 1, offset: start.offset };
    const { terminator } = head.separators;
    const isa = text.slice(start.offset, head.end).trimEnd();
    const headText = isa.endsWith(terminator) ? isa.slice(0, -1) : isa;
    return new EnvelopeReader(text, X12, head.separators, options).read(
      segment,
      headText,
      head.end,
      head.odd,
    );
  }
  const { separators, begin, odd } = readEdifactHead(text, start.offset);
  const reader = new EnvelopeReader(text, EDIFACT, separators, options);
  if (start.bare) return reader.read(null, '', start.offset, null);
  const raw = segmentAt(text, begin, separators);
  if (raw?.tag !== 'UNB') return reader.read(null, '', begin, odd);
  const segment = splitSegment(text, raw, separators, 'edifact', 1);
  return reader.read(segment, text.slice(start.offset, raw.end).trimEnd(), raw.next, odd);
}
