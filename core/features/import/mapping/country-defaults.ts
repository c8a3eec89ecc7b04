/** Currency and, where there is one, time zone of the countries that most files come from. */
const DEFAULTS: Record<string, readonly [currency: string, timeZone: string | null]> = {
  GB: ['GBP', 'Europe/London'],
  IE: ['EUR', 'Europe/Dublin'],
  FR: ['EUR', 'Europe/Paris'],
  BE: ['EUR', 'Europe/Brussels'],
  NL: ['EUR', 'Europe/Amsterdam'],
  LU: ['EUR', 'Europe/Luxembourg'],
  DE: ['EUR', 'Europe/Berlin'],
  AT: ['EUR', 'Europe/Vienna'],
  CH: ['CHF', 'Europe/Zurich'],
  IT: ['EUR', 'Europe/Rome'],
  ES: ['EUR', 'Europe/Madrid'],
  PT: ['EUR', 'Europe/Lisbon'],
  GR: ['EUR', 'Europe/Athens'],
  FI: ['EUR', 'Europe/Helsinki'],
  SE: ['SEK', 'Europe/Stockholm'],
  NO: ['NOK', 'Europe/Oslo'],
  DK: ['DKK', 'Europe/Copenhagen'],
  PL: ['PLN', 'Europe/Warsaw'],
  CZ: ['CZK', 'Europe/Prague'],
  SK: ['EUR', 'Europe/Bratislava'],
  HU: ['HUF', 'Europe/Budapest'],
  RO: ['RON', 'Europe/Bucharest'],
  BG: ['BGN', 'Europe/Sofia'],
  HR: ['EUR', 'Europe/Zagreb'],
  SI: ['EUR', 'Europe/Ljubljana'],
  EE: ['EUR', 'Europe/Tallinn'],
  LV: ['EUR', 'Europe/Riga'],
  LT: ['EUR', 'Europe/Vilnius'],
  TR: ['TRY', 'Europe/Istanbul'],
  MA: ['MAD', 'Africa/Casablanca'],
  ZA: ['ZAR', 'Africa/Johannesburg'],
  US: ['USD', null],
  CA: ['CAD', null],
  MX: ['MXN', null],
  BR: ['BRL', 'America/Sao_Paulo'],
  AU: ['AUD', null],
  NZ: ['NZD', 'Pacific/Auckland'],
  JP: ['JPY', 'Asia/Tokyo'],
  CN: ['CNY', 'Asia/Shanghai'],
  IN: ['INR', 'Asia/Kolkata'],
  SG: ['SGD', 'Asia/Singapore'],
  AE: ['AED', 'Asia/Dubai'],
};

export function currencyOfCountry(country: string | null): string | null {
  return country ? (DEFAULTS[country]?.[0] ?? null) : null;
}

/** null for unknown countries and those with several zones. */
export function timeZoneOfCountry(country: string | null): string | null {
  return country ? (DEFAULTS[country]?.[1] ?? null) : null;
}
