import { expect } from 'vitest';
import { createRandom, type Random } from '../../core/kernel/random.ts';
import type { SourcingModel } from '../../core/solvers/sourcing/optimise/model.ts';
import { OrderChooser } from '../../core/solvers/sourcing/optimise/order-choice.ts';
import { PlanDesk } from '../../core/solvers/sourcing/optimise/plan-desk.ts';
import { PlanState } from '../../core/solvers/sourcing/optimise/plan-state.ts';
import { Prices } from '../../core/solvers/sourcing/optimise/prices.ts';

export type PlannedOrders = { chooser: OrderChooser; desk: PlanDesk; prices: Prices; random: Random };

/** Every order took its best plan from what was left, at cost; prices are drawn by lot. */
export function plannedByTurns(model: SourcingModel, seed: number): PlannedOrders {
  const random = createRandom(seed);
  const state = new PlanState(model);
  const prices = new Prices(model, state.rooms);
  for (let i = 0; i < prices.resources.count; i++) prices.values[i] = random.next() * 800;
  prices.publish();
  const chooser = new OrderChooser(model);
  const desk = new PlanDesk(model, chooser, state, prices);
  for (let order = 0; order < model.orderCount; order++) desk.insert(order, false);
  return { chooser, desk, prices, random };
}

/** Nothing is taken that is not there, and the plans earn what they are said to. */
export function expectSound({ state }: PlanDesk, model: SourcingModel): void {
  for (const room of state.rooms) expect(Math.min(...room)).toBeGreaterThanOrEqual(0);
  expect(Math.min(...state.ordersLeft)).toBeGreaterThanOrEqual(0);
  let total = 0;
  for (let order = 0; order < model.orderCount; order++) {
    total += state.gainOf(order, state.plans[order] as number[]);
  }
  expect(state.total).toBeCloseTo(total, 4);
}
