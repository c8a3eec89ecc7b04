import type { EdiStandard, Separators } from '../edi.ts';

/** Where an interchange begins, or a message that lost its envelope (`bare`). */
export interface Start {
  standard: EdiStandard;
  bare: boolean;
  /** Of the first character, UNA included. */
  offset: number;
}

const START =
  /ISA([^A-Za-z0-9\s])\d\d\1|UNA[^A-Za-z0-9\s][^\n]{4,5}\s*UNB|UNB([^A-Za-z0-9\s])UNO|UNH([^A-Za-z0-9\s])[^\n]{1,40}(?:ORDERS|ORDRSP|DESADV|IFT|IFCSUM|INVRPT|CONTRL)|(?:GS([^A-Za-z0-9\s])[A-Z]{2}\4|ST([^A-Za-z0-9\s])\d{3}\5)/gi;
const EXACT =
  /ISA[^A-Za-z0-9\s]|UNA[^A-Za-z0-9]|UNB[^A-Za-z0-9]|UNH[^A-Za-z0-9]|GS[^A-Za-z0-9\s][A-Z]{2}|ST[^A-Za-z0-9\s]\d{3}/iy;

/** The next place at or behind `from` where an interchange begins; null when there is none. */
export function findStart(text: string, from: number): Start | null {
  const first = skipBlank(text, from);
  EXACT.lastIndex = first;
  if (EXACT.test(text)) return startAt(text, first);
  START.lastIndex = first;
  for (let match = START.exec(text); match; match = START.exec(text)) {
    const before = text[match.index - 1];
    const isMessage = match[4] !== undefined || match[5] !== undefined;
    if (!isMessage || before === undefined || !/[A-Za-z0-9]/.test(before)) return startAt(text, match.index);
  }
  return null;
}

function startAt(text: string, offset: number): Start {
  const tag = text.slice(offset, offset + 3).toUpperCase();
  if (tag === 'ISA') return { standard: 'x12', bare: false, offset };
  if (tag === 'UNA' || tag === 'UNB') return { standard: 'edifact', bare: false, offset };
  return { standard: tag === 'UNH' ? 'edifact' : 'x12', bare: true, offset };
}

/** The first character at or behind `from` that is neither blank nor a control character. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    if (char > 0x20 && char !== 0xa0 && char !== 0xfeff && char !== 0x7f) break;
    at++;
  }
  return at;
}

/** Whether another interchange begins within a segment: the one before it was cut off. */
export function hidesInterchange(segment: string, standard: EdiStandard): number {
  if (segment.length < 20) return -1;
  const at = standard === 'x12' ? segment.indexOf('ISA', 1) : segment.indexOf('UN', 1);
  if (at < 0) return -1;
  const match =
    /ISA([^A-Za-z0-9\s])\d\d\1[^\n]{0,14}\1\d\d\1|UNA[^A-Za-z0-9\s][^\n]{4,5}\s*UNB|UNB([^A-Za-z0-9\s])UNO[A-Z]/i.exec(
      segment.slice(1),
    );
  return match ? match.index + 1 : -1;
}

const HEAD_LENGTH = 600;

/** What ends segments where the head does not say it: the first of the usual characters that has a segment behind it. */
function guessTerminator(text: string, from: number, element: string): string {
  const head = text.slice(from, from + HEAD_LENGTH);
  for (let at = 3; at < head.length; at++) {
    const char = head[at] ?? '';
    if (/[A-Za-z0-9 .,]/.test(char) || char === element) continue;
    const next = skipBlank(head, char === '\r' || char === '\n' ? at : at + 1);
    const rest = head.slice(next, next + 4);
    const tag = /^[A-Za-z][A-Za-z0-9]{1,2}/.exec(rest)?.[0];
    if (tag && rest[tag.length] === element) return char === '\r' && head.includes('\n') ? '\n' : char;
  }
  return head.includes('~') ? '~' : /[\n]/.test(head) ? '\n' : '~';
}

export interface X12Head {
  separators: Separators;
  /** ISA's elements, the first being ISA01. */
  elements: string[];
  /** Behind ISA and its terminator. */
  end: number;
  /** Something about the head is not as the standard has it. */
  odd: string | null;
}

/** Where the segment behind ISA begins: the first that can be one and has enough elements before it. */
function followerOf(head: string, element: string): number | null {
  const tags = /[^A-Za-z0-9](?:GS|TA1|ST|IEA|ISB|ISE)(?=[^A-Za-z0-9\s])/gi;
  for (let match = tags.exec(head); match; match = tags.exec(head)) {
    const at = match.index + 1;
    if (head[tags.lastIndex] === element && head.slice(0, at).split(element).length >= 14) return at;
  }
  return null;
}

/** Reads ISA without relying on its fixed width; null when too little of it is there. */
export function readIsa(text: string, offset: number): X12Head | null {
  const element = text[offset + 3];
  if (!element) return null;
  const head = text.slice(offset, offset + HEAD_LENGTH);
  const follower = followerOf(head, element);
  const isa = head.slice(0, follower ?? Math.max(nthIndex(head, element, 16) + 3, 4));
  const parts = isa.trimEnd().split(element).slice(1);
  if (parts.length < 13) return null;
  const last = parts.length >= 16 ? (parts[15] ?? '') : '';
  const newline = isa.endsWith('\n') ? '\n' : isa.endsWith('\r') ? '\r' : '';
  const [component, terminator] = tailOf(last, newline, follower === null ? null : head.slice(follower));
  const repetition = parts[10] ?? '';
  const end = skipBlank(text, offset + isa.trimEnd().length);
  return {
    separators: {
      element,
      component,
      terminator,
      release: '',
      repetition: repetition.length === 1 && !/[A-Za-z0-9\s]/.test(repetition) ? repetition : '',
      decimal: '.',
    },
    elements: [...parts.slice(0, 15).map((part) => part.trim()), component],
    end,
    odd: oddityOfIsa(parts, last.length >= 2 || last === component),
  };
}

