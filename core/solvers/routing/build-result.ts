import { scheduleRoute } from './evaluate/route-schedule.ts';
import { leftOutReasons } from './left-out-reasons.ts';
import type { RoutingModel } from './model/routing-model.ts';
import type { PlannedRoute, RoutingProblem, RoutingStop, VehicleType } from './routing-problem.ts';
import type { RoutingResult, SolvedRoute } from './routing-result.ts';

/** Times, loads and cost of a plan's routes, and why what is on none of them was left out. */
export function buildResult(
  model: RoutingModel,
  routes: PlannedRoute[],
  statistics: RoutingResult['statistics'],
): RoutingResult {
  const { problem, requests, units } = model;
  const solved = routes.filter(({ stops }) => stops.length > 0).map((route) => solveRoute(model, route));
  const visited = new Set(solved.flatMap(({ stops }) => stops));
  const sum = (of: (route: SolvedRoute) => number) => solved.reduce((total, route) => total + of(route), 0);
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
    cost: sum(({ cost }) => cost) + leftOutPrice,
    distance: sum(({ distance }) => distance),
    duration: sum(({ duration }) => duration),
    co2: sum((route) => {
      return route.distance * (problem.vehicleTypes[route.vehicleType]?.co2PerDistance ?? 0);
    }),
    vehicles: solved.length,
    routes: solved,
    leftOut: leftOutReasons(model, solved),
    feasible: missing === 0,
    statistics,
  };
}

function solveRoute(model: RoutingModel, { vehicleType, stops }: PlannedRoute): SolvedRoute {
  const { problem, timer, fleet, units, travel } = model;
  timer.leastDuration(vehicleType, stops, stops.length);
  const times = scheduleRoute(problem, timer, vehicleType, stops, timer.leaves);
  const visits = stops.map((stop) => problem.stops[stop] as RoutingStop);
  const { loads, peakLoad } = followLoads(problem, stops);
  const offset = fleet.offset[vehicleType] as number;
  let at = fleet.startPlace[vehicleType] as number;
  let distance = 0;
  const drive = (to: number) => {
    distance += travel.distance[offset + at * travel.places + to] as number;
    at = to;
    return distance;
  };
  const schedule = stops.map((stop, i) => ({
    stop,
    ...(times.visits[i] as (typeof times.visits)[number]),
    load: loads[i] as number[],
    distance: drive(visits[i]?.place as number),
  }));
  drive(fleet.endPlace[vehicleType] as number);
  const duration = times.returns - times.leaves;
  const overtime = Math.max(0, duration - (fleet.overtimeAfter[vehicleType] as number));
  const usual = stops.reduce(
    (sum, stop) => sum + usualPrice(units, vehicleType, units.ofStop[stop] as number),
    0,
  );
  const cost =
    (fleet.fixed[vehicleType] as number) -
    model.vehiclePrice +
    (fleet.perDistance[vehicleType] as number) * distance +
    (fleet.perDuration[vehicleType] as number) * duration +
    (fleet.perOvertime[vehicleType] as number) * overtime +
    usual;
  return {
    vehicleType,
    stops,
    cost,
    distance,
    duration,
    driving: times.driving,
    waiting: schedule.reduce((sum, { waiting }) => sum + waiting, 0),
    service: visits.reduce((sum, { service }) => sum + service, 0),
    leaves: times.leaves,
    returns: times.returns,
    peakLoad,
    schedule,
    breaks: times.breaks,
  };
}

/** A unit of several stops counts as a whole, divided among them. */
function usualPrice(units: RoutingModel['units'], vehicleType: number, unit: number): number {
  return (units.usualCost?.[vehicleType]?.[unit] ?? 0) / (units.stopCount[unit] as number);
}

function followLoads(problem: RoutingProblem, stops: number[]): { loads: number[][]; peakLoad: number[] } {
  const dropOffs = new Set((problem.pairs ?? []).map(({ dropOff }) => dropOff));
  const dimensions = (problem.vehicleTypes[0] as VehicleType).capacity.length;
  const load = new Array<number>(dimensions).fill(0);
  for (const stop of stops) {
    if (dropOffs.has(stop)) continue;
    for (let k = 0; k < dimensions; k++)
      load[k] = (load[k] as number) + (problem.stops[stop]?.delivery[k] ?? 0);
  }
  const peakLoad = [...load];
  const loads = stops.map((stop) => {
    const { delivery, collection } = problem.stops[stop] as RoutingStop;
    for (let k = 0; k < dimensions; k++) {
      load[k] = (load[k] as number) + (collection[k] ?? 0) - (delivery[k] ?? 0);
      peakLoad[k] = Math.max(peakLoad[k] as number, load[k] as number);
    }
    return [...load];
  });
  return { loads, peakLoad };
}
