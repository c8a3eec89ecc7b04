import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/kernel/random.ts';
import { generateInstance } from '../../core/solvers/sourcing/instance/generate-instance.ts';
import { instanceModel } from '../../core/solvers/sourcing/instance/instance-model.ts';
import { NOT_ELIGIBLE, type SourcingModel } from '../../core/solvers/sourcing/optimise/model.ts';
import { OrderChooser } from '../../core/solvers/sourcing/optimise/order-choice.ts';
import type { Market } from '../../core/solvers/sourcing/optimise/order-task.ts';
import { PlanState } from '../../core/solvers/sourcing/optimise/plan-state.ts';
import { Prices } from '../../core/solvers/sourcing/optimise/prices.ts';

describe('the best plan of one order', () => {
  it('is that of trying every set of facilities, whatever the prices and however little each of them holds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0.6, max: 1, noNaN: true }),
        (seed, scarcity) => {
          const instance = generateInstance({
            orders: 12,
            facilities: 8,
            products: 4,
            scarcity,
            tightness: 0,
            linesAtMost: 4,
            seed,
          });
          const model = instanceModel(instance);
          fc.pre(model.tiers.size === 0);
          const prices = new Prices(model, new PlanState(model).rooms);
          const random = createRandom(seed);
          for (let i = 0; i < prices.resources.count; i++) prices.values[i] = random.next() * 800;
          prices.publish();
          const market = prices.market(0);
          const chooser = new OrderChooser(model);
          for (let order = 0; order < model.orderCount; order++) {
            chooser.choose(order, market, 1e6);
            const best = bestOfAllSets(model, order, market);
            expect(chooser.value).toBeCloseTo(best, 6);
            expect(chooser.bound).toBeGreaterThanOrEqual(best - 1e-6);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function bestOfAllSets(model: SourcingModel, order: number, market: Market): number {
  const first = model.orderCandidates[order] as number;
  const candidates = (model.orderCandidates[order + 1] as number) - first;
  let best = 0;
  for (let set = 1; set < 2 ** candidates; set++) {
    const chosen = Array.from({ length: candidates }, (_, c) => c).filter((c) => (set >> c) % 2 === 1);
    if (chosen.length > (model.maxShipments[order] as number)) continue;
    const fixed = chosen.reduce((sum, c) => sum + (model.candidateFixed[first + c] as number), 0);
    best = Math.max(best, worthOfLines(model, order, market, new Set(chosen)) - fixed);
  }
  return best;
}

/** Each line from the chosen ones where a unit is worth most; `-Infinity` when a whole order is not whole. */
function worthOfLines(model: SourcingModel, order: number, market: Market, chosen: Set<number>): number {
  let worth = 0;
  for (let line = model.orderLines[order] as number; line < (model.orderLines[order + 1] as number); line++) {
    const product = model.lineProduct[line] as number;
    const from = model.productPositions[product] as number;
    const offers: [unit: number, units: number][] = [];
    for (let position = from; position < (model.productPositions[product + 1] as number); position++) {
      const c = model.entryCandidate[(model.lineEntries[line] as number) + position - from] as number;
      if (c === NOT_ELIGIBLE || !chosen.has(c)) continue;
      const unit = (model.lineValue[line] as number) - (market.cost[position] as number);
      offers.push([unit, market.room[position] as number]);
    }
    let left = model.lineQuantity[line] as number;
    const whole = model.shipComplete[order] === 1;
    for (const [unit, units] of offers.sort((a, b) => b[0] - a[0])) {
      if (unit <= 0 && !whole) break;
      const taken = Math.min(left, units);
      worth += taken * unit;
      left -= taken;
    }
    if (whole && left > 0) return Number.NEGATIVE_INFINITY;
  }
  return worth;
}
