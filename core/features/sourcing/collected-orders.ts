import type { Siting, SourcingOrder, SourcingProblem } from '../../solvers/sourcing/index.ts';
import type { OrderToSource } from './gathered.ts';
import { unitsWanted } from './order-units.ts';

/** What a decision names as the reason why other facilities do not serve an order. */
export const COLLECTED_RULE = 'Click & collect';

/**
 * Orders that are collected go to their store: from its own stock where it has all of it, else from wherever it is, as a
 * transfer to the store's address. Pure.
 */
export function siteCollected(problem: SourcingProblem, orders: readonly OrderToSource[]): SourcingProblem {
  const storeOf = new Map(
    orders.flatMap(({ id, fulfilment, collect_facility_id: store }) =>
      fulfilment === 'collect' && store !== null ? [[id, store] as const] : [],
    ),
  );
  if (storeOf.size === 0) return problem;
  const place = new Map(problem.facilities.map(({ id }, index) => [id, index]));
  const sitings: Siting[] = [...(problem.sitings ?? [])];
  const ruleNames = [...(problem.ruleNames ?? []), COLLECTED_RULE];
  const held = unitsHeld(problem, new Set(storeOf.values()));
  const sited = problem.orders.map((order): SourcingOrder => {
    const at = place.get(storeOf.get(order.id) ?? -1);
    const store = at === undefined ? undefined : problem.facilities[at];
    if (at === undefined || !store) return order;
    const { country, point } = store;
    const sent = { ...order, country, point, postalCode: null };
    const whole = [...unitsWanted(order)].every(([product, units]) => {
      return (held.get(`${product}@${store.id}`) ?? 0) >= units;
    });
    if (!whole) return sent;
    const rule = ruleNames.length - 1;
    const siting = sitings.push(onlyAt(at, sitings[order.siting ?? -1], rule, problem.facilities.length)) - 1;
    return { ...sent, siting };
  });
  return { ...problem, orders: sited, sitings, ruleNames };
}

function onlyAt(at: number, before: Siting | undefined, rule: number, facilities: number): Siting {
  const excludedBy = Int32Array.from({ length: facilities }, (_, i) => {
    return i === at ? (before?.excludedBy[i] ?? -1) : rule;
  });
  const { priceMinor = new Float64Array(facilities), lastResortBy = new Int32Array(facilities).fill(-1) } =
    before ?? {};
  return { excludedBy, priceMinor, lastResortBy };
}

function unitsHeld({ stock }: SourcingProblem, stores: ReadonlySet<number>): Map<string, number> {
  const held = new Map<string, number>();
  for (let i = 0; i < stock.productId.length; i++) {
    const facility = stock.facilityId[i] ?? -1;
    if (stores.has(facility)) held.set(`${stock.productId[i]}@${facility}`, stock.available[i] ?? 0);
  }
  return held;
}
