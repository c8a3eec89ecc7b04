import { RouteTimer } from '../evaluate/route-timer.ts';
import type { RoutingObjective, RoutingProblem, VehicleType } from '../routing-problem.ts';
import { buildFleet, type Fleet } from './fleet.ts';
import { buildNeighbours, type Neighbours } from './neighbours.ts';
import { buildRequests, type Requests } from './requests.ts';
import { buildTravel, type Travel } from './travel.ts';
import { buildUnits, COLLECTS, DELIVERS, type Units } from './units.ts';

/** How loads are known to fit: not at all, by sums over the route, or by the peak along it. */
export const NO_LOADS = 0;
export const LOAD_SUMS = 1;
export const LOAD_PEAKS = 2;

/** A problem as the search reads it, and which of the rarer things it has. */
export type RoutingModel = {
  problem: RoutingProblem;
  objective: RoutingObjective;
  travel: Travel;
  fleet: Fleet;
  units: Units;
  requests: Requests;
  neighbours: Neighbours;
  timer: RouteTimer;
  loads: typeof NO_LOADS | typeof LOAD_SUMS | typeof LOAD_PEAKS;
  /** Windows or shifts decide whether a visit is possible. */
  timed: boolean;
  /** The time of the whole route costs or is limited. */
  durations: boolean;
  /** Several windows or breaks: some routes can only be timed as a whole. */
  exactTimes: boolean;
  backhaulLast: boolean;
  limitsDistance: boolean;
  /** More than any difference of cost between two plans with as many vehicles; 0 if vehicles do not come first. */
  vehiclePrice: number;
};

/** Neighbours of each stop that ruins are drawn from; new places are sought among the nearest of them. */
const NEIGHBOURS = 160;

/** Reads a problem for the search. @throws Error naming the stops where the problem contradicts itself */
export function buildModel(problem: RoutingProblem, objective: RoutingObjective): RoutingModel {
  const travel = buildTravel(problem);
  const vehiclePrice = objective.kind === 'vehiclesFirst' ? mostPlanCost(problem) : 0;
  const fleet = buildFleet(problem, objective, travel, vehiclePrice, problem.stops.length);
  const units = buildUnits(problem, travel, fleet, objective.kind !== 'distance');
  const requests = buildRequests(problem, units);
  const paid = (numbers: Float64Array) => numbers.some((number) => number > 0);
  const limited = (numbers: Float64Array) => numbers.some((number) => number < Number.POSITIVE_INFINITY);
  const exactTimes = fleet.hasBreaks || units.manyWindows.some((many) => many === 1);
  const durations = paid(fleet.perDuration) || paid(fleet.perOvertime) || limited(fleet.maxDuration);
  const windows = units.from.some((from) => from > Number.NEGATIVE_INFINITY) || limited(units.to);
  return {
    problem,
    objective,
    travel,
    fleet,
    units,
    requests,
    neighbours: buildNeighbours(units, travel, NEIGHBOURS),
    timer: new RouteTimer(problem, travel),
    loads: loadsOf(problem, units),
    timed: exactTimes || windows || durations || limited(fleet.to),
    durations: durations || exactTimes,
    exactTimes,
    backhaulLast: problem.backhaulLast ?? false,
    limitsDistance: limited(fleet.maxDistance),
    vehiclePrice,
  };
}

/** Sums are enough where a route's load only falls, only rises, or falls before it rises. */
function loadsOf(problem: RoutingProblem, units: Units): RoutingModel['loads'] {
  if (units.dimensions === 0) return NO_LOADS;
  if (problem.pairs?.length || problem.frozen?.length) return LOAD_PEAKS;
  if (problem.backhaulLast && !units.kind.includes(DELIVERS | COLLECTS)) return LOAD_SUMS;
  for (let k = 0; k < units.dimensions; k++) {
    let [needs, gains] = [false, false];
    for (let i = k; i < units.need.length; i += units.dimensions) {
      needs ||= (units.need[i] as number) > 0;
      gains ||= (units.gain[i] as number) > 0;
    }
    if (needs && gains) return LOAD_PEAKS;
  }
  return LOAD_SUMS;
}

/** An upper bound of what the cheapest sensible plan costs: every leg the dearest, every vehicle used. */
function mostPlanCost({ profiles, vehicleTypes, stops }: RoutingProblem): number {
  const longest = (matrix: Float64Array) => matrix.reduce((most, value) => Math.max(most, value), 0);
  const distance = Math.max(0, ...profiles.map((profile) => longest(profile.distance)));
  const duration = Math.max(0, ...profiles.map((profile) => longest(profile.duration)));
  const dearest = (of: (type: VehicleType) => number) => Math.max(0, ...vehicleTypes.map(of));
  const service = stops.reduce((sum, stop) => sum + stop.service, 0);
  let [opens, closes] = [0, 0];
  for (const { from, to } of stops.flatMap((stop) => stop.windows)) {
    opens = Math.min(opens, from);
    closes = Math.max(closes, to);
  }
  const span = closes - opens;
  const prices = stops.reduce((sum, stop) => {
    return sum + (stop.priceOfLeavingOut ?? 0) + (stop.usual?.priceOfAnother ?? 0);
  }, 0);
  const perDuration = dearest((type) => type.costPerDuration + (type.overtime?.costPerDuration ?? 0));
  const perStop = distance * dearest((type) => type.costPerDistance) + (duration + span) * perDuration;
  const fixed = dearest(({ fixedCost }) => fixedCost) * stops.length;
  return 1 + 2 * stops.length * perStop + service * perDuration + prices + fixed;
}
