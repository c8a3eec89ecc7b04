/** Money is an integer of minor units (cents) and an ISO 4217 code. No floats: what does not divide is shared out by `allocate`. */
export type Money = { minor: number; currency: string };

/** ISO 4217 minor units that are not 2 (list one, as of 2024). */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Digits after the decimal point of a currency; 2 for one that is not known. */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

/** @throws RangeError when `minor` is no safe integer. */
export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`Not a whole number of minor units: ${minor}`);
  return { minor, currency };
}

export function zero(currency: string): Money {
  return { minor: 0, currency };
}

/** @throws RangeError when the currencies differ. */
export function add(a: Money, b: Money): Money {
  return money(a.minor + sameCurrency(a, b).minor, a.currency);
}

/** @throws RangeError when the currencies differ. */
export function subtract(a: Money, b: Money): Money {
  return money(a.minor - sameCurrency(a, b).minor, a.currency);
}

/** Times a factor, rounded half away from zero to whole minor units. */
export function multiply(a: Money, factor: number): Money {
  return money(roundHalfAway(a.minor * factor), a.currency);
}

/** Negative, 0 or positive, for sorting. @throws RangeError when the currencies differ. */
export function compareMoney(a: Money, b: Money): number {
  return a.minor - sameCurrency(a, b).minor;
}

/**
 * Shares an amount out by weights so that the parts add up exactly (largest remainder; ties go to the first).
 * @throws RangeError unless the weights are >= 0 with a sum above 0.
 */
export function allocate(amount: Money, weights: readonly number[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0) || weights.some((weight) => weight < 0))
    throw new RangeError('Weights need a sum above 0');
  const exact = weights.map((weight) => (amount.minor * weight) / total);
  const parts = exact.map(Math.floor);
  const missing = amount.minor - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact.map((value, i) => ({ i, rest: value - (parts[i] ?? 0) }));
  byRemainder.sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder.slice(0, missing)) parts[i] = (parts[i] ?? 0) + 1;
  return parts.map((minor) => money(minor, amount.currency));
}

/** `12.34` in EUR becomes 1234 minor units, rounded half away from zero. */
export function toMinor(amount: number, currency: string): number {
  return roundHalfAway(Number(`${amount}e${minorDigits(currency)}`));
}

/** 1234 minor units of EUR become `12.34`. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}

/**
 * Minor units of one currency in another, by the rate "one unit of `from` in units of `to`",
 * rounded half away from zero. Minds that currencies have different minor digits.
 */
export function convertMinor(minor: number, from: string, to: string, rate: number): number {
  if (from === to) return minor;
  return roundHalfAway(minor * rate * 10 ** (minorDigits(to) - minorDigits(from)));
}

function roundHalfAway(value: number): number {
  const rounded = Math.sign(value) * Math.round(Math.abs(value));
  return rounded === 0 ? 0 : rounded;
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`Cannot mix ${a.currency} and ${b.currency}`);
  return b;
}
