import type { TFunction } from 'i18next';
import type { PlanFigures } from '../../../../core/contract/workbench.ts';
import type { Format } from '../../../lib/format.ts';

export type Verdict = 'better' | 'worse' | 'same' | 'other';

export interface FigureRow {
  key: string;
  label: string;
  /** A part of the row above. */
  part?: boolean;
  value: (plan: PlanFigures) => number | null;
  write: (value: number | null, plan: PlanFigures) => string;
  /** Which way is better; null = neither. */
  better: 'more' | 'less' | null;
}

/** A figure against that of the first plan; a difference that would be written as nothing is none. */
export function verdictOf(row: FigureRow, plan: PlanFigures, first: PlanFigures): Verdict | null {
  const [value, known] = [row.value(plan), row.value(first)];
  if (value === null || known === null) return null;
  if (row.write(Math.abs(value - known), plan) === row.write(0, plan)) return 'same';
  if (row.better === null) return 'other';
  return value > known === (row.better === 'more') ? 'better' : 'worse';
}

/** The difference with its sign: "+12", "−4.20 €". */
export function signed(text: string, difference: number): string {
  return `${difference > 0 ? '+' : '−'}${text}`;
}

type Parts = 'shippingMinor' | 'handlingMinor' | 'splitMinor' | 'lateMinor' | 'ruleMinor';
const COST_PARTS: readonly [Parts, string][] = [
  ['shippingMinor', 'shipping'],
  ['handlingMinor', 'handling'],
  ['splitMinor', 'split'],
  ['lateMinor', 'late'],
  ['ruleMinor', 'rules'],
];

function moneyRows(t: TFunction, format: Format, plans: readonly PlanFigures[]): FigureRow[] {
  const write: FigureRow['write'] = (value, { currency }) => format.moneyMinor(value, currency);
  const parts = COST_PARTS.filter(([key]) => plans.some(({ cost }) => (cost[key] ?? 0) !== 0));
  return [
    { key: 'profit', label: t('figure.profit'), value: (plan) => plan.profitMinor, write, better: 'more' },
    { key: 'cost', label: t('figure.cost'), value: ({ cost }) => cost.totalMinor, write, better: 'less' },
    {
      key: 'costAnOrder',
      label: t('figure.costAnOrder'),
      value: ({ cost, sourced, partial }) =>
        sourced + partial > 0 ? Math.round(cost.totalMinor / (sourced + partial)) : null,
      write,
      better: 'less',
    },
    ...parts.map(
      ([key, name]): FigureRow => ({
        key,
        label: t(`sourcing:cost.${name}`),
        part: true,
        value: ({ cost }) => cost[key] ?? 0,
        write,
        better: 'less',
      }),
    ),
  ];
}

/** The figures of plans in the order in which a planner reads them. */
export function figureRows(t: TFunction, format: Format, plans: readonly PlanFigures[]): FigureRow[] {
  const count = (
    key: string,
    value: (plan: PlanFigures) => number,
    better: FigureRow['better'],
  ): FigureRow => ({
    key,
    label: t(`figure.${key}`),
    value,
    write: (number) => format.integer(number),
    better,
  });
  return [
    ...moneyRows(t, format, plans),
    count('sourced', (plan) => plan.sourced, 'more'),
    count('unsourced', (plan) => plan.unsourced + plan.partial, 'less'),
    count('unitsShort', (plan) => plan.unitsShort, 'less'),
    count('lateOrders', (plan) => plan.lateOrders, 'less'),
    {
      key: 'meanDays',
      label: t('figure.meanDays'),
      value: (plan) => plan.meanDays,
      write: (days) => (days === null ? '–' : t('figure.days', { formatted: format.decimal(days, 1) })),
      better: 'less',
    },
    count('splitOrders', (plan) => plan.splitOrders, 'less'),
    count('shipments', (plan) => plan.shipments, 'less'),
    {
      key: 'co2',
      label: t('figure.co2'),
      value: (plan) => plan.co2Grams,
      write: (grams) => format.weight(grams),
      better: 'less',
    },
    {
      key: 'gap',
      label: t('figure.gap'),
      value: (plan) => plan.gap,
      write: (gap, { method }) => {
        if (gap === null) return method === 'optimise' ? t('figure.noBound') : '–';
        return gap <= 0 ? t('figure.best') : t('figure.atMost', { share: format.percent(gap, 2) });
      },
      better: null,
    },
  ];
}
