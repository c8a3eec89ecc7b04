import type { TFunction } from 'i18next';
import { REJECTIONS } from '../../../../core/contract/sourcing.ts';
import type { CandidateView } from '../../../../core/contract/workbench.ts';
import type { Format } from '../../../lib/format.ts';
import type { Alternative } from '../reason-words.ts';

/** A loser as the sentences of rejections want it; null for a winner. */
export function asAlternative(candidate: CandidateView): Alternative | null {
  const rejection = REJECTIONS.find((known) => known === candidate.rejection);
  if (!rejection) return null;
  return {
    facilities: [candidate.facility],
    rejection,
    ...(candidate.rule !== null ? { rule: candidate.rule } : {}),
    cost: candidate.cost,
    unitsAvailable: candidate.unitsHeld,
    unitsDemanded: candidate.unitsWanted,
    daysLate: candidate.daysLate,
    distanceMetres: candidate.distanceMetres,
    flip: candidate.flip,
  };
}

/** What would make it win, as one sentence; null when nothing short would. */
export function counterfactual(
  { name, flip }: Pick<CandidateView, 'name' | 'flip'>,
  currency: string,
  t: TFunction<'workbench'>,
  format: Format,
): string | null {
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const money = (minor: number) => ({ amount: format.moneyMinor(minor, currency) });
  const conditions = [
    flip.cheaperByMinor !== undefined && t('wins.cheaper', money(flip.cheaperByMinor)),
    flip.rateUpToMinor !== undefined && t('wins.rateUpTo', money(flip.rateUpToMinor)),
    flip.moreUnits !== undefined && t('wins.moreUnits', number(flip.moreUnits)),
    flip.daysFaster !== undefined && t('wins.daysFaster', number(flip.daysFaster)),
    flip.closerByMetres !== undefined && t('wins.closer', { distance: format.distance(flip.closerByMetres) }),
    flip.moreOrdersADay !== undefined && t('wins.moreOrdersADay', number(flip.moreOrdersADay)),
  ].filter((condition) => condition !== false);
  if (conditions.length === 0) return null;
  const list = new Intl.ListFormat(format.locale, { type: 'conjunction' }).format(conditions);
  return t('wins.if', { facility: name, conditions: list });
}

/** Winners first, then losers: those with a price from the cheapest, then the rest as they came. */
export function inReadingOrder(candidates: readonly CandidateView[]): CandidateView[] {
  const rank = ({ chosen, cost }: CandidateView) => (chosen ? 0 : cost ? 1 : 2);
  const price = ({ cost }: CandidateView) => cost?.totalMinor ?? 0;
  return [...candidates].sort((a, b) => rank(a) - rank(b) || price(a) - price(b));
}
