import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/kernel/random.ts';
import { generateInstance } from '../../core/solvers/sourcing/instance/generate-instance.ts';
import { instanceModel } from '../../core/solvers/sourcing/instance/instance-model.ts';
import { Improver } from '../../core/solvers/sourcing/optimise/improve.ts';
import type { SourcingModel } from '../../core/solvers/sourcing/optimise/model.ts';
import { OrderChooser } from '../../core/solvers/sourcing/optimise/order-choice.ts';
import { PlanDesk } from '../../core/solvers/sourcing/optimise/plan-desk.ts';
import { PlanState } from '../../core/solvers/sourcing/optimise/plan-state.ts';
import { PriceSearch } from '../../core/solvers/sourcing/optimise/price-search.ts';
import { Prices } from '../../core/solvers/sourcing/optimise/prices.ts';

describe('improvement across orders', () => {
  it('never takes what is not there, counts right at every moment, and ends no worse than it began', () => {
    const seeds = fc.integer({ min: 1, max: 1e6 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(seeds, share, share, share, (seed, scarcity, tightness, heat) => {
        const shape = { orders: 30, facilities: 6, products: 10, scarcity, tightness, linesAtMost: 5, seed };
        const model = instanceModel(generateInstance(shape));
        const { desk, improver } = plannedByTurns(model, seed);
        const before = desk.state.total;
        for (let i = 0; i < 20; i++) {
          for (let round = 0; round < 25; round++) improver.round(heat * 500);
          improver.handOver();
          expectSound(desk.state, model);
        }
        improver.finish();
        expectSound(desk.state, model);
        expect(desk.state.total).toBeGreaterThanOrEqual(before - 1e-6);
      }),
      { numRuns: 60 },
    );
  });
});

/** Every order took its best plan from what was left, at prices drawn by lot. */
function plannedByTurns(model: SourcingModel, seed: number): { desk: PlanDesk; improver: Improver } {
  const random = createRandom(seed);
  const state = new PlanState(model);
  const prices = new Prices(model, state.rooms);
  for (let i = 0; i < prices.resources.count; i++) prices.values[i] = random.next() * 800;
  const chooser = new OrderChooser(model);
  const search = new PriceSearch(model, chooser, prices);
  for (const _ of search.price());
  const desk = new PlanDesk(model, chooser, state, prices);
  for (let order = 0; order < model.orderCount; order++) desk.insert(order, false);
  return { desk, improver: new Improver(model, chooser, desk, prices, search, random) };
}

function expectSound(state: PlanState, model: SourcingModel): void {
  for (const room of state.rooms) expect(Math.min(...room)).toBeGreaterThanOrEqual(0);
  expect(Math.min(...state.ordersLeft)).toBeGreaterThanOrEqual(0);
  let total = 0;
  for (let order = 0; order < model.orderCount; order++) {
    total += state.gainOf(order, state.plans[order] as number[]);
  }
  expect(state.total).toBeCloseTo(total, 4);
}
