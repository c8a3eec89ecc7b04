import type { Cell } from '../readers/table-source.ts';
import { Issue, shown } from './issue.ts';
import { type DecimalMark, parseNumber } from './numbers.ts';

const GRAMS: Record<string, number> = {
  mg: 0.001,
  g: 1,
  gr: 1,
  gram: 1,
  gramm: 1,
  gramme: 1,
  kg: 1000,
  kgs: 1000,
  kilo: 1000,
  kilogram: 1000,
  kilogramm: 1000,
  kilogramme: 1000,
  t: 1_000_000,
  tonne: 1_000_000,
  lb: 453.59237,
  lbs: 453.59237,
  pound: 453.59237,
  oz: 28.349523125,
  ounce: 28.349523125,
};

const MILLILITRES: Record<string, number> = {
  ml: 1,
  cc: 1,
  cm3: 1,
  cl: 10,
  dl: 100,
  l: 1000,
  lt: 1000,
  ltr: 1000,
  liter: 1000,
  litre: 1000,
  dm3: 1000,
  m3: 1_000_000,
  cbm: 1_000_000,
  in3: 16.387064,
  ft3: 28_316.846592,
  cuft: 28_316.846592,
  gal: 3785.411784,
};

export type MeasureKind = 'weight' | 'volume';

function factorsOf(kind: MeasureKind): Record<string, number> {
  return kind === 'weight' ? GRAMS : MILLILITRES;
}

function normaliseUnit(word: string): string {
  return word
    .toLowerCase()
    .replace(/[³]/g, '3')
    .replace(/²/g, '2')
    .replace(/[\s.^_]/g, '')
    .replace(/^cu(?:bic)?(?=m|ft|in|cm)/, (match) => (match ? '' : match));
}

/** The unit named by a word, with or without plural (`kg`, `Kilograms`, `m³`); null when it is none of the kind. */
export function unitOf(word: string, kind: MeasureKind): string | null {
  const unit = normaliseUnit(word);
  const factors = factorsOf(kind);
  if (Object.hasOwn(factors, unit)) return unit;
  const singular = unit.replace(/(?:e?s|en?)$/, '');
  return singular !== unit && Object.hasOwn(factors, singular) ? singular : null;
}

/** The unit in a header such as `Weight (kg)`, `weight_g`, `Poids en kg`; null when none is named. */
export function unitInHeader(header: string, kind: MeasureKind): string | null {
  const words = header.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[\s()[\]_/:,-]+/);
  for (const word of words.reverse()) {
    const unit = word && !/^(?:t|l|cc)$/i.test(word) ? unitOf(word, kind) : null;
    if (unit) return unit;
  }
  return null;
}

/** Grams or millilitres, rounded to whole ones; `unit` is used for figures that bring none of their own. */
export function parseMeasure(
  cell: Cell,
  kind: MeasureKind,
  unit: string,
  decimal?: DecimalMark,
): number | Issue {
  const own =
    typeof cell === 'string' ? /^([^a-z]*\d[^a-z]*?)\s*([a-z][a-z\s.³3]*)$/i.exec(cell.trim()) : null;
  const ownUnit = own?.[2] ? unitOf(own[2], kind) : null;
  if (own && !ownUnit) return new Issue('unknownUnit', `“${shown(cell)}” is in a unit that is not known.`);
  const value = parseNumber(own?.[1] ?? cell, decimal);
  if (value instanceof Issue) {
    return new Issue('notAMeasure', `“${shown(cell)}” is not a ${kind === 'weight' ? 'weight' : 'volume'}.`);
  }
  const factor = factorsOf(kind)[ownUnit ?? unit] ?? 1;
  if (value < 0) return new Issue('negativeMeasure', `“${shown(cell)}” is below zero.`);
  return Math.round(value * factor);
}
