import type { PlanFigures } from '../../../../core/contract/workbench.ts';
import type { Format } from '../../../lib/format.ts';
import type { ChangeWords } from './change-words.ts';

/** Fewer days than that are none: figures show one decimal. */
const LEAST_DAYS = 0.05;

/** What a what-if costs or brings in money, days and orders, against the network as it is. */
export function headline(
  baseline: PlanFigures,
  scenario: PlanFigures,
  t: ChangeWords['t'],
  format: Format,
): string {
  const { currency } = scenario;
  const money = (minor: number) => format.moneyMinor(Math.abs(minor), currency);
  const number = (count: number) => ({ count: Math.abs(count), formatted: format.integer(Math.abs(count)) });
  const profit = scenario.profitMinor - baseline.profitMinor;
  const days = (scenario.meanDays ?? 0) - (baseline.meanDays ?? 0);
  const late = scenario.lateOrders - baseline.lateOrders;
  const unfilled = scenario.unitsShort - baseline.unitsShort;
  const sentences = [
    profit === 0
      ? t('headline.profitSame')
      : t(profit < 0 ? 'headline.profitLess' : 'headline.profitMore', { amount: money(profit) }),
    Math.abs(days) < LEAST_DAYS
      ? t('headline.daysSame')
      : t(days > 0 ? 'headline.daysMore' : 'headline.daysLess', {
          formatted: format.decimal(Math.abs(days), 1),
        }),
    late !== 0 && t(late > 0 ? 'headline.lateMore' : 'headline.lateLess', number(late)),
    unfilled !== 0 && t(unfilled > 0 ? 'headline.shortMore' : 'headline.shortLess', number(unfilled)),
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}
