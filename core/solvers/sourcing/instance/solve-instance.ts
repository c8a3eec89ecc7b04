import type { SourcingModel } from '../optimise/model.ts';
import { gapOf, type OptimiseOutcome } from '../optimise/optimise.ts';
import { OrderChooser } from '../optimise/order-choice.ts';
import { PlanDesk } from '../optimise/plan-desk.ts';
import { PlanState } from '../optimise/plan-state.ts';
import { PriceSearch } from '../optimise/price-search.ts';
import { Prices } from '../optimise/prices.ts';
import type { InstanceResult, SourcingInstance } from './instance.ts';

/** A plan of an instance, whichever way it was found. */
export type InstancePlan = Pick<OptimiseOutcome, 'plans' | 'profit' | 'bound' | 'gap'>;

/** The baseline: one order after the other, as they come, each by its best plan from the stock that is left. */
export function sourceGreedily(model: SourcingModel): InstancePlan {
  const chooser = new OrderChooser(model);
  const state = new PlanState(model);
  const prices = new Prices(model, state.rooms);
  const desk = new PlanDesk(model, chooser, state, prices);
  const search = new PriceSearch(model, chooser, prices);
  for (const _ of search.price());
  for (let order = 0; order < model.orderCount; order++) desk.insert(order, false);
  const profit = model.baseProfit + state.total;
  const bound = Math.max(profit, model.baseProfit + search.bestBound);
  return { plans: state.plans, profit, bound, gap: gapOf(profit, bound) };
}

/** The result document; of several lines of one product the dearest to leave short are served first. */
export function instanceResult(
  instance: SourcingInstance,
  model: SourcingModel,
  { plans, profit, bound, gap }: InstancePlan,
  run: { method: InstanceResult['method']; seconds: number; seed: number },
): InstanceResult {
  const result: InstanceResult = {
    format: 'vigie-sourcing-result/1',
    method: run.method,
    profit: roundMoney(profit),
    bound: Math.max(roundMoney(profit), roundMoney(bound)),
    gap,
    seconds: run.seconds,
    seed: run.seed,
    allocations: [],
    short: [],
  };
  const { orders, facilities } = instance;
  for (const [i, plan] of plans.entries()) {
    const given = new Map<number, number>();
    const give = (line: number, position: number, quantity: number) => {
      given.set(line, (given.get(line) ?? 0) + quantity);
      const facility = facilities.ids[model.positionFacility[position] as number] as string;
      result.allocations.push({ order: orders.ids[i] as string, line, facility, quantity });
    };
    for (let k = 0; k < plan.length; k += 4) {
      giveToLines(model, plan[k] as number, plan[k + 3] as number, given, (line, quantity) =>
        give(line, plan[k + 1] as number, quantity),
      );
    }
    const first = orders.lineStart[i] as number;
    const lines = (orders.lineStart[i + 1] as number) - first;
    for (let line = 0; line < lines; line++) {
      const quantity = (orders.quantity[first + line] as number) - (given.get(line) ?? 0);
      if (quantity > 0) result.short.push({ order: orders.ids[i] as string, line, quantity });
    }
  }
  return result;
}

/** Millionths of a minor unit: enough to hide what is only noise of adding in another sequence. */
function roundMoney(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function giveToLines(
  model: SourcingModel,
  modelLine: number,
  quantity: number,
  given: ReadonlyMap<number, number>,
  give: (line: number, quantity: number) => void,
): void {
  const tiers = model.tiers.get(modelLine);
  if (!tiers) {
    give(model.lineSource[modelLine] as number, quantity);
    return;
  }
  let left = quantity;
  for (const tier of tiers) {
    const units = Math.min(left, tier.quantity - (given.get(tier.sourceLine) ?? 0));
    if (units <= 0) continue;
    give(tier.sourceLine, units);
    left -= units;
  }
}
