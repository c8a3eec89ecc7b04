import { checkInstanceResult } from '../../core/solvers/sourcing/instance/check-instance.ts';
import type { InstanceResult, SourcingInstance } from '../../core/solvers/sourcing/instance/instance.ts';
import { instanceModel } from '../../core/solvers/sourcing/instance/instance-model.ts';
import { readInstance } from '../../core/solvers/sourcing/instance/read-instance.ts';
import { instanceResult, sourceGreedily } from '../../core/solvers/sourcing/instance/solve-instance.ts';
import type { Effort } from '../../core/solvers/sourcing/optimise/effort.ts';
import { optimise } from '../../core/solvers/sourcing/optimise/optimise.ts';

/** Little work: for tests that ask whether a plan is sound, not how good it is. */
export const SMALL_EFFORT = {
  sweeps: 6,
  priceRounds: 20,
  improvementRounds: 4000,
  heat: 2,
  patience: 4000,
};

/** As for large models, which end with an auction. */
export const AUCTION_EFFORT = { ...SMALL_EFFORT, priceRounds: 0, bids: 8 };

/** Solves, and lets the checker recompute everything. @throws when it finds anything wrong. */
export function solveChecked(
  instance: SourcingInstance,
  method: InstanceResult['method'] = 'optimise',
  seed = 1,
  effort: Effort = SMALL_EFFORT,
): InstanceResult {
  const model = instanceModel(instance);
  const outcome = method === 'greedy' ? sourceGreedily(model) : optimise(model, { seed, effort });
  const result = instanceResult(instance, model, outcome, { method, seconds: 0, seed });
  const problems = checkInstanceResult(instance, result);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return result;
}

/** An instance in which a shipment from facility j to order i costs `costs[i][j]`; every facility has one unit. */
export function assignmentInstance(costs: number[][]): SourcingInstance {
  const perKm = 1;
  // One product an order, so that the cost of a pair can be said as the opportunity cost of a unit.
  return readInstance({
    format: 'vigie-sourcing/1',
    facilities: costs[0]?.map((_, j) => ({ id: `F${j}`, lat: 0, lon: 0, orderCapacity: 1 })),
    products: costs.map((_, i) => ({ id: `P${i}`, weightGrams: 0 })),
    stock: costs.flatMap((row, i) =>
      row.map((cost, j) => ({
        facility: `F${j}`,
        product: `P${i}`,
        available: 1,
        unitOpportunityCost: cost,
      })),
    ),
    orders: costs.map((_, i) => ({
      id: `O${i}`,
      lat: 0,
      lon: 0,
      maxShipments: 1,
      lines: [{ product: `P${i}`, quantity: 1, unitMargin: 0, unitShortPenalty: 1000 }],
    })),
    shipping: { perShipment: 0, perKm, perKg: 0 },
  });
}
