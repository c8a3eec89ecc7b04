/** How postal codes of a country are written, without spaces, hyphens and the country's letters before them. */
const FORMS: Readonly<Record<string, RegExp>> = {
  AD: /^(AD)?\d{3}$/,
  AT: /^\d{4}$/,
  AU: /^\d{4}$/,
  BE: /^\d{4}$/,
  BG: /^\d{4}$/,
  BR: /^\d{8}$/,
  CA: /^[A-Z]\d[A-Z](\d[A-Z]\d)?$/,
  CH: /^\d{4}$/,
  CN: /^\d{6}$/,
  CY: /^\d{4}$/,
  CZ: /^\d{5}$/,
  DE: /^\d{5}$/,
  DK: /^\d{4}$/,
  EE: /^\d{5}$/,
  ES: /^\d{5}$/,
  FI: /^\d{5}$/,
  FR: /^\d{5}$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]?(\d[A-Z]{2})?$/,
  GR: /^\d{5}$/,
  HR: /^\d{5}$/,
  HU: /^\d{4}$/,
  IE: /^([A-Z]\d[\dW][A-Z\d]{4}|[A-Z]\d[\dW]|\d{1,2})$/,
  IN: /^\d{6}$/,
  IS: /^\d{3}$/,
  IT: /^\d{5}$/,
  JP: /^\d{7}$/,
  LI: /^\d{4}$/,
  LT: /^\d{5}$/,
  LU: /^\d{4}$/,
  LV: /^\d{4}$/,
  MC: /^980\d{2}$/,
  MT: /^[A-Z]{3}\d{2,4}$/,
  MX: /^\d{5}$/,
  NL: /^\d{4}([A-Z]{2})?$/,
  NO: /^\d{4}$/,
  PL: /^\d{5}$/,
  PT: /^\d{4}(\d{3})?$/,
  RO: /^\d{6}$/,
  SE: /^\d{5}$/,
  SI: /^\d{4}$/,
  SK: /^\d{5}$/,
  SM: /^4789\d$/,
  TR: /^\d{5}$/,
  UA: /^\d{5}$/,
  US: /^\d{5}(\d{4})?$/,
};

/** Whether a postal code is written as its country writes them; yes where we do not know how. */
export function fitsCountry(postalCode: string, country: string): boolean {
  const form = FORMS[country.toUpperCase()];
  if (!form) return true;
  const written = postalCode.trim().toUpperCase();
  const bare = written.replace(/[\s.-]/g, '');
  if (form.test(bare)) return true;
  const prefixed = /^([A-Z]{1,3})[\s-]+(.+)$/.exec(written);
  return prefixed?.[2] !== undefined && form.test(prefixed[2].replace(/[\s.-]/g, ''));
}
