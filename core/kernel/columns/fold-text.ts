/**
 * Text made comparable: without case and accents, so that "Zoé" is found by "zoe" and sorted beside "Zoe".
 */

const COMBINING_MARKS = /[\u0300-\u036f]/g;
const DIGIT = /\d/;
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
  if (!DIGIT.test(folded)) return folded;
  return folded.replace(/\d+/g, (digits) => {
    const value = digits.replace(/^0+(?=\d)/, '');
    return String.fromCharCode(0x30 + Math.min(value.length, 9)) + value;
  });
}
