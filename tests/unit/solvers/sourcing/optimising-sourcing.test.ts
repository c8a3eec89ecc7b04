import { describe, expect, it } from 'vitest';
import {
  checkSourcing,
  greedySourcing,
  optimisingSourcing,
} from '../../../../core/solvers/sourcing/index.ts';
import {
  facility,
  LYON,
  order,
  PARIS,
  problem,
  RUN,
  randomProblem,
  rate,
} from '../../../helpers/sourcing-problems.ts';

describe('sourcing all orders together', () => {
  it('sends nobody a unit that another order needs more', () => {
    // Order 1 could come from both facilities, order 2 only from the first: greedy gives the first one away.
    const given = problem({
      facilities: [facility(1, { point: PARIS }), facility(2, { point: LYON, handlingMinor: 50 })],
      rates: [rate(1)],
      orders: [
        order(1, [[1, 1]]),
        order(
          2,
          [
            [1, 1],
            [2, 1],
          ],
          { shipComplete: true },
        ),
      ],
      stock: [
        [1, 1, 1],
        [2, 1, 1],
        [1, 2, 1],
      ],
      parameters: { maxShipments: 1 },
    });
    expect(greedySourcing(given, RUN).statistics.units).toBe(1);
    const result = optimisingSourcing(given, RUN);
    expect(result.statistics.units).toBe(3);
    expect(result.decisions.map(({ outcome }) => outcome)).toEqual(['sourced', 'sourced']);
    expect(checkSourcing(given, result)).toEqual([]);
  });

  it.each([1, 2])('is sound, and ships no fewer units than greedy: random problem %i', (seed) => {
    const given = randomProblem(seed, {
      facilities: 8,
      products: 12,
      orders: 60,
      linesAtMost: 4,
      quantityAtMost: 3,
      stockAtMost: 4,
      spread: 0.5,
    });
    const result = optimisingSourcing(given, RUN);
    expect(checkSourcing(given, result)).toEqual([]);
    expect(result.decisions).toHaveLength(60);
    expect(result.statistics.units).toBeGreaterThanOrEqual(
      0.97 * greedySourcing(given, RUN).statistics.units,
    );
    const { boundMinor = 0, costMinor } = result.statistics;
    expect(boundMinor).toBeLessThanOrEqual(costMinor);
  });
});
