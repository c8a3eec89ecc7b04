import type { Cell } from '../readers/table-source.ts';
import { parseCountry } from '../values/countries.ts';
import { type DateOrder, dateOrderEvidence, parseInstant } from '../values/dates.ts';
import { Issue } from '../values/issue.ts';
import { currencyIn } from '../values/money.ts';
import { type DecimalMark, decimalEvidence, parseNumber } from '../values/numbers.ts';
import type { ColumnProfile } from './profile.ts';

export interface OrderVerdict {
  order: DateOrder;
  /** How it is known: values prove it, the run of the dates shows it, or it is only the more usual one. */
  by: 'values' | 'sequence' | 'custom';
  /** Values that prove another order. */
  against: number;
}

/** The order of day, month and year in a column, from every value of the sample; null when its dates leave no doubt. */
export function judgeDateOrder(profile: ColumnProfile, usual: DateOrder): OrderVerdict | null {
  const votes = { dmy: 0, mdy: 0, ymd: 0 };
  let open = 0;
  for (const cell of profile.values) {
    const evidence = dateOrderEvidence(cell);
    if (evidence === 'either') open++;
    else if (evidence) votes[evidence]++;
  }
  const total = votes.dmy + votes.mdy + votes.ymd;
  if (total + open === 0) return null;
  if (total > 0) {
    const order = (['dmy', 'mdy', 'ymd'] as const).reduce((best, next) =>
      votes[next] > votes[best] ? next : best,
    );
    return { order, by: 'values', against: total - votes[order] };
  }
  const run = compareRuns(profile.values);
  return run ? { order: run, by: 'sequence', against: 0 } : { order: usual, by: 'custom', against: 0 };
}

/** Of two readings, the one in which the file's dates run on more steadily. */
function compareRuns(values: readonly Cell[]): DateOrder | null {
  const dmy = unsteadiness(values, 'dmy');
  const mdy = unsteadiness(values, 'mdy');
  if (dmy * 3 < mdy) return 'dmy';
  if (mdy * 3 < dmy) return 'mdy';
  return null;
}

function unsteadiness(values: readonly Cell[], order: DateOrder): number {
  let total = 0;
  let before: number | null = null;
  for (const cell of values) {
    const instant = parseInstant(cell, { order, timeZone: 'UTC' });
    if (instant instanceof Issue) continue;
    if (before !== null) total += Math.abs(instant - before);
    before = instant;
  }
  return total;
}

/** The decimal mark that a column's figures prove, with how many prove it and how many the other; null without proof. */
export function judgeDecimal(profile: ColumnProfile): { mark: DecimalMark; against: number } | null {
  let comma = 0;
  let point = 0;
  for (const cell of profile.values) {
    const evidence = decimalEvidence(cell);
    if (evidence === ',') comma++;
    else if (evidence === '.') point++;
  }
  if (comma + point === 0) return null;
  return comma > point ? { mark: ',', against: point } : { mark: '.', against: comma };
}

/** The country that most rows name, when more than half of them do. */
export function mainCountry(profile: ColumnProfile | undefined): string | null {
  if (!profile) return null;
  const counts = new Map<string, number>();
  for (const cell of profile.values) {
    const country = parseCountry(cell);
    if (typeof country === 'string') counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] > profile.values.length / 2 ? best[0] : null;
}

/** A currency that header or values of a column of amounts name. */
export function namedCurrency(profile: ColumnProfile | undefined): string | null {
  if (!profile) return null;
  const inHeader = currencyIn(profile.column);
  if (inHeader) return inHeader;
  for (const cell of profile.distinct.slice(0, 50)) {
    const currency = typeof cell === 'string' ? currencyIn(cell) : null;
    if (currency) return currency;
  }
  return null;
}

const RETURN_WORDS = /^(?:RMA|RET|RETURN|RETOUR|AVOIR|AVR|CN|CRN|CREDIT|GUTSCHRIFT|STORNO|DEV|ABONO)$/i;

/** Beginnings of order numbers that only goods coming back have: their quantities are below zero, the others' are not. */
export function returnPrefixes(
  orderNumbers: readonly Cell[],
  quantities: readonly Cell[],
  decimal: DecimalMark | undefined,
): string[] {
  const groups = new Map<string, { rows: number; negative: number }>();
  orderNumbers.forEach((cell, i) => {
    const prefix = /^\s*(\p{L}+)/u.exec(String(cell))?.[1] ?? '';
    const quantity = parseNumber(quantities[i] ?? '', decimal);
    if (quantity instanceof Issue) return;
    const group = groups.get(prefix) ?? { rows: 0, negative: 0 };
    group.rows++;
    if (quantity < 0) group.negative++;
    groups.set(prefix, group);
  });
  if (groups.size < 2) return [];
  const rest = [...groups.values()].reduce((most, group) => (group.rows > most.rows ? group : most));
  return [...groups]
    .filter(([prefix, group]) => {
      if (prefix === '' || group === rest) return false;
      const comesBack = group.negative / group.rows >= 0.9 && rest.negative / rest.rows < 0.5;
      return comesBack || (RETURN_WORDS.test(prefix) && group.negative === 0);
    })
    .map(([prefix]) => prefix);
}
