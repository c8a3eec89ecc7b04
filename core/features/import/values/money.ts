import type { Cell } from '../readers/table-source.ts';
import { Issue, shown } from './issue.ts';
import { type DecimalMark, parseNumber } from './numbers.ts';

const SYMBOLS: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  $: 'USD',
  US$: 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  '¥': 'JPY',
  '₹': 'INR',
  '₽': 'RUB',
  '₺': 'TRY',
  '₩': 'KRW',
  '₪': 'ILS',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  lei: 'RON',
  лв: 'BGN',
  r$: 'BRL',
  fr: 'CHF',
  sfr: 'CHF',
  euro: 'EUR',
  euros: 'EUR',
  pound: 'GBP',
  pounds: 'GBP',
  sterling: 'GBP',
  dollar: 'USD',
  dollars: 'USD',
};

let known: Set<string> | undefined;

function isCurrencyCode(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code);
}

/** An ISO 4217 code from a code, a sign or a name (`EUR`, `€`, `euro`). */
export function parseCurrency(cell: Cell): string | Issue {
  const text = String(cell).trim();
  const code = text.toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && isCurrencyCode(code)) return code;
  const symbol = SYMBOLS[text] ?? SYMBOLS[text.toLowerCase().replace(/\.$/, '')] ?? SYMBOLS[code];
  return symbol ?? new Issue('unknownCurrency', `“${shown(cell)}” is not a currency that is known.`);
}

/** The currency that a header or an amount names (`Price (EUR)`, `£2.55`), null when it names none. */
export function currencyIn(text: string): string | null {
  for (const word of text.match(/\b[A-Z]{3}\b/g) ?? []) if (isCurrencyCode(word)) return word;
  const sign = /(?:US|CA|C|AU|A)\$|[€£$¥₹₽₺₩₪]|\bzł|\bkč\b/iu.exec(text)?.[0];
  return sign ? (SYMBOLS[sign] ?? SYMBOLS[sign.toLowerCase()] ?? null) : null;
}

const LARGEST_AMOUNT = 1e12;
const SMALLEST_AMOUNT = 1e-6;

/** An amount of money as a plain number of major units. */
export function parseAmount(cell: Cell, decimal?: DecimalMark): number | Issue {
  const value = parseNumber(cell, decimal);
  if (value instanceof Issue && value.code === 'notANumber') {
    return new Issue('notAnAmount', `“${shown(cell)}” is not an amount of money.`);
  }
  if (value instanceof Issue) return value;
  if (Math.abs(value) > LARGEST_AMOUNT)
    return new Issue('tooLarge', `“${shown(cell)}” is too large for an amount.`);
  return Math.abs(value) < SMALLEST_AMOUNT ? 0 : value;
}
