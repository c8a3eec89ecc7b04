const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Codes with a name that are groups of countries, former ones or no place at all. */
const NOT_COUNTRIES = new Set([
  'EU',
  'EZ',
  'UN',
  'XA',
  'XB',
  'ZZ',
  'QO',
  'SU',
  'DD',
  'YU',
  'TP',
  'ZR',
  'BU',
  'FX',
  'NT',
  'YD',
  'VD',
  'AN',
  'CS',
  'HV',
  'NH',
  'RH',
  'DY',
]);

function isCountry(code: string): boolean {
  return !NOT_COUNTRIES.has(code) && names.of(code) !== undefined;
}

/** ISO 3166-1 alpha-2 codes of the countries that the browser can name. */
export const COUNTRIES: readonly string[] = [...LETTERS]
  .flatMap((first) => [...LETTERS].map((second) => first + second))
  .filter(isCountry);
