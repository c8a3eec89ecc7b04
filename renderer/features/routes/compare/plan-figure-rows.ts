import type { TFunction } from 'i18next';
import type { PlanFigures } from '../../../../core/contract/routes.ts';
import type { Format } from '../../../lib/format.ts';

/** A plan, or what a scenario came to, as a comparison shows it. */
export interface ComparedPlan {
  key: string;
  name: string;
  /** A quiet line below the name. */
  note?: string;
  currency: string;
  figures: PlanFigures;
}

export const FIGURE_KEYS = [
  'costMinor',
  'distanceMetres',
  'durationSeconds',
  'drivingSeconds',
  'waitingSeconds',
  'overtimeSeconds',
  'vehicles',
  'served',
  'leftOut',
  'onTime',
  'load',
  'stopsPerHour',
  'co2Grams',
  'broken',
] as const satisfies readonly (keyof PlanFigures)[];
const HOUR = 3600;
const MANY_SECONDS = 48 * HOUR;

export type FigureKey = (typeof FIGURE_KEYS)[number];

const MORE_IS_BETTER: readonly FigureKey[] = ['served', 'onTime', 'load', 'stopsPerHour'];

/** A part of the figure above it. */
export const PARTS: readonly FigureKey[] = ['drivingSeconds', 'waitingSeconds', 'overtimeSeconds'];

export type FigureVerdict = 'better' | 'worse' | 'same';

/** A figure against that of the first plan; null where one of the two is not known. */
export function figureVerdict(
  key: FigureKey,
  figures: PlanFigures,
  first: PlanFigures,
): FigureVerdict | null {
  const [value, known] = [figures[key], first[key]];
  if (value === null || known === null) return null;
  if (value === known) return 'same';
  return value > known === MORE_IS_BETTER.includes(key) ? 'better' : 'worse';
}

/** A figure of a plan as people write it. */
export function figureText(key: FigureKey, value: number | null, currency: string, format: Format): string {
  if (key === 'costMinor') return format.moneyMinor(value, currency);
  if (key === 'distanceMetres') return format.distance(value);
  if (key === 'co2Grams') return format.weight(value);
  if (key === 'onTime' || key === 'load') return format.percent(value);
  if (key === 'stopsPerHour') return format.decimal(value, 1);
  return key.endsWith('Seconds') ? hoursText(value, format) : format.integer(value);
}

/** Working time stays in hours, however much it is. */
function hoursText(seconds: number | null, format: Format): string {
  return seconds === null || seconds < MANY_SECONDS
    ? format.duration(seconds)
    : `${format.integer(seconds / HOUR)}\u00a0h`;
}

/** "+12", "−4.20 €": how a figure differs from that of the first plan; empty where that cannot be said. */
export function differenceText(
  key: FigureKey,
  plan: Pick<ComparedPlan, 'figures' | 'currency'>,
  first: PlanFigures,
  words: { t: TFunction; format: Format },
): string {
  const verdict = figureVerdict(key, plan.figures, first);
  if (verdict === null) return '';
  if (verdict === 'same') return words.t('workbench:verdict.same');
  const difference = (plan.figures[key] ?? 0) - (first[key] ?? 0);
  const sign = difference > 0 ? '+' : '−';
  const text = figureText(key, Math.abs(difference), plan.currency, words.format);
  // What rounds to nothing is told as nothing.
  if (text === figureText(key, 0, plan.currency, words.format)) return words.t('workbench:verdict.same');
  return words.t(`workbench:verdict.${verdict}`, { difference: `${sign}${text}` });
}
