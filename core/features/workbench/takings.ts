import type { DecisionReason, PlannedAllocation } from '../../contract/sourcing.ts';
import type { DecisionOfOrder } from './facts.queries.ts';

/** Units of a product that another order of a run takes from a facility. */
export interface Taking {
  number: string;
  sku: string;
  productId: number;
  facilityId: number;
  units: number;
  /** What the order would have to pay more elsewhere; `Infinity` when nobody else could serve it. */
  regretMinor: number;
}

/** What decisions take of some products, those that lose least without it first. Pure. */
export function takingsOf(
  decisions: readonly DecisionOfOrder[],
  productOf: ReadonlyMap<string, number>,
): Taking[] {
  return decisions
    .flatMap(({ number, allocationsJson, reasonJson }): Taking[] => {
      const regretMinor = regretOf(JSON.parse(reasonJson) as DecisionReason);
      return (JSON.parse(allocationsJson) as PlannedAllocation[]).flatMap((allocation) => {
        const { sku, facilityId, quantity: units } = allocation;
        const productId = productOf.get(sku);
        return productId === undefined ? [] : [{ number, sku, productId, facilityId, units, regretMinor }];
      });
    })
    .sort((a, b) => a.regretMinor - b.regretMinor || (a.number < b.number ? -1 : 1));
}

function regretOf({ cost, alternatives }: DecisionReason): number {
  const elsewhere = alternatives
    .filter(({ rejection }) => rejection === 'dearer' || rejection === 'late')
    .map((alternative) => (alternative.cost?.totalMinor ?? Number.POSITIVE_INFINITY) - cost.totalMinor);
  return Math.min(Number.POSITIVE_INFINITY, ...elsewhere);
}
