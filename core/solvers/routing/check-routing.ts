import { checkRoute, nearlyEqual, type RouteCheck } from './check-route.ts';
import type { RoutingObjective, RoutingProblem, RoutingStop } from './routing-problem.ts';
import type { RoutingResult, SolvedRoute } from './routing-result.ts';

export type RoutingViolation = {
  code:
    | 'unknownStop'
    | 'unknownVehicleType'
    | 'emptyRoute'
    | 'visitedTwice'
    | 'unaccounted'
    | 'tooManyVehicles'
    | 'vehicleNotAllowed'
    | 'overloaded'
    | 'wrongLoad'
    | 'deliveryAfterCollection'
    | 'pairBroken'
    | 'groupVisitedTwice'
    | 'frozenMoved'
    | 'outsideShift'
    | 'outsideWindow'
    | 'wrongTime'
    | 'breakWrong'
    | 'breakMissing'
    | 'limitExceeded'
    | 'wrongFigure'
    | 'wrongReason'
    | 'wrongFeasible';
  /** Index of the route, null for the whole plan. */
  route: number | null;
  details: Record<string, number | string>;
};

/**
 * Verifies a plan from the problem and its routes alone, by the plainest means and without anything the search uses: limits,
 * times, loads, and every figure recomputed.
 * @returns what is wrong; empty for a sound plan.
 */
export function checkRouting(
  problem: RoutingProblem,
  objective: RoutingObjective,
  result: RoutingResult,
): RoutingViolation[] {
  const violations: RoutingViolation[] = [];
  const report = (
    code: RoutingViolation['code'],
    route: number | null = null,
    details: RoutingViolation['details'] = {},
  ) => {
    violations.push({ code, route, details });
  };
  checkVisits(problem, result, report);
  checkFleet(problem, result, report);
  checkTogether(problem, result, report);
  const routeChecks: RouteCheck[] = [];
  for (const [index, route] of result.routes.entries()) {
    const known = route.stops.every((stop) => problem.stops[stop]);
    if (!problem.vehicleTypes[route.vehicleType]) report('unknownVehicleType', index);
    else if (!known) report('unknownStop', index);
    else
      routeChecks.push(
        checkRoute(problem, objective, route, (code, details) => report(code, index, details)),
      );
  }
  checkTotals(problem, objective, result, routeChecks, report);
  checkReasons(problem, result, report);
  const mustVisit = leftOutThatMustBeVisited(problem, result);
  const sound = violations.every(({ code }) => code === 'wrongFeasible');
  if (sound && result.feasible !== (mustVisit === 0)) report('wrongFeasible', null, { mustVisit });
  return violations;
}

type Report = (
  code: RoutingViolation['code'],
  route?: number | null,
  details?: RoutingViolation['details'],
) => void;

function checkVisits(problem: RoutingProblem, result: RoutingResult, report: Report): void {
  const seen = new Set<number>();
  for (const stop of [...result.routes.flatMap(({ stops }) => stops), ...result.leftOut.map((l) => l.stop)]) {
    if (!problem.stops[stop]) report('unknownStop', null, { stop });
    if (seen.has(stop)) report('visitedTwice', null, { stop });
    seen.add(stop);
  }
  problem.stops.forEach((_, stop) => {
    if (!seen.has(stop)) report('unaccounted', null, { stop });
  });
  result.routes.forEach((route, index) => {
    if (route.stops.length === 0) report('emptyRoute', index);
  });
}

function checkFleet(problem: RoutingProblem, result: RoutingResult, report: Report): void {
  problem.vehicleTypes.forEach(({ count }, vehicleType) => {
    const used = result.routes.filter((route) => route.vehicleType === vehicleType).length;
    if (count !== null && used > count) report('tooManyVehicles', null, { vehicleType, used });
  });
}

