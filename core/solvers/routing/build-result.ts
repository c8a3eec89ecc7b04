import { durationCost } from './evaluate/route-evaluator.ts';
import { leftOutReasons } from './left-out-reasons.ts';
import { type MeasuredRoute, RouteMeter } from './measure/route-meter.ts';
import type { RoutingModel } from './model/routing-model.ts';
import type { PlannedRoute } from './routing-problem.ts';
import type { RoutingResult, SolvedRoute } from './routing-result.ts';

/** Times, loads and cost of a plan's routes, and why what is on none of them was left out. */
export function buildResult(
  model: RoutingModel,
  planned: PlannedRoute[],
  statistics: RoutingResult['statistics'],
): RoutingResult {
  const { requests, units } = model;
  const meter = new RouteMeter(model.problem, model.travel);
  const measured = planned.map((route) => meter.measure(route));
  const routes = measured.map((route) => solvedRoute(model, route));
  const visited = new Set(routes.flatMap(({ stops }) => stops));
  const sum = (of: (route: MeasuredRoute) => number) =>
    measured.reduce((total, route) => total + of(route), 0);
  let leftOutPrice = 0;
  let missing = 0;
  for (let request = 0; request < requests.count; request++) {
    const [first, end] = [requests.firstTask[request] as number, requests.firstTask[request + 1] as number];
    const tasks = requests.taskUnit.subarray(first, end);
    if (tasks.some((unit) => visited.has(units.stops[unit]?.[0] as number))) continue;
    leftOutPrice += requests.price[request] as number;
    missing += requests.mandatory[request] as number;
  }
  return {
    cost: routes.reduce((total, { cost }) => total + cost, 0) + leftOutPrice,
    distance: sum(({ distance }) => distance),
    duration: sum(({ duration }) => duration),
    co2: sum(({ co2 }) => co2),
    vehicles: routes.length,
    routes,
    leftOut: leftOutReasons(model, routes),
    feasible: missing === 0,
    statistics,
  };
}

/** A measured route, its cost as the objective counts it. */
function solvedRoute(model: RoutingModel, measured: MeasuredRoute): SolvedRoute {
  const { fleet, units } = model;
  const { overtime, co2, broken, ...route } = measured;
  const { vehicleType, distance, duration } = route;
  const usual = units.usualCost?.[vehicleType];
  const visited = new Set(route.stops.map((stop) => units.ofStop[stop] as number));
  const priceOfAnother = [...visited].reduce((sum, unit) => sum + (usual?.[unit] ?? 0), 0);
  const cost =
    (fleet.fixed[vehicleType] as number) -
    model.vehiclePrice +
    (fleet.perDistance[vehicleType] as number) * distance +
    durationCost(model, vehicleType, duration) +
    priceOfAnother;
  return { ...route, cost };
}
