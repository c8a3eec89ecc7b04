/**
 * Text made comparable: without case and accents, so that "Zoé" is found by "zoe" and sorted beside "Zoe".
 */

const COMBINING_MARKS = /[\u0300-\u036f]/g;
const NOT_ASCII = /[^\0-\x7f]/;

/** Latin letters that Unicode does not decompose into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  '’': "'",
};
const SPECIAL = /[ßæœøđðłþı’]/g;

/** Lower case, no accents, ligatures spelled out. Line feeds are kept. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(COMBINING_MARKS, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter);
}

/** The words that must all be found: folded, split at white space, the longest first (it rules out most). */
export function searchWords(text: string): string[] {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

/**
 * A key whose code-unit order is the order people expect: letters regardless of case and accent, and runs of
 * digits by their value ("SO-9" before "SO-10"). Each run is preceded by a character that grows with its length.
 */
export function collationKey(text: string): string {
  const folded = foldText(text);
  let key = '';
  let copied = 0;
  for (let start = 0; start < folded.length; start++) {
    if (!isDigit(folded, start)) continue;
    let end = start + 1;
    while (end < folded.length && isDigit(folded, end)) end++;
    let first = start;
    while (first < end - 1 && folded.charCodeAt(first) === ZERO) first++;
    key +=
      folded.slice(copied, start) +
      String.fromCharCode(ZERO + Math.min(end - first, 9)) +
      folded.slice(first, end);
    copied = end;
    start = end;
  }
  return copied === 0 ? folded : key + folded.slice(copied);
}

const ZERO = 0x30;

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= ZERO && code <= ZERO + 9;
}
