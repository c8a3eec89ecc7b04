import type { TFunction } from 'i18next';
import type { DecisionReason } from '../../../core/contract/sourcing.ts';
import type { Format } from '../../lib/format.ts';

export type Alternative = DecisionReason['alternatives'][number];

export interface ReasonContext {
  t: TFunction<'sourcing'>;
  format: Format;
  currency: string;
  /** Names of the facilities chosen, in the order of the plan. */
  chosen: readonly string[];
  /** A facility's name by its code. */
  nameOf: (code: string) => string;
}

function list(format: Format, names: readonly string[]): string {
  return new Intl.ListFormat(format.locale, { type: 'conjunction' }).format(names);
}

/** The dearer or later plan that came closest. */
function runnerUp(reason: DecisionReason): Alternative | undefined {
  return reason.alternatives.find(
    ({ cost, rejection }) => cost && (rejection === 'dearer' || rejection === 'late'),
  );
}

function headline(reason: DecisionReason, { t, format, currency, chosen, nameOf }: ReasonContext): string {
  const second = runnerUp(reason);
  const values = {
    facilities: list(format, chosen),
    cost: format.moneyMinor(reason.cost.totalMinor, currency),
    count: reason.code === 'partialStock' ? reason.unitsSourced : chosen.length,
    sourced: format.integer(reason.unitsSourced),
    demanded: format.integer(reason.unitsDemanded),
  };
  if (reason.override) return t('reason.byHand', values);
  if ((reason.code === 'cheapest' || reason.code === 'cheapestSplit') && second?.cost) {
    const gapMinor = second.cost.totalMinor - reason.cost.totalMinor;
    const other = list(format, second.facilities.map(nameOf));
    if (gapMinor > 0) {
      const gap = format.moneyMinor(gapMinor, currency);
      return t(`reason.${reason.code}Than`, { ...values, gap, other });
    }
    return t(`reason.${reason.code}Same`, { ...values, other });
  }
  return t(`reason.${reason.code}`, values);
}

/** Why an order was sourced as it was, in sentences: the choice first, then what else matters. */
export function reasonSentences(reason: DecisionReason, context: ReasonContext): string[] {
  const { t, format } = context;
  const sentences = [headline(reason, context)];
  if (reason.daysLate > 0 && reason.unitsSourced > 0) {
    sentences.push(
      t('reason.arrivesLate', { count: reason.daysLate, formatted: format.integer(reason.daysLate) }),
    );
  }
  return sentences;
}

/** Why another facility was not chosen. */
export function rejectionSentence(
  alternative: Alternative,
  context: ReasonContext & { cost: number },
): string {
  const { t, format, currency, cost } = context;
  const gapMinor = (alternative.cost?.totalMinor ?? 0) - cost;
  return t(`rejection.${alternative.rejection}`, {
    gap: format.moneyMinor(Math.abs(gapMinor), currency),
    context: rejectionContext(alternative, gapMinor),
    available: format.integer(alternative.unitsAvailable),
    demanded: format.integer(alternative.unitsDemanded),
    distance: format.distance(alternative.distanceMetres),
    rule: alternative.rule,
    count: alternative.rejection === 'late' ? (alternative.daysLate ?? 0) : alternative.unitsDemanded,
    formatted: format.integer(alternative.daysLate ?? 0),
  });
}

/** The same cost farther away; or, without a rule's name, a facility that rejected the order. */
function rejectionContext({ rejection, rule }: Alternative, gapMinor: number): string | undefined {
  if (rejection === 'rule' && !rule) return 'avoided';
  return rejection === 'dearer' && gapMinor <= 0 ? 'farther' : undefined;
}

/** What would have to change for it to be chosen, or null when nothing short would do. */
export function flipSentence({ flip }: Alternative, { t, format, currency }: ReasonContext): string | null {
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const parts = [
    flip.moreUnits !== undefined && t('flip.moreUnits', number(flip.moreUnits)),
    flip.daysFaster !== undefined && t('flip.daysFaster', number(flip.daysFaster)),
    flip.closerByMetres !== undefined && t('flip.closer', { distance: format.distance(flip.closerByMetres) }),
    flip.moreOrdersADay !== undefined && t('flip.moreOrdersADay', number(flip.moreOrdersADay)),
    flip.rateUpToMinor !== undefined &&
      t('flip.rateUpTo', { amount: format.moneyMinor(flip.rateUpToMinor, currency) }),
    flip.cheaperByMinor !== undefined &&
      t('flip.cheaper', { amount: format.moneyMinor(flip.cheaperByMinor, currency) }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? t('flip.would', { what: list(format, parts) }) : null;
}
