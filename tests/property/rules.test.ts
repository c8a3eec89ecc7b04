import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FacilityCondition, OrderCondition, Rule } from '../../core/contract/rules.ts';
import { applyRules } from '../../core/features/rules/apply-rules.ts';
import { compileRules } from '../../core/features/rules/compile.ts';
import type { FacilityFacts, OrderFacts, RejectionFacts } from '../../core/features/rules/facts.ts';
import { withFairShares } from '../../core/features/rules/ruled-solver.ts';
import { checkSourcing, greedySourcing } from '../../core/solvers/sourcing/index.ts';
import { documentOf, rule } from '../helpers/rules.ts';
import { RUN, randomProblem } from '../helpers/sourcing-problems.ts';

const CHANNELS = ['web', 'pos', 'edi'] as const;
const SEGMENTS = ['Gold', 'Silver', 'standard'];
const KINDS = ['warehouse', 'store'] as const;
const CATEGORIES = ['A', 'B', 'C'];

const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const when: fc.Arbitrary<OrderCondition> = fc.record(
  {
    channels: some(CHANNELS),
    segments: some(SEGMENTS),
    categories: some(CATEGORIES),
    hazardous: fc.boolean(),
  },
  { requiredKeys: [] },
);
const facilities: fc.Arbitrary<FacilityCondition> = fc.record(
  { kinds: some(KINDS), codes: some(['F1', 'F2', 'F3', 'F4', 'F5']) },
  { requiredKeys: [] },
);
const small = (max: number) => fc.integer({ min: 0, max });

const anyRule: fc.Arbitrary<(name: string) => Rule> = fc.oneof(
  fc
    .record({
      when,
      facilities,
      may: fc.constantFrom('never' as const, 'only' as const),
      strength: fc.constantFrom('hard' as const, 'price' as const, 'lastResort' as const),
      priceMinor: small(800),
    })
    .map((given) => (name: string) => rule('eligibility', name, given)),
  fc
    .record({ when, ranking: fc.array(facilities, { maxLength: 3 }), stepMinor: small(300) })
    .map((given) => (name: string) => rule('preference', name, given)),
  fc
    .record({ when, maxShipments: fc.integer({ min: 1, max: 4 }) })
    .map((given) => (name: string) => rule('split', name, given)),
  fc
    .record({ facilities, units: small(3), percent: fc.constantFrom(0, 20, 50), channels: some(CHANNELS) })
    .map((given) => (name: string) => rule('keepBack', name, given)),
  fc
    .record({ facilities, ordersADay: fc.constantFrom(null, 3, 8), unitsADay: fc.constantFrom(null, 5, 20) })
    .map((given) => (name: string) => rule('capacity', name, given)),
  fc
    .record({ when, percent: fc.constantFrom(0, 10, 40) })
    .map((given) => (name: string) => rule('margin', name, given)),
  fc
    .record({
      facilities,
      closedWeekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      closedDays: fc.constant<string[]>([]),
      cutOffMinutes: fc.constantFrom(null, 500, 900),
    })
    .map((given) => (name: string) => rule('calendar', name, given)),
  fc
    .record({
      shares: fc.constant<{ segment: string; percent: number }[]>([
        { segment: 'Gold', percent: 50 },
        { segment: 'Silver', percent: 30 },
      ]),
    })
    .map((given) => (name: string) => rule('fairShare', name, given)),
  fc
    .record({ when, priority: fc.integer({ min: 1, max: 9 }), weight: fc.constantFrom(1, 2, 5) })
    .map((given) => (name: string) => rule('priority', name, given)),
);

/** What rules may ask of the orders and facilities of a random problem: by their numbers, so that it is the same each time. */
function factsOf(problem: ReturnType<typeof randomProblem>) {
  const pick = <T>(values: readonly T[], at: number) => values[at % values.length] as T;
  const orders = problem.orders.map(
    ({ id, lines, country, priority, orderedAt }): OrderFacts => ({
      id,
      channel: pick(CHANNELS, id),
      country,
      region: null,
      segment: pick(SEGMENTS, id * 7),
      serviceLevel: null,
      valueMinor: lines.length * 4000,
      orderedAt,
      promisedAt: null,
      priority,
      weightGrams: 1000,
      categories: [...new Set(lines.map(({ productId }) => pick(CATEGORIES, productId)))],
      hazardous: lines.some(({ productId }) => productId % 5 === 0),
    }),
  );
  const places = problem.facilities.map(
    ({ id, country }): FacilityFacts => ({
      id,
      code: `F${id}`,
      name: `F${id}`,
      kind: pick(KINDS, id),
      country,
      region: null,
    }),
  );
  return { orders, places, categoryOf: (productId: number) => pick(CATEGORIES, productId) };
}

describe('rules', () => {
  it('are kept by the solver, whatever they say', () => {
    let [ruledOut, served] = [0, 0];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0x7fffffff }),
        fc.array(anyRule, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('strict' as const, 'weight' as const),
        (seed, makers, priorityMode) => {
          const shape = {
            facilities: 8,
            products: 8,
            orders: 25,
            linesAtMost: 4,
            quantityAtMost: 3,
            stockAtMost: 5,
          };
          const free = randomProblem(seed, { ...shape, spread: 0.4 });
          const { orders, places, categoryOf } = factsOf(free);
          const document = documentOf(
            makers.map((make, i) => make(`rule ${i}`)),
            { priorityMode },
          );
          const rejections: RejectionFacts[] = [
            { orderId: 1, productId: 1, facilityId: 1, reason: 'noTime', at: 0 },
          ];
          const rules = compileRules(document, orders, places, 1000, rejections);
          const problem = applyRules(free, rules, {
            onHand: free.stock.available,
            ordersByFacility: new Map([[1, 1]]),
            unitsByFacility: new Map([[1, 2]]),
            categoryOf,
            priceOf: () => ({ unitPriceMinor: 3000, unitCostMinor: 1800 }),
          });
          const segmentOf = (id: number) => orders.find((order) => order.id === id)?.segment ?? null;
          const solve = withFairShares(greedySourcing, rules, { segmentOf, categoryOf });
          const result = solve(problem, RUN);
          expect(checkSourcing(problem, result)).toEqual([]);
          expect(result.decisions).toHaveLength(orders.length);
          for (const { orderId, shipments, alternatives } of result.decisions) {
            for (const { facilityId } of shipments) expect(rules.excluded(orderId, facilityId)).toBeNull();
            served += shipments.length;
            ruledOut += alternatives.filter(({ code }) => code === 'rule').length;
          }
        },
      ),
      { seed: 4, numRuns: 120 },
    );
    expect(served).toBeGreaterThan(500);
    expect(ruledOut).toBeGreaterThan(50);
  });
});
