const GRAMS: Record<string, number> = {
  G: 1,
  GR: 1,
  GRM: 1,
  K: 1000,
  KG: 1000,
  KGM: 1000,
  KGS: 1000,
  '50': 1000,
  L: 453.59237,
  LB: 453.59237,
  LBS: 453.59237,
  LBR: 453.59237,
  '01': 453.59237,
  O: 28.349523,
  OZ: 28.349523,
  ONZ: 28.349523,
  M: 1_000_000,
  E: 1_000_000,
  TNE: 1_000_000,
  T: 1_016_046.9,
  LTN: 1_016_046.9,
  S: 907_184.74,
  STN: 907_184.74,
  DTN: 100_000,
  HGM: 100,
  MGM: 0.001,
  CWA: 45_359.237,
};

/** A weight in grams; of X12 without a unit pounds, of EDIFACT kilograms. Null for a unit that is none of weight. */
export function toGrams(amount: number, unit: string, unitIfNone: 'L' | 'KGM'): number | null {
  const factor = GRAMS[unit.trim().toUpperCase() || unitIfNone];
  return factor === undefined ? null : Math.round(amount * factor);
}

/** A figure as either standard writes it, with a point or a comma for the decimals; null when it is none. */
export function figure(text: string): number | null {
  const clean = text.trim();
  if (clean.length > 20 || !/^[+-]?[\d.,]*\d[\d.,]*-?$/.test(clean)) return null;
  const negative = clean.startsWith('-') || clean.endsWith('-');
  const digits = clean.replace(/[+-]/g, '');
  const mark = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const whole = mark < 0 ? digits : digits.slice(0, mark).replace(/[.,]/g, '');
  const amount = Number(mark < 0 ? digits : `${whole || '0'}.${digits.slice(mark + 1)}`);
  if (!Number.isFinite(amount)) return null;
  return negative ? -amount : amount;
}
