/** One record of a JSON text, or why a stretch of it is none. */
export type JsonPiece =
  | { ok: true; value: unknown; index: number }
  | { ok: false; code: string; reason: string; place: string; excerpt: string };

export interface JsonRecords {
  format: 'json' | 'ndjson';
  pieces: Generator<JsonPiece>;
}

const MOST_DEPTH = 64;
const EXCERPT = 80;
/** Names under which documents keep their list of records. */
const WRAPPERS =
  /^(?:data|items?|records?|results?|rows|values?|list|entries|elements|objects|content|payload|orders|stock|inventory|products|shipments|trackings?|trackers|events|customers|facilities|carriers|rates|returns|deliveries|parcels|inbound|_embedded|d|response)$/i;

/**
 * The records of a JSON text: the elements of an array, of the list in a wrapping object, or the values of lines. Where the
 * text is broken, the records that are whole are found all the same.
 */
export function recordsOfJson(text: string): JsonRecords {
  const lines = isLines(text);
  if (lines) return { format: 'ndjson', pieces: readLines(text) };
  return { format: 'json', pieces: readDocument(text) };
}

const LINES_LOOKED_AT = 5;

/** A value a line: one of the first lines is an object by itself, and there is another line. */
function isLines(text: string): boolean {
  const first = text
    .slice(0, 1_000_000)
    .split(/[\r\n]+/, LINES_LOOKED_AT * 2)
    .map((line) => line.trim());
  const filled = first.filter((line) => line !== '').slice(0, LINES_LOOKED_AT);
  if (filled.length < 2 || !filled[0]?.startsWith('{') || filled[0] === '{') return false;
  return filled.some((line) => line.startsWith('{') && line.endsWith('}') && parse(line).ok);
}

function* readLines(text: string): Generator<JsonPiece> {
  let index = 0;
  let line = 0;
  for (let start = 0; start <= text.length; ) {
    const found = nextBreak(text, start);
    const end = found < 0 ? text.length : found;
    const piece = text.slice(start, end).trim();
    start = end + 1;
    line++;
    if (piece === '') continue;
    const parsed = parse(piece);
    if (parsed.ok) yield* unwrap(parsed.value, () => index++);
    else yield { ok: false, ...parsed.fault, place: `line ${line}`, excerpt: piece.slice(0, EXCERPT) };
  }
}

function nextBreak(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  if (feed >= 0) return feed;
  return text.indexOf('\r', from);
}

function* readDocument(text: string): Generator<JsonPiece> {
  let index = 0;
  const whole = parse(text);
  if (whole.ok) {
    yield* unwrap(whole.value, () => index++);
    return;
  }
  let good = 0;
  let named = false;
  for (const piece of salvage(text)) {
    if (piece.ok) good++;
    else named = true;
    yield piece;
  }
  if (named) return;
  const { code, reason } = whole.fault;
  const kept = good > 0 ? ` The ${good} records that are whole were read.` : '';
  yield {
    ok: false,
    code,
    reason: `${reason}${kept}`,
    place: 'end of the file',
    excerpt: text.slice(-EXCERPT),
  };
}

/** Elements of a list; of the list that an object wraps; or the object itself. */
function* unwrap(value: unknown, next: () => number): Generator<JsonPiece> {
  const list = listOf(value);
  if (!list) {
    yield { ok: true, value, index: next() };
    return;
  }
  for (const element of list) yield { ok: true, value: element, index: next() };
}

function listOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return null;
  const lists = Object.entries(value).filter(
    ([name, inner]) => WRAPPERS.test(name) && isListOfObjects(inner),
  );
  const [only] = lists;
  if (!only || lists.length > 1 || isRecordItself(value, only[0])) return null;
  return only[1] as unknown[];
}

function isListOfObjects(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((inner) => typeof inner === 'object' && inner !== null)
  );
}

/** An object with an identity of its own beside its list is a record with lines, not a wrapper. */
function isRecordItself(value: object, list: string): boolean {
  return Object.entries(value).some(
    ([name, inner]) =>
      name !== list &&
      /(?:^id$|number|_id$|code$|reference|name$|Id$|sku)/.test(name) &&
      typeof inner !== 'object',
  );
}

const TOO_DEEP = { code: 'tooDeep', reason: `It is nested more than ${MOST_DEPTH} levels deep.` };

type Parsed = { ok: true; value: unknown } | { ok: false; fault: { code: string; reason: string } };

function parse(text: string): Parsed {
  if (depthOf(text) > MOST_DEPTH) {
    return {
      ok: false,
      fault: { code: 'tooDeep', reason: `It is nested more than ${MOST_DEPTH} levels deep.` },
    };
  }
  try {
    return { ok: true, value: /\d{16}/.test(text) ? parseExactly(text) : JSON.parse(text) };
  } catch (error) {
    const detail = (error as Error).message.replace(/\s+/g, ' ').slice(0, 160);
    const position = Number(/at position (\d+)/.exec(detail)?.[1] ?? -1);
    const ended = /end of JSON|Unterminated/i.test(detail) || position >= text.trimEnd().length;
    return {
      ok: false,
      fault: ended
        ? { code: 'truncatedFile', reason: 'The JSON ends before it is complete.' }
        : { code: 'notJson', reason: `It is no valid JSON: ${detail}` },
    };
  }
}

