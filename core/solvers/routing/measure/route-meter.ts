import { type RouteSchedule, scheduleRoute } from '../evaluate/route-schedule.ts';
import { RouteTimer } from '../evaluate/route-timer.ts';
import { buildWays, type Ways } from '../model/travel.ts';
import type { PlannedRoute, RoutingProblem, RoutingStop, VehicleType } from '../routing-problem.ts';
import type { SolvedRoute } from '../routing-result.ts';
import { lateSchedule } from './late-schedule.ts';

/** A limit that a route does not keep, and by how much. */
export type BrokenLimit = {
  code:
    | 'overloaded'
    | 'late'
    | 'shift'
    | 'break'
    | 'stops'
    | 'distance'
    | 'duration'
    | 'vehicleNotAllowed'
    | 'deliveryAfterCollection';
  /** The stop's index in the problem, or null for the route's own limits. */
  stop: number | null;
  by: number;
  dimension?: number;
};

export type MeasuredRoute = SolvedRoute & {
  /** Beyond the driver's usual time. */
  overtime: number;
  co2: number;
  broken: BrokenLimit[];
};

/**
 * Measures routes one by one, the solver's and those made by hand. Where a limit is not kept, the vehicle drives on and what is
 * broken is told. Made once for a problem, it then takes microseconds a route.
 */
export class RouteMeter {
  private readonly problem: RoutingProblem;
  private readonly travel: Ways;
  private readonly timer: RouteTimer;
  private readonly dropOffs: ReadonlySet<number>;
  private readonly paired: ReadonlySet<number>;

  constructor(problem: RoutingProblem, travel: Ways = buildWays(problem)) {
    this.problem = problem;
    this.travel = travel;
    this.timer = new RouteTimer(problem, travel);
    this.dropOffs = new Set((problem.pairs ?? []).map(({ dropOff }) => dropOff));
    this.paired = new Set((problem.pairs ?? []).flatMap(({ pickup, dropOff }) => [pickup, dropOff]));
  }

  /** Cost in money, whatever the objective. */
  measure({ vehicleType, stops }: PlannedRoute): MeasuredRoute {
    const type = this.problem.vehicleTypes[vehicleType] as VehicleType;
    const visits = stops.map((stop) => this.problem.stops[stop] as RoutingStop);
    const broken: BrokenLimit[] = [];
    const times = this.times(vehicleType, stops);
    const { loads, peakLoad } = this.followLoads(type, stops);
    const distances = this.distances(vehicleType, visits);
    const distance = distances.at(-1) as number;
    const duration = times.returns - times.leaves;
    const overtime = type.overtime ? Math.max(0, duration - type.overtime.after) : 0;
    this.checkStops(type, { vehicleType, stops }, times, broken);
    checkRoute(type, { stops: stops.length, distance, duration, peakLoad }, times, broken);
    return {
      vehicleType,
      stops,
      cost:
        type.fixedCost +
        type.costPerDistance * distance +
        type.costPerDuration * duration +
        overtime * (type.overtime?.costPerDuration ?? 0),
      distance,
      duration,
      driving: times.driving,
      waiting: times.visits.reduce((sum, { waiting }) => sum + waiting, 0),
      service: visits.reduce((sum, { service }) => sum + service, 0),
      leaves: times.leaves,
      returns: times.returns,
      peakLoad,
      schedule: stops.map((stop, i) => ({
        stop,
        ...(times.visits[i] as RouteSchedule['visits'][number]),
        load: loads[i] as number[],
        distance: distances[i] as number,
      })),
      breaks: times.breaks,
      overtime,
      co2: distance * (type.co2PerDistance ?? 0),
      broken,
    };
  }

  private times(vehicleType: number, stops: readonly number[]): RouteSchedule {
    const { problem, timer } = this;
    const least = timer.leastDuration(vehicleType, stops, stops.length);
    if (Number.isFinite(least)) return scheduleRoute(problem, timer, vehicleType, stops, timer.leaves);
    return lateSchedule(problem, timer, vehicleType, stops);
  }

