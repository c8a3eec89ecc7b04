import { overdrawn, type PlacedOrder } from '../../../solvers/together/index.ts';
import type { OrderChoices } from '../../workbench/index.ts';
import { PlanMeter } from '../measure-plan.ts';
import type { PlanProblem } from '../plan-problem.ts';
import type { TourPlan } from '../tour-plan.ts';
import { chosenFacilities, openedTo } from './choices.ts';
import { gainsOfMoves } from './gains.ts';

/** So often the tours are planned again without the moves that stock or money forbid. */
const MOST_ROUNDS = 6;
const MINOR = 1;

/** Searches for tours of a problem, beginning with a plan, for a share of the time that there is. */
export type PlanTours = (problem: PlanProblem, from: TourPlan, share: number) => Promise<TourPlan>;

export type Choosing = {
  plan: TourPlan;
  whole: PlanProblem;
  orders: readonly OrderChoices[];
  movable: ReadonlyMap<number, OrderChoices>;
  planTours: PlanTours;
};

/**
 * Tours that choose the depot of the movable stops. Moves that stock does not allow, or that save nothing, are taken back and the
 * rest is planned again, until all of them hold. @returns null when that does not come about
 */
export async function chooseFacilities(choosing: Choosing): Promise<TourPlan | null> {
  const { whole, movable, planTours } = choosing;
  const allowed = new Map(
    [...movable].map(([number, { choices }]) => [number, choices.map(({ facilityId }) => facilityId)]),
  );
  let { plan } = choosing;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const problem = openedTo(whole, plan, allowed);
    plan = await planTours(problem, plan, round === 0 ? 0.5 : 0.25);
    const chosen = chosenFacilities(plan, movable);
    const gains = await gainsOfMoves(plan, movable, new PlanMeter(problem));
    const refused = new Set(overdrawn(placedOrders(choosing, chosen, gains)));
    let again = false;
    for (const [number, { orderId, facilityId }] of movable) {
      const at = chosen.get(orderId) ?? facilityId;
      if (at === facilityId || !(refused.has(orderId) || (gains.get(number) ?? 0) < MINOR)) continue;
      allowed.set(
        number,
        (allowed.get(number) ?? []).filter((id) => id !== at),
      );
      again = true;
    }
    if (!again) return plan;
  }
  return null;
}

function placedOrders(
  { orders, movable }: Choosing,
  chosen: ReadonlyMap<number, number>,
  gains: ReadonlyMap<number, number>,
): PlacedOrder[] {
  const gainOf = new Map([...movable].map(([number, { orderId }]) => [orderId, gains.get(number) ?? 0]));
  return orders.map(({ orderId, facilityId, choices }) => {
    const at = chosen.get(orderId) ?? facilityId;
    const needs = choices.find((choice) => choice.facilityId === at)?.needs ?? [];
    return { order: orderId, stays: at === facilityId, needs, gain: gainOf.get(orderId) ?? 0 };
  });
}
