import type { RoutingModel } from './model/routing-model.ts';
import type { LeftOut, LeftOutReason, SolvedRoute } from './routing-result.ts';

/** Why each stop that is on no route is on none: the first reason that holds, from the plainest on. */
export function leftOutReasons(model: RoutingModel, routes: SolvedRoute[]): LeftOut[] {
  const { problem, units, requests } = model;
  const visited = new Set(routes.flatMap(({ stops }) => stops));
  const groups = new Set(
    [...visited].map((stop) => problem.stops[stop]?.group).filter((group) => group !== undefined),
  );
  const leftOut: LeftOut[] = [];
  problem.stops.forEach(({ group }, stop) => {
    if (visited.has(stop)) return;
    const unit = units.ofStop[stop] as number;
    const optional = requests.mandatory[requests.requestOf[unit] as number] === 0;
    let reason: LeftOutReason = 'cheaperLeftOut';
    if (group !== undefined && groups.has(group)) reason = 'alternativeVisited';
    else reason = whyNowhere(model, unit) ?? (optional ? 'cheaperLeftOut' : whyNoRoom(model, unit, routes));
    leftOut.push({ stop, reason });
  });
  return leftOut;
}

/** Why no vehicle at all could serve it, even with nothing else to do. */
function whyNowhere({ units, fleet, timer, timed }: RoutingModel, unit: number): LeftOutReason | null {
  const able = [...Array(fleet.count).keys()].filter((type) => units.allowed[type]?.[unit] === 1);
  if (able.length === 0) return 'noVehicleWithSkills';
  const large = able.filter((type) => fitsIn(units, fleet, unit, type));
  if (large.length === 0) return 'tooLargeForEveryVehicle';
  if (!timed) return null;
  const stops = units.stops[unit] as number[];
  const inTime = large.some((type) => {
    const duration = timer.leastDuration(type, stops, stops.length);
    return duration < Number.POSITIVE_INFINITY && duration <= (fleet.maxDuration[type] as number);
  });
  return inTime ? null : 'unreachableInTime';
}

function fitsIn(
  units: RoutingModel['units'],
  fleet: RoutingModel['fleet'],
  unit: number,
  type: number,
): boolean {
  for (let k = 0; k < units.dimensions; k++) {
    const peak = units.peak[unit * units.dimensions + k] as number;
    if (peak > (fleet.capacity[type * units.dimensions + k] as number)) return false;
  }
  return true;
}

/** All vehicles that could serve it are out: without room, or without time. */
function whyNoRoom(
  { units, fleet, problem }: RoutingModel,
  unit: number,
  routes: SolvedRoute[],
): LeftOutReason {
  const withRoom = routes.some(({ vehicleType, peakLoad, stops }) => {
    if (units.allowed[vehicleType]?.[unit] === 0) return false;
    if (stops.length + 1 > (problem.vehicleTypes[vehicleType]?.maxStops ?? Number.POSITIVE_INFINITY))
      return false;
    return peakLoad.every((load, k) => {
      const more = units.peak[unit * units.dimensions + k] as number;
      return load + more <= (fleet.capacity[vehicleType * units.dimensions + k] as number);
    });
  });
  return withRoom ? 'noTimeLeft' : 'allVehiclesFull';
}
