import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkSourcing,
  greedySourcing,
  type SourcingParameters,
  type SourcingProblem,
} from '../../core/solvers/sourcing/index.ts';
import { exhaustiveOptimum } from '../helpers/exhaustive-sourcing.ts';
import { optimalSourcing } from '../helpers/optimal-sourcing.ts';
import { rounds } from '../helpers/rounds.ts';
import { RUN, randomProblem } from '../helpers/sourcing-problems.ts';

const anySeed = fc.integer({ min: 0, max: 0x7fffffff });

const anyParameters: fc.Arbitrary<Partial<SourcingParameters>> = fc.record(
  {
    maxShipments: fc.integer({ min: 1, max: 4 }),
    splitPenaltyMinor: fc.constantFrom(0, 100, 300, 1000),
    allowPartial: fc.boolean(),
    promiseMode: fc.constantFrom('require' as const, 'price' as const, 'ignore' as const),
    lateDayMinor: fc.constantFrom(0, 200, 500),
    co2MinorPerKilogram: fc.constantFrom(0, 2_500, 10_000),
    maxDistanceMetres: fc.constantFrom(null, 600_000, 1_500_000),
  },
  { requiredKeys: [] },
);

describe('sourcing', () => {
  it('gives every order of any network a sound decision', () => {
    fc.assert(
      fc.property(
        anySeed,
        anyParameters,
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (seed, parameters, spread) => {
          const problem = randomProblem(seed, {
            facilities: 12,
            products: 15,
            orders: 40,
            linesAtMost: 5,
            quantityAtMost: 4,
            stockAtMost: 6,
            spread,
            parameters,
          });
          const result = greedySourcing(problem, RUN);
          expect(checkSourcing(problem, result)).toEqual([]);
          expect(result.decisions).toHaveLength(40);
        },
      ),
      { seed: 20, numRuns: 150 },
    );
  });

  it('finds the optimum of a single order', () => {
    let splits = 0;
    fc.assert(
      fc.property(anySeed, anyParameters, (seed, parameters) => {
        const problem = randomProblem(seed, {
          facilities: 4,
          products: 3,
          orders: 1,
          linesAtMost: 3,
          quantityAtMost: 2,
          stockAtMost: 3,
          spread: 0.6,
          parameters,
        });
        const [order] = problem.orders;
        const [decision] = greedySourcing(problem, RUN).decisions;
        if (!order || !decision) throw new Error('One order, one decision');
        const optimum = exhaustiveOptimum(problem, order);
        const units = decision.shipments
          .flatMap(({ lines }) => lines)
          .reduce((sum, line) => sum + line.quantity, 0);
        if (parameters.promiseMode !== 'require') expect(decision.proven).toBe(true);
        if (decision.proven) expect({ units, costMinor: decision.costMinor }).toEqual(optimum);
        if (decision.shipments.length > 1) splits += 1;
      }),
      { seed: 21, numRuns: 1500 },
    );
    expect(splits).toBeGreaterThan(100);
  });

  it('repeats itself, whatever the order of its input', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const problem = randomProblem(seed, {
          facilities: 10,
          products: 8,
          orders: 25,
          linesAtMost: 3,
          quantityAtMost: 3,
          stockAtMost: 5,
          spread: 0.5,
        });
        const first = greedySourcing(problem, RUN);
        expect(
          greedySourcing({ ...problem, orders: problem.orders.toReversed() }, { ...RUN, seed: 9 }),
        ).toEqual(first);
      }),
      { seed: 22, numRuns: 40 },
    );
  });

  it('never gets dearer or shorter for one order when stock is added', () => {
    fc.assert(
      fc.property(
        anySeed,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 6 }),
        (seed, product, at) => {
          const problem = randomProblem(seed, {
            facilities: 6,
            products: 3,
            orders: 1,
            linesAtMost: 3,
            quantityAtMost: 3,
            stockAtMost: 3,
            spread: 0.5,
          });
          const { productId, facilityId, available } = problem.stock;
          const more = Array.from(available);
          const i = Array.from(productId).findIndex(
            (id, index) => id === product && facilityId[index] === at,
          );
          fc.pre(i >= 0);
          more[i] = (more[i] ?? 0) + 2;
          const before = greedySourcing(problem, RUN).statistics;
          const after = greedySourcing(
            { ...problem, stock: { productId, facilityId, available: more } },
            RUN,
          ).statistics;
          expect(after.units).toBeGreaterThanOrEqual(before.units);
          if (after.units === before.units) expect(after.costMinor).toBeLessThanOrEqual(before.costMinor);
        },
      ),
      { seed: 23, numRuns: 300 },
    );
  });

  it('agrees with HiGHS about single orders too large to try everything', async () => {
    for (let seed = 1; seed <= rounds(4); seed++) {
      const problem = unlimited(
        randomProblem(seed, {
          facilities: 9,
          products: 6,
          orders: 1,
          linesAtMost: 6,
          quantityAtMost: 3,
          stockAtMost: 3,
          spread: 0.6,
        }),
      );
      const { statistics } = greedySourcing(problem, { ...RUN, stop: { maxNodesPerOrder: 100_000 } });
      expect(statistics.unproven).toBe(0);
      const { units, costMinor } = statistics;
      expect({ units, costMinor }).toEqual(await optimalSourcing(problem));
    }
  });

  it('never claims to be better than the optimum over many orders', async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const problem = unlimited(
        randomProblem(seed, {
          facilities: 4,
          products: 4,
          orders: 6,
          linesAtMost: 2,
          quantityAtMost: 2,
          stockAtMost: 3,
          spread: 0.6,
        }),
      );
      const { units, costMinor } = greedySourcing(problem, RUN).statistics;
      const optimum = await optimalSourcing(problem);
      expect(units).toBeLessThanOrEqual(optimum.units);
      if (units === optimum.units) expect(costMinor).toBeGreaterThanOrEqual(optimum.costMinor);
    }
  });
});

/** Without what the model for HiGHS leaves out. */
function unlimited(problem: SourcingProblem): SourcingProblem {
  return {
    ...problem,
    facilities: problem.facilities.map((facility) => ({ ...facility, capacityOrders: null })),
    orders: problem.orders.map((order) => ({ ...order, shipComplete: false })),
  };
}
