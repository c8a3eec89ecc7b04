import { RouteEvaluator } from '../evaluate/route-evaluator.ts';
import type { Requests } from '../model/requests.ts';
import type { PlannedRoute } from '../routing-problem.ts';
import { NONE } from './insertion.ts';
import type { InsertionOrder } from './insertion-order.ts';
import type { Plan } from './plan.ts';
import type { Recreate } from './recreate.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** After how many stops it is asked whether anybody still waits for the plan. */
const PIECE = 500;

/**
 * The plan that the search begins with: what is given and still fits, then one stop after the other where it costs least. One that
 * is cancelled leaves the rest out.
 */
export function buildFirstPlan(
  plan: Plan,
  start: readonly PlannedRoute[],
  order: InsertionOrder,
  recreate: Recreate,
  isCancelled: () => boolean,
): void {
  const evaluator = new RouteEvaluator(plan.model);
  for (const route of start) takeOver(plan, route, evaluator);
  openFrozen(plan, evaluator);
  const list = plan.absent.slice(0, plan.absentCount);
  order.sortFarFirst(list, list.length);
  recreate.blinks(false);
  for (let from = 0; from < list.length && !(from > 0 && isCancelled()); from += PIECE) {
    const piece = list.subarray(from, from + PIECE);
    recreate.place(piece, piece.length, Number.POSITIVE_INFINITY);
  }
  recreate.blinks(true);
}

/** Takes a route over, but for the stops with which it would break a limit. */
function takeOver(plan: Plan, { vehicleType, stops }: PlannedRoute, evaluator: RouteEvaluator): void {
  const { requests } = plan.model;
  if (vehicleType >= plan.model.fleet.count || !plan.canOpen(vehicleType)) return;
  const route = plan.open(vehicleType);
  const wanted = wantedUnits(plan, stops);
  const members = evaluator.cost(vehicleType, wanted, wanted.length) < NEVER ? wanted : [];
  if (members.length === 0) {
    for (const unit of wanted) {
      const partner = requests.partnerOf[unit] as number;
      if (members.includes(unit)) continue;
      const more = wanted.filter((other) => members.includes(other) || other === unit || other === partner);
      if (evaluator.cost(vehicleType, more, more.length) < NEVER) members.splice(0, members.length, ...more);
    }
  }
  let last = plan.startOf(route);
  for (const unit of members) {
    if (!obeysBounds(requests, unit, members)) continue;
    plan.link(unit, last);
    last = unit;
  }
  plan.refresh(route);
  if (plan.size[route] === 0) plan.close(route);
}

/** The units of a given route that are on none yet: whole pairs in their order, one alternative of a request. */
function wantedUnits(plan: Plan, stops: readonly number[]): number[] {
  const { units, requests } = plan.model;
  const taskOf = new Map<number, number>();
  const seen = new Set<number>();
  for (const stop of stops) {
    const unit = units.ofStop[stop];
    if (unit === undefined || !plan.isAbsent(requests.requestOf[unit] as number)) continue;
    const task = requests.taskOf[unit] as number;
    const request = requests.requestOf[unit] as number;
    if (requests.taskUnit[task] === unit && !taskOf.has(request)) taskOf.set(request, task);
    if (taskOf.get(request) === task) seen.add(unit);
  }
  return [...seen].filter((unit) => {
    const partner = requests.partnerOf[unit] as number;
    return partner === NONE || seen.has(partner);
  });
}

/** Whether the stop that a stop must follow or precede is on the same route. */
function obeysBounds({ mustFollow, mustPrecede }: Requests, unit: number, route: number[]): boolean {
  return [mustFollow[unit] as number, mustPrecede[unit] as number].every((other) => {
    return other === NONE || route.includes(other);
  });
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
  const members = new Int32Array(plan.size[route] as number);
  const count = plan.listUnits(route, members, 0);
  return evaluator.cost(plan.type[route] as number, members, count) < NEVER;
}