  /** Driven until each stop, and to the end. */
  private distances(vehicleType: number, visits: readonly RoutingStop[]): number[] {
    const { startPlace, endPlace, profile } = this.problem.vehicleTypes[vehicleType] as VehicleType;
    const { places, nowhere, distance } = this.travel;
    const offset = profile * places * places;
    let at = startPlace ?? nowhere;
    let driven = 0;
    return [...visits.map(({ place }) => place), endPlace ?? nowhere].map((to) => {
      driven += distance[offset + at * places + to] as number;
      at = to;
      return driven;
    });
  }

  private followLoads(
    type: VehicleType,
    stops: readonly number[],
  ): { loads: number[][]; peakLoad: number[] } {
    const load = type.capacity.map((_, k) =>
      stops.reduce((sum, stop) => {
        return this.dropOffs.has(stop) ? sum : sum + (this.problem.stops[stop]?.delivery[k] ?? 0);
      }, 0),
    );
    const peakLoad = [...load];
    const loads = stops.map((stop) => {
      const { delivery, collection } = this.problem.stops[stop] as RoutingStop;
      for (let k = 0; k < load.length; k++) {
        load[k] = (load[k] as number) + (collection[k] ?? 0) - (delivery[k] ?? 0);
        peakLoad[k] = Math.max(peakLoad[k] as number, load[k] as number);
      }
      return [...load];
    });
    return { loads, peakLoad };
  }

  private checkStops(
    type: VehicleType,
    { vehicleType, stops }: PlannedRoute,
    times: RouteSchedule,
    broken: BrokenLimit[],
  ): void {
    let collecting = false;
    stops.forEach((stop, i) => {
      const { windows, skills, vehicleTypes, delivery, collection } = this.problem.stops[stop] as RoutingStop;
      const late = (times.visits[i]?.start as number) - (windows.at(-1)?.to ?? Number.POSITIVE_INFINITY);
      if (late > 1e-6 * (1 + Math.abs(times.returns))) broken.push({ code: 'late', stop, by: late });
      const able = skills.every((skill) => type.skills.includes(skill));
      if (!able || vehicleTypes?.includes(vehicleType) === false) {
        broken.push({ code: 'vehicleNotAllowed', stop, by: 1 });
      }
      if (!this.problem.backhaulLast || this.paired.has(stop)) return;
      if (collecting && delivery.some((amount) => amount > 0))
        broken.push({ code: 'deliveryAfterCollection', stop, by: 1 });
      collecting ||= collection.some((amount) => amount > 0);
    });
  }
}

function checkRoute(
  type: VehicleType,
  route: { stops: number; distance: number; duration: number; peakLoad: number[] },
  times: RouteSchedule,
  broken: BrokenLimit[],
): void {
  const check = (code: BrokenLimit['code'], figure: number, limit: number | null, dimension?: number) => {
    if (limit === null || figure <= limit + 1e-9 * (1 + Math.abs(limit))) return;
    broken.push({ code, stop: null, by: figure - limit, ...(dimension === undefined ? {} : { dimension }) });
  };
  route.peakLoad.forEach((peak, k) => {
    check('overloaded', peak, type.capacity[k] as number, k);
  });
  check('shift', times.returns, type.shift?.to ?? null);
  check('stops', route.stops, type.maxStops);
  check('distance', route.distance, type.maxDistance);
  check('duration', route.duration, type.maxDuration);
  for (const { start, duration } of times.breaks) {
    const meant = type.breaks.filter((pause) => pause.duration === duration);
    if (meant.some(({ window }) => start >= window.from - 1e-6 && start <= window.to + 1e-6)) continue;
    const missed = meant.flatMap(({ window }) => (window.to < start ? [start - window.to] : []));
    broken.push({ code: 'break', stop: null, by: Math.min(...missed) });
  }
}
