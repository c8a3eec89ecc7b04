import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateInstance } from '../../core/solvers/sourcing/instance/generate-instance.ts';
import { instanceModel } from '../../core/solvers/sourcing/instance/instance-model.ts';
import { Improver } from '../../core/solvers/sourcing/optimise/improve.ts';
import { PriceSearch } from '../../core/solvers/sourcing/optimise/price-search.ts';
import { expectSound, plannedByTurns } from '../helpers/planned-orders.ts';

describe('improvement across orders', () => {
  it('never takes what is not there, counts right at every moment, and ends no worse than it began', () => {
    const seeds = fc.integer({ min: 1, max: 1e6 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(seeds, share, share, share, (seed, scarcity, tightness, heat) => {
        const shape = { orders: 30, facilities: 6, products: 10, scarcity, tightness, linesAtMost: 5, seed };
        const model = instanceModel(generateInstance(shape));
        const { chooser, desk, prices, random } = plannedByTurns(model, seed);
        const search = new PriceSearch(model, chooser, prices);
        for (const _ of search.price());
        const improver = new Improver(model, chooser, desk, prices, search, random);
        const before = desk.state.total;
        for (let i = 0; i < 20; i++) {
          for (let round = 0; round < 25; round++) improver.round(heat * 500);
          improver.handOver();
          expectSound(desk, model);
        }
        improver.finish();
        expectSound(desk, model);
        expect(desk.state.total).toBeGreaterThanOrEqual(before - 1e-6);
      }),
      { numRuns: 60 },
    );
  });
});
