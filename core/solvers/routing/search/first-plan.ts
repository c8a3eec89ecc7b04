import { RouteEvaluator } from '../evaluate/route-evaluator.ts';
import type { PlannedRoute } from '../routing-problem.ts';
import type { InsertionOrder } from './insertion-order.ts';
import type { Plan } from './plan.ts';
import type { Recreate } from './recreate.ts';

/** The plan that the search begins with: what is given and still fits, then one stop after the other where it costs least. */
export function buildFirstPlan(
  plan: Plan,
  start: readonly PlannedRoute[],
  order: InsertionOrder,
  recreate: Recreate,
): void {
  const evaluator = new RouteEvaluator(plan.model);
  for (const route of start) takeOver(plan, route, evaluator);
  openFrozen(plan, evaluator);
  const list = plan.absent.slice(0, plan.absentCount);
  order.sortFarFirst(list, list.length);
  recreate.blinks(false);
  recreate.place(list, list.length, Number.POSITIVE_INFINITY);
  recreate.blinks(true);
}

/** Takes a route over, but for the stops with which it would break a limit. */
function takeOver(plan: Plan, { vehicleType, stops }: PlannedRoute, evaluator: RouteEvaluator): void {
  const { units, requests } = plan.model;
  if (!plan.model.fleet.available[vehicleType] || !plan.canOpen(vehicleType)) return;
  const route = plan.open(vehicleType);
  let last = plan.startOf(route);
  for (const stop of stops) {
    const unit = units.ofStop[stop];
    if (unit === undefined || (plan.routeOf[unit] as number) >= 0) continue;
    if ((requests.partnerOf[unit] as number) >= 0 || !plan.isAbsent(requests.requestOf[unit] as number))
      continue;
    plan.link(unit, last);
    plan.refresh(route);
    if (keepsLimits(plan, route, evaluator)) {
      last = unit;
      continue;
    }
    plan.unlink(unit);
    plan.refresh(route);
  }
  if (plan.size[route] === 0) plan.close(route);
}

/** Frozen parts that never leave their route have one of their own, if the given plan has none for them. */
function openFrozen(plan: Plan, evaluator: RouteEvaluator): void {
  const { units, fleet } = plan.model;
  for (let unit = 0; unit < plan.units; unit++) {
    if (units.fixed[unit] === 0 || (plan.routeOf[unit] as number) >= 0) continue;
    for (let type = 0; type < fleet.count; type++) {
      if (units.allowed[type]?.[unit] === 0 || !plan.canOpen(type)) continue;
      const route = plan.open(type);
      plan.link(unit, plan.startOf(route));
      plan.refresh(route);
      if (keepsLimits(plan, route, evaluator)) break;
      plan.unlink(unit);
      plan.refresh(route);
      plan.close(route);
    }
  }
}

function keepsLimits(plan: Plan, route: number, evaluator: RouteEvaluator): boolean {
  const members: number[] = [];
  let node = plan.next[plan.startOf(route)] as number;
  for (; node < plan.units; node = plan.next[node] as number) members.push(node);
  return evaluator.cost(plan.type[route] as number, members, members.length) < Number.POSITIVE_INFINITY;
}