const ISA_WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1];

function oddityOfIsa(parts: readonly string[], namesComponent: boolean): string | null {
  if (parts.length < 16) return 'ISA has fewer than its 16 elements';
  if (!namesComponent) return 'ISA names no component separator';
  const isWide = parts.slice(0, 15).every((part, at) => part.length === ISA_WIDTHS[at]);
  return isWide ? null : 'ISA is not padded to its fixed width';
}

/** Component separator and terminator from what stands behind ISA15. */
function tailOf(
  last: string,
  newline: string,
  following: string | null,
): [component: string, terminator: string] {
  const [first = '', second = ''] = last;
  const nextLine = following?.split(/[\r\n]/, 1)[0] ?? '';
  if (last.length === 1 && newline !== '' && nextLine.endsWith(first)) return [':', first];
  if (last.length >= 2) return [first, /[A-Za-z0-9]/.test(second) ? newline || '~' : second];
  if (last.length === 1 && (newline || following === null)) return [first, newline || '~'];
  if (last.length === 1) return [':', first];
  return [':', newline || '~'];
}

function nthIndex(text: string, part: string, count: number): number {
  let at = -1;
  for (let i = 0; i < count; i++) {
    at = text.indexOf(part, at + 1);
    if (at < 0) return -1;
  }
  return at;
}

/** Separators of X12 segments without ISA. */
export function bareX12(text: string, offset: number): Separators {
  const element = text[offset + 2] ?? '*';
  const terminator = guessTerminator(text, offset, element);
  return { element, component: ':', terminator, release: '', repetition: '', decimal: '.' };
}

export interface EdifactHead {
  separators: Separators;
  /** Of UNB (or UNH). */
  begin: number;
  odd: string | null;
}

const EDIFACT_DEFAULT: Separators = {
  element: '+',
  component: ':',
  terminator: "'",
  release: '?',
  repetition: '',
  decimal: '.',
};

/** Separators from UNA where it fits what follows, else from UNB itself. */
export function readEdifactHead(text: string, offset: number): EdifactHead {
  const isUna = text.slice(offset, offset + 3).toUpperCase() === 'UNA';
  const begin = isUna ? behindUna(text, offset) : offset;
  const element = text[begin + 3] ?? '+';
  const una = isUna ? text.slice(offset + 3, offset + 9) : '';
  const fits = una.length === 6 && una[1] === element && !/[A-Za-z0-9]/.test(una);
  const separators: Separators = { ...EDIFACT_DEFAULT, element };
  if (fits) {
    separators.component = una[0] ?? ':';
    separators.decimal = una[2] ?? '.';
    separators.release = una[3] === ' ' ? '' : (una[3] ?? '?');
    separators.repetition = una[4] === ' ' || una[4] === element ? '' : (una[4] ?? '');
    separators.terminator = una[5] ?? "'";
  } else {
    const syntax = /^UNO[A-Z]([^A-Za-z0-9])/i.exec(text.slice(begin + 4, begin + 10));
    if (syntax?.[1] && syntax[1] !== element) separators.component = syntax[1];
    if (element === '\u001d') separators.release = '';
    if (separators.release === element) separators.release = '';
  }
  const real = terminatorBehindHead(text, begin, separators);
  const odd = oddity(isUna, fits, real, separators.terminator);
  separators.terminator = real;
  return { separators, begin, odd };
}

function oddity(isUna: boolean, fits: boolean, real: string, stated: string): string | null {
  if (isUna && !fits) return 'UNA does not fit the separators in use; those of UNB are taken';
  if (real === stated) return null;
  if (real === '\n' || real === '\r') return 'segments end with a line break instead of an apostrophe';
  return isUna ? 'segments end with another character than UNA says' : null;
}

/** UNB behind UNA, which may have lost characters or gained a line break. */
function behindUna(text: string, offset: number): number {
  const found = /UN[BH][^A-Za-z0-9]/i.exec(text.slice(offset + 3, offset + 40));
  return found ? offset + 3 + found.index : skipBlank(text, Math.min(offset + 9, text.length));
}

/** What stands before the first segment that follows UNB: the terminator that is really in use. */
function terminatorBehindHead(text: string, begin: number, separators: Separators): string {
  const head = text.slice(begin, begin + HEAD_LENGTH);
  const follower = /[^A-Za-z0-9](?:UNH|UNG|UNZ|BGM)[^A-Za-z0-9\s]/i.exec(head.slice(4));
  if (!follower) {
    const stated = head.includes(separators.terminator);
    return stated || !head.includes('\n') ? separators.terminator : '\n';
  }
  const between = head.slice(0, follower.index + 5);
  const last = between.trimEnd().at(-1) ?? '';
  if (last === separators.terminator) return last;
  const breaks = between.endsWith('\n') ? '\n' : between.endsWith('\r') ? '\r' : '';
  if (breaks)
    return /[A-Za-z0-9]/.test(last) || last === separators.element || last === separators.component
      ? breaks
      : last;
  const char = between.at(-1) ?? separators.terminator;
  return char === separators.element || char === separators.component ? separators.terminator : char;
}
