import countries from 'i18n-iso-countries';

const US_STATES = new Set(
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU'.split(
    ' ',
  ),
);
const CA_PROVINCES = new Set('AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' '));

/** ISO 3166-1 alpha-2 of a code of two or three letters or three figures; null when it is none. */
export function countryOf(text: string): string | null {
  const upper = text.trim().toUpperCase();
  if (upper === 'UK') return 'GB';
  if (/^[A-Z]{2}$/.test(upper)) return countries.isValid(upper) ? upper : null;
  if (/^[A-Z]{3}$/.test(upper)) return countries.alpha3ToAlpha2(upper) ?? null;
  if (/^\d{3}$/.test(upper)) return countries.numericToAlpha2(upper) ?? null;
  return null;
}

/** X12 leaves the country out within the United States, and often for Canada: told by state and postal code. */
export function americanCountry(state: string, postalCode: string): string | null {
  const upper = state.trim().toUpperCase();
  const postal = postalCode.trim();
  if (CA_PROVINCES.has(upper) && (postal === '' || /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i.test(postal))) return 'CA';
  if (US_STATES.has(upper) && (postal === '' || /^\d{5}(?:-?\d{4})?$/.test(postal))) return 'US';
  return null;
}

/** The country of a UN/LOCODE; null for what is none. */
export function countryOfLocode(text: string): string | null {
  return /^[A-Z]{2} ?[A-Z2-9]{3}$/i.test(text.trim()) ? countryOf(text.trim().slice(0, 2)) : null;
}