/** Whole numbers too large for a number are codes: they are kept as they are written. */
function parseExactly(text: string): unknown {
  const keep = (_key: string, value: unknown, context: { source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context.source
      : value;
  return JSON.parse(text, keep as (key: string, value: unknown) => unknown);
}

/** How deep brackets are nested, strings left out; stops looking once it is too deep. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  const marks = /["[\]{}]/g;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const sign = mark[0];
    if (sign === '"') marks.lastIndex = endOfString(text, mark.index);
    else if (sign === '[' || sign === '{') deepest = Math.max(deepest, ++depth);
    else depth--;
    if (deepest > MOST_DEPTH) return deepest;
  }
  return deepest;
}

/** Index after a string's closing quote; a line break ends it as well, since no string may hold one. */
function endOfString(text: string, quote: number): number {
  const ends = /["\\\n\r]/g;
  ends.lastIndex = quote + 1;
  for (let end = ends.exec(text); end; end = ends.exec(text)) {
    if (end[0] === '\\') ends.lastIndex = end.index + 2;
    else return end.index + 1;
  }
  return text.length;
}

const LONGEST_SCAN = 2_000_000;
const MOST_WORK = 1_000_000_000;
const WORK_PER_CHARACTER = 50;

/** Whole objects of the first list of a text that as a whole is not JSON. Gives up when almost all of it is broken. */
function* salvage(text: string): Generator<JsonPiece> {
  const begin = text.trimStart().startsWith('[') ? text.indexOf('[') : listStart(text);
  if (begin < 0) return;
  let index = 0;
  let element = 0;
  let firstKey: string | null = null;
  let work = Math.min(MOST_WORK, 10_000_000 + text.length * WORK_PER_CHARACTER);
  for (let at = text.indexOf('{', begin); at >= 0; ) {
    const end = endOfObject(text, at);
    work -= (end < 0 ? Math.min(text.length, at + LONGEST_SCAN) : end) - at;
    if (work < 0) {
      yield { ok: false, code: 'tooBroken', reason: TOO_BROKEN, place: `element ${element}`, excerpt: '' };
      return;
    }
    element++;
    firstKey ??= /^\{\s*("(?:[^"\\]|\\.)*")\s*:/.exec(text.slice(at, at + 300))?.[1] ?? null;
    const parsed: Parsed = end < 0 ? openEnd(text, at) : parse(text.slice(at, end));
    if (parsed.ok) {
      yield { ok: true, value: parsed.value, index: index++ };
      at = nextElement(text, end);
      continue;
    }
    const next = nextLike(text, at + 1, firstKey);
    const stop = end > 0 && (next < 0 || end <= next) ? end : next;
    const fault = next < 0 ? parsed.fault : brokenFault(parsed.fault);
    yield { ok: false, ...fault, place: `element ${element}`, excerpt: text.slice(at, at + EXCERPT) };
    at = stop < 0 ? -1 : stop === next ? next : nextElement(text, stop);
  }
}

const TOO_BROKEN = 'Almost all of the file is broken: what comes after this was not read. Send it again.';

function openEnd(text: string, at: number): Parsed {
  if (depthOf(text.slice(at, at + LONGEST_SCAN)) > MOST_DEPTH) return { ok: false, fault: TOO_DEEP };
  return {
    ok: false,
    fault: { code: 'truncatedFile', reason: 'The JSON ends in the middle of this record.' },
  };
}

function brokenFault(fault: { code: string; reason: string }): { code: string; reason: string } {
  return fault.code === 'truncatedFile'
    ? { code: 'notJson', reason: 'The record is not closed before the next one begins.' }
    : fault;
}

/** Where the elements of the list begin that a broken object wraps. */
function listStart(text: string): number {
  return (
    /^\s*\{\s*(?:"(?:[^"\\\n]|\\.){0,200}"\s*:\s*(?:"(?:[^"\\\n]|\\.){0,1000}"|[-\w.]{1,40})\s*,\s*){0,50}"(?:[^"\\\n]|\\.){0,200}"\s*:\s*\[/.exec(
      text.slice(0, 100_000),
    )?.[0].length ?? -1
  );
}

/** Index after the bracket that closes the object; -1 when none does. Too deep ones are passed over as well. */
function endOfObject(text: string, begin: number): number {
  let depth = 0;
  const marks = /["[\]{}]/g;
  marks.lastIndex = begin;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const sign = mark[0];
    if (sign === '"') marks.lastIndex = endOfString(text, mark.index);
    else if (sign === '[' || sign === '{') depth++;
    else if (--depth <= 0) return mark.index + 1;
    if (mark.index - begin > LONGEST_SCAN) return -1;
  }
  return -1;
}

/** The next object of the same list: -1 at its end. */
function nextElement(text: string, from: number): number {
  const next = /[^\s,]/g;
  next.lastIndex = from;
  const found = next.exec(text);
  if (!found || found[0] === ']') return -1;
  return text.indexOf('{', from);
}

/** The next object that begins with the same name as the ones before. */
function nextLike(text: string, from: number, firstKey: string | null): number {
  if (firstKey === null) return -1;
  for (let at = text.indexOf(firstKey, from); at >= 0; at = text.indexOf(firstKey, at + firstKey.length)) {
    let open = at - 1;
    while (open > from && /\s/.test(text[open] ?? '')) open--;
    if (open >= from && text[open] === '{') return open;
  }
  return -1;
}
