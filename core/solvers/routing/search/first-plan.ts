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
  for (const route of start) takeOver(plan, route);
  openFrozen(plan);
  const list = plan.absent.slice(0, plan.absentCount);
  order.sortFarFirst(list, list.length);
  recreate.blinks(false);
  recreate.place(list, list.length, Number.POSITIVE_INFINITY);
  recreate.blinks(true);
}

/** Takes a route over, but for the stops with which it would break a limit. */
function takeOver(plan: Plan, { vehicleType, stops }: PlannedRoute): void {
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
    if (keepsLimits(plan, route)) {
      last = unit;
      continue;
    }
    plan.unlink(unit);
    plan.refresh(route);
  }
  if (plan.size[route] === 0) plan.close(route);
}

/** Frozen parts that never leave their route have one of their own, if the given plan has none for them. */
function openFrozen(plan: Plan): void {
  const { units, fleet } = plan.model;
  for (let unit = 0; unit < plan.units; unit++) {
    if (units.fixed[unit] === 0 || (plan.routeOf[unit] as number) >= 0) continue;
    for (let type = 0; type < fleet.count; type++) {
      if (units.allowed[type]?.[unit] === 0 || !plan.canOpen(type)) continue;
      const route = plan.open(type);
      plan.link(unit, plan.startOf(route));
      plan.refresh(route);
      if (keepsLimits(plan, route)) break;
      plan.unlink(unit);
      plan.refresh(route);
      plan.close(route);
    }
  }
}

function keepsLimits(plan: Plan, route: number): boolean {
  const { fleet, units, timer, timed, backhaulLast } = plan.model;
  const { figures } = plan;
  const type = plan.type[route] as number;
  const start = plan.startOf(route);
  if ((plan.stopCount[route] as number) > (fleet.maxStops[type] as number)) return false;
  if ((figures.distance[route] as number) > (fleet.maxDistance[type] as number)) return false;
  let collecting = false;
  for (let node = plan.next[start] as number; node < plan.units; node = plan.next[node] as number) {
    const kind = units.kind[node] as number;
    if (units.allowed[type]?.[node] === 0) return false;
    if (units.leads[node] === 1 && plan.previous[node] !== start) return false;
    if (backhaulLast && collecting && (kind & 1) === 1) return false;
    collecting ||= (kind & 2) === 2;
  }
  if (!loadsFit(plan, route)) return false;
  if (!timed) return true;
  const count = figures.listStops(route, -1, -1);
  const duration = timer.leastDuration(type, figures.stops, count);
  return duration < Number.POSITIVE_INFINITY && duration <= (fleet.maxDuration[type] as number);
}

function loadsFit(plan: Plan, route: number): boolean {
  const { fleet, units } = plan.model;
  const { dimensions } = units;
  const type = plan.type[route] as number;
  for (let k = 0; k < dimensions; k++) {
    const capacity = fleet.capacity[type * dimensions + k] as number;
    let load = 0;
    const start = plan.startOf(route);
    for (let node = plan.next[start] as number; node < plan.units; node = plan.next[node] as number) {
      load += units.need[node * dimensions + k] as number;
    }
    if (load > capacity) return false;
    for (let node = plan.next[start] as number; node < plan.units; node = plan.next[node] as number) {
      const at = node * dimensions + k;
      if (load - (units.need[at] as number) + (units.peak[at] as number) > capacity) return false;
      load += (units.gain[at] as number) - (units.need[at] as number);
      if (load > capacity) return false;
    }
  }
  return true;
}
