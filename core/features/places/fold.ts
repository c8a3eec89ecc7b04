const SPECIAL: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŀ: 'l',
  ħ: 'h',
  ŋ: 'n',
};

const TOKENS: Record<string, string> = { saint: 'st', sankt: 'st', sainte: 'ste' };

/**
 * A place name as it is compared: lower case, no accents, no punctuation, one form of "Saint".
 * `Saint-Étienne`, `ST ETIENNE` and `st. etienne` are the same key. The gazetteer is built with this very function.
 */
export function foldPlaceName(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßæœøłđðþıŀħŋ]/g, (letter) => SPECIAL[letter] ?? letter)
    .replace(/['’‘`´ʼ.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return plain.replace(/(^| )(saint|sankt|sainte)(?= |$)/g, (_, before, word) => before + TOKENS[word]);
}

/** A postal code as it is compared: upper case letters and digits only (`sw1a 1aa` → `SW1A1AA`, `F-75 001` → `75001`). */
export function foldPostalCode(text: string, country: string): string {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]+/g, '');
  return plain.startsWith(country) && /\d/.test(plain[country.length] ?? '') && country !== 'GB'
    ? plain.slice(country.length)
    : plain.replace(/^(F|D|A|B|CH|I|E|L|DK|S|FIN|NL|PL|CZ)(?=\d{4,5}$)/, '');
}

/** The names under which a written city may be known, the most literal first. */
export function cityKeys(city: string): string[] {
  const whole = foldPlaceName(city);
  const bare = foldPlaceName(city.replace(/\([^)]*\)/g, ' ').split(/[/,;]| - /)[0] ?? '');
  const keys = [whole, bare];
  for (const key of [whole, bare]) keys.push(withoutDelivery(key));
  for (const key of [...keys]) keys.push(withoutUmlautDigraphs(key));
  return [...new Set(keys)].filter((key) => key.length > 1);
}

/** `lyon cedex 03`, `paris 13e arrondissement`, `wien 4`, `dublin 2` → the city alone. */
function withoutDelivery(key: string): string {
  return key
    .replace(/ cedex.*$/, '')
    .replace(/ \d+\s*(er|e|eme|ieme|nd|th)?( arr(ondissement)?)?( bezirk)?$/, '')
    .replace(/^\d{4,5} /, '');
}

function withoutUmlautDigraphs(key: string): string {
  return key.replace(/([aou])e/g, '$1');
}
