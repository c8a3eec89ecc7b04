/** Deeper than any honest answer, and far from where a recursive walk would run out of stack. */
const MOST_LEVELS = 64;
const LONG_INTEGER = /\d{16}/;

export type JsonRead =
  | { ok: true; value: unknown }
  | { ok: false; code: 'notJson' | 'tooDeep'; reason: string };

/**
 * JSON from outside. Whole numbers too long for a double stay exact as text (some systems count ids in 64 bits); what is
 * nested too deep is refused before anything walks it.
 */
export function readJson(text: string): JsonRead {
  if (nestedTooDeep(text)) {
    return { ok: false, code: 'tooDeep', reason: `The JSON is nested more than ${MOST_LEVELS} levels deep.` };
  }
  try {
    const value: unknown = LONG_INTEGER.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 120) : 'unreadable';
    return { ok: false, code: 'notJson', reason: `This is not JSON: ${detail}` };
  }
}

function keepLongIntegers(
  this: unknown,
  _key: string,
  value: unknown,
  context?: { source?: string },
): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !context?.source) return value;
  return /^-?\d+$/.test(context.source) ? context.source : value;
}

function nestedTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > MOST_LEVELS) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text that every database takes: no control characters but line breaks and tabs, no half surrogates, no outer blanks. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\n\r\t])\p{Cc}/gu, '')
    .trim();
}

/** What stands at a place, short enough for a message. */
export function shortValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return cleanText(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
