import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/kernel/random.ts';
import { overdrawn, type PlacedOrder } from '../../../core/solvers/together/index.ts';

const LAMPS = 'lamp@north';

function order(number: number, given: Partial<PlacedOrder> & { units?: number; atMost?: number } = {}) {
  const { units = 1, atMost = 3, ...rest } = given;
  return { order: number, stays: false, gain: 0, needs: [{ key: LAMPS, units, atMost }], ...rest };
}

describe('orders that want more than a facility has', () => {
  it('lets all move while there is enough', () => {
    expect(overdrawn([order(1), order(2), order(3)])).toEqual([]);
  });

  it('serves first what saves most, and passes over one that is too large for what is left', () => {
    const wanted = [order(1, { gain: 5 }), order(2, { gain: 9, units: 2 }), order(3, { gain: 7, units: 2 })];
    expect(overdrawn(wanted)).toEqual([3]);
  });

  it('leaves those that are reserved there what they have', () => {
    const there = order(1, { stays: true, units: 3 });
    expect(overdrawn([order(2, { gain: 100 }), there])).toEqual([2]);
  });

  it('keeps back from one order what another may take', () => {
    expect(overdrawn([order(1, { atMost: 0, gain: 9 }), order(2)])).toEqual([1]);
  });

  it('never lets more move than there is, however they want it', () => {
    const random = createRandom(11);
    for (let round = 0; round < 200; round++) {
      const keys = ['a', 'b', 'c'];
      const atMost = new Map(keys.map((key) => [key, random.integer(0, 12)]));
      const placed = Array.from({ length: 12 }, (_, at): PlacedOrder => {
        const needs = keys
          .filter(() => random.chance(0.5))
          .map((key) => ({ key, units: random.integer(1, 4), atMost: atMost.get(key) as number }));
        return { order: at, stays: false, needs, gain: random.integer(0, 5) };
      });
      const refused = new Set(overdrawn(placed));
      for (const key of keys) {
        const taken = placed
          .filter((one) => !refused.has(one.order))
          .flatMap(({ needs }) => needs)
          .filter((need) => need.key === key)
          .reduce((sum, { units }) => sum + units, 0);
        expect(taken).toBeLessThanOrEqual(atMost.get(key) as number);
      }
    }
  });
});