function checkTogether(problem: RoutingProblem, { routes }: RoutingResult, report: Report): void {
  const routeOf = (stop: number) => routes.findIndex(({ stops }) => stops.includes(stop));
  for (const { pickup, dropOff } of problem.pairs ?? []) {
    const [from, to] = [routeOf(pickup), routeOf(dropOff)];
    const stops = routes[from]?.stops ?? [];
    if (from !== to || stops.indexOf(pickup) > stops.indexOf(dropOff)) {
      report('pairBroken', null, { pickup, dropOff });
    }
  }
  const groups = new Map<number, number>();
  for (const stop of routes.flatMap(({ stops }) => stops)) {
    const group = problem.stops[stop]?.group;
    if (group === undefined) continue;
    if (groups.has(group)) report('groupVisitedTwice', null, { group, stop });
    groups.set(group, stop);
  }
  for (const { stops, vehicleType, atStart } of problem.frozen ?? []) {
    const [first] = stops;
    if (first === undefined) continue;
    const route: SolvedRoute | undefined = routes[routeOf(first)];
    if (stops.every((stop) => routeOf(stop) < 0)) continue;
    const at = route?.stops.indexOf(first) ?? -1;
    const kept = stops.every((stop, i) => route?.stops[at + i] === stop);
    if (!kept || route?.vehicleType !== vehicleType || (atStart && at !== 0)) {
      report('frozenMoved', null, { first });
    }
  }
}

function checkTotals(
  problem: RoutingProblem,
  objective: RoutingObjective,
  result: RoutingResult,
  routes: RouteCheck[],
  report: Report,
): void {
  const expect = (name: string, stated: number, found: number) => {
    if (!nearlyEqual(stated, found)) report('wrongFigure', null, { name, stated, found });
  };
  const sum = (figure: keyof RouteCheck) => routes.reduce((total, route) => total + route[figure], 0);
  expect('distance', result.distance, sum('distance'));
  expect('duration', result.duration, sum('duration'));
  expect('co2', result.co2, sum('co2'));
  expect('vehicles', result.vehicles, result.routes.length);
  const leftOutPrice = pricesOfLeavingOut(problem, result);
  const usual = objective.kind === 'distance' ? 0 : sum('priceOfAnother');
  expect('cost', result.cost, sum('cost') + usual + leftOutPrice);
}

/** What is left out costs its price; of a group none of which is visited, only the lowest price counts. */
function pricesOfLeavingOut(problem: RoutingProblem, { routes, leftOut }: RoutingResult): number {
  const { stops } = problem;
  const kept = new Set((problem.frozen ?? []).flatMap((part) => part.stops));
  const visitedGroups = new Set(routes.flatMap((route) => route.stops.map((stop) => stops[stop]?.group)));
  const groupPrices = new Map<number, number>();
  let total = 0;
  for (const { stop } of leftOut) {
    const { group, priceOfLeavingOut = null } = stops[stop] ?? {};
    if (priceOfLeavingOut === null || kept.has(stop)) continue;
    if (group === undefined) total += priceOfLeavingOut;
    else if (!visitedGroups.has(group)) {
      groupPrices.set(group, Math.min(priceOfLeavingOut, groupPrices.get(group) ?? priceOfLeavingOut));
    }
  }
  for (const price of groupPrices.values()) total += price;
  return total;
}

function leftOutThatMustBeVisited(problem: RoutingProblem, { leftOut }: RoutingResult): number {
  const { stops, pairs, frozen } = problem;
  const out = new Set(leftOut.map(({ stop }) => stop));
  const optional = (stop: RoutingStop | undefined) => (stop?.priceOfLeavingOut ?? null) !== null;
  const partnerOf = new Map(
    (pairs ?? []).flatMap(({ pickup, dropOff }) => [
      [pickup, dropOff],
      [dropOff, pickup],
    ]),
  );
  const kept = new Set((frozen ?? []).flatMap((part) => part.stops));
  const excused = (index: number) => {
    if (kept.has(index)) return false;
    const group = stops[index]?.group;
    if (group === undefined) return optional(stops[index]);
    const others = stops.filter((other) => other.group === group);
    return others.some(optional) || others.some((other) => !out.has(stops.indexOf(other)));
  };
  return [...out].filter((stop) => {
    const partner = partnerOf.get(stop);
    return !excused(stop) && !(partner !== undefined && excused(partner));
  }).length;
}

function checkReasons({ stops }: RoutingProblem, result: RoutingResult, report: Report): void {
  const visited = new Set(result.routes.flatMap((route) => route.stops.map((stop) => stops[stop]?.group)));
  for (const { stop, reason } of result.leftOut) {
    const group = stops[stop]?.group;
    const alternative = group !== undefined && visited.has(group);
    if ((reason === 'alternativeVisited') !== alternative) report('wrongReason', null, { stop, reason });
  }
}
