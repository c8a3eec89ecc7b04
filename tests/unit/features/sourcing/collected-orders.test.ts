import { describe, expect, it } from 'vitest';
import { COLLECTED_RULE, siteCollected } from '../../../../core/features/sourcing/collected-orders.ts';
import type { OrderToSource } from '../../../../core/features/sourcing/gathered.ts';
import { facility, LYON, order, PARIS, problem } from '../../../helpers/sourcing-problems.ts';

const STORE = 2;
const collected = [{ id: 1, fulfilment: 'collect', collect_facility_id: STORE }] as OrderToSource[];

/** An order of two lines of one product, two units each, and a store that holds so many. */
function sited(held: number) {
  const given = problem({
    facilities: [facility(1, { point: PARIS }), facility(STORE, { point: LYON })],
    orders: [
      order(1, [
        [7, 2],
        [7, 2],
      ]),
    ],
    stock: [
      [7, 1, 9],
      [7, STORE, held],
    ],
  });
  const { orders, sitings, ruleNames } = siteCollected(given, collected);
  const siting = orders[0]?.siting;
  const rules = siting === undefined ? [] : Array.from(sitings?.[siting]?.excludedBy ?? []);
  return { point: orders[0]?.point, names: rules.map((rule) => ruleNames?.[rule] ?? null) };
}

describe('an order that is collected', () => {
  it('comes from its store where that holds all of it', () => {
    expect(sited(4)).toEqual({ point: LYON, names: [COLLECTED_RULE, null] });
  });

  it('goes to its store from wherever it is where the store lacks some, over all lines of a product', () => {
    expect(sited(3)).toEqual({ point: LYON, names: [] });
  });
});
