import type {
  BrokenLimit,
  PlanFigures,
  PlanLoad,
  PlannedRouteView,
  PlannedStopView,
} from '../../contract/routes.ts';
import { type MeasuredRoute, RouteMeter } from '../../solvers/routing/index.ts';
import type { PlanProblem } from './plan-problem.ts';
import type { PlanRoute, PlanStop, TourPlan } from './tour-plan.ts';

const DIMENSIONS = ['weight', 'volume', 'pallets'] as const;
/** More than that beyond its window or promise is late. */
const TOLERANCE_MS = 1000;

/** When a stop is served, and what is on board afterwards. */
export type StopTimes = Pick<
  PlannedStopView,
  'route' | 'position' | 'arrivesAt' | 'etaAt' | 'departsAt' | 'waitingSeconds' | 'distanceMetres' | 'onBoard'
>;

/** A route with what follows from its stops. */
export type RouteMeasure = {
  route: PlanRoute;
  view: Omit<PlannedRouteView, 'driver' | 'vehicleName' | 'depot'>;
  times: Map<number, StopTimes>;
  /** Stops served within window and promise. */
  onTime: number;
};

export type MeasuredPlan = { plan: TourPlan; routes: RouteMeasure[]; figures: PlanFigures };

/** Measures a plan's routes; made once for a plan, whatever is moved about in it. */
export class PlanMeter {
  readonly whole: PlanProblem;
  private readonly meter: RouteMeter;
  /** Routes are never changed but replaced: what was measured once holds. */
  private readonly measured = new WeakMap<PlanRoute, RouteMeasure>();

  constructor(whole: PlanProblem) {
    this.whole = whole;
    this.meter = new RouteMeter(whole.problem);
  }

  /** In the problem's numbers. */
  raw(vehicleKey: string, stops: readonly number[]): MeasuredRoute {
    const { vehicleIndexes, stopIndexes } = this.whole;
    return this.meter.measure({
      vehicleType: vehicleIndexes.get(vehicleKey) as number,
      stops: stops.map((number) => stopIndexes.get(number) as number),
    });
  }

  /** All routes in the plan's numbers, and its figures. */
  plan(plan: TourPlan): MeasuredPlan {
    const stops = new Map(plan.stops.map((stop) => [stop.number, stop]));
    const routes = withMissingVehicles(
      plan,
      plan.routes.map((route) => {
        let measure = this.measured.get(route);
        if (!measure) {
          measure = this.route(plan, route, stops);
          this.measured.set(route, measure);
        }
        return measure;
      }),
    );
    return { plan, routes, figures: planFigures(plan.stops, routes) };
  }

  private route(plan: TourPlan, route: PlanRoute, stops: ReadonlyMap<number, PlanStop>): RouteMeasure {
    const measured = this.raw(route.vehicleKey, route.stops);
    const at = (seconds: number) => plan.facts.dayStartsAt + Math.round(seconds * 1000);
    const late = new Set(measured.broken.flatMap(({ code, stop }) => (code === 'late' ? [stop] : [])));
    const times = new Map<number, StopTimes>();
    let onTime = 0;
    measured.schedule.forEach((visit, position) => {
      const number = this.whole.stopNumbers[visit.stop] as number;
      const etaAt = at(visit.start);
      const promisedAt = stops.get(number)?.promisedAt ?? null;
      const kept = promisedAt === null || etaAt <= promisedAt + TOLERANCE_MS;
      if (kept && !late.has(visit.stop)) onTime += 1;
      times.set(number, {
        route: route.number,
        position,
        arrivesAt: at(visit.arrival),
        etaAt,
        departsAt: at(visit.departure),
        waitingSeconds: Math.round(visit.waiting),
        distanceMetres: Math.round(visit.distance),
        onBoard: toLoad(visit.load),
      });
    });
    return { route, view: this.view(route, measured, at), times, onTime };
  }

  private view(
    route: PlanRoute,
    measured: MeasuredRoute,
    at: (seconds: number) => number,
  ): RouteMeasure['view'] {
    return {
      number: route.number,
      vehicle: route.vehicleKey,
      locked: route.locked,
      stops: route.stops,
      leavesAt: at(measured.leaves),
      returnsAt: at(measured.returns),
      costMinor: Math.round(measured.cost),
      distanceMetres: Math.round(measured.distance),
      durationSeconds: Math.round(measured.duration),
      drivingSeconds: Math.round(measured.driving),
      waitingSeconds: Math.round(measured.waiting),
      serviceSeconds: Math.round(measured.service),
      overtimeSeconds: Math.round(measured.overtime),
      co2Grams: Math.round(measured.co2),
      peak: toLoad(measured.peakLoad),
      loadShare: this.loadShare(measured),
      breaks: measured.breaks.map(({ start, duration }) => ({ startsAt: at(start), seconds: duration })),
      broken: measured.broken.map((limit) => this.toBroken(limit)),
    };
  }

  private loadShare({ vehicleType, peakLoad }: MeasuredRoute): number | null {
    const capacity = this.whole.problem.vehicleTypes[vehicleType]?.capacity ?? [];
    const shares = peakLoad.flatMap((peak, k) => {
      const most = capacity[k] as number;
      return most < 1e15 && most > 0 ? [peak / most] : [];
    });
    return shares.length > 0 ? Math.max(...shares) : null;
  }

  private toBroken({ code, stop, by, dimension }: MeasuredRoute['broken'][number]): BrokenLimit {
    const number = stop === null ? null : (this.whole.stopNumbers[stop] as number);
    const named =
      dimension === undefined ? {} : { dimension: DIMENSIONS[dimension] as (typeof DIMENSIONS)[number] };
    return { code, stop: number, by: Math.round(by * 100) / 100, ...named };
  }
}

function toLoad([weightGrams = 0, volumeMillilitres = 0, pallets = 0]: readonly number[]): PlanLoad {
  return { weightGrams, volumeMillilitres, pallets: Math.round(pallets * 1000) / 1000 };
}

/** Says of the routes for which the fleet has no vehicle left. */
function withMissingVehicles(plan: TourPlan, routes: RouteMeasure[]): RouteMeasure[] {
  const left = new Map(plan.facts.vehicles.map(({ key, count }) => [key, count]));
  return routes.map((measure) => {
    const { vehicleKey } = measure.route;
    const free = (left.get(vehicleKey) ?? 0) - 1;
    left.set(vehicleKey, free);
    if (free >= 0) return measure;
    const broken: BrokenLimit[] = [
      { code: 'tooManyVehicles', stop: null, by: -free },
      ...measure.view.broken,
    ];
    return { ...measure, view: { ...measure.view, broken } };
  });
}

/** The figures of a plan from its measured routes. */
function planFigures(stops: readonly PlanStop[], routes: readonly RouteMeasure[]): PlanFigures {
  type Figure = 'costMinor' | 'distanceMetres' | 'durationSeconds' | 'drivingSeconds' | 'waitingSeconds';
  const sum = (figure: Figure | 'serviceSeconds' | 'overtimeSeconds' | 'co2Grams') =>
    routes.reduce((total, { view }) => total + view[figure], 0);
  const served = routes.reduce((total, { route }) => total + route.stops.length, 0);
  const onTime = routes.reduce((total, route) => total + route.onTime, 0);
  const shares = routes.flatMap(({ view }) => view.loadShare ?? []);
  const durationSeconds = sum('durationSeconds');
  return {
    costMinor: sum('costMinor'),
    distanceMetres: sum('distanceMetres'),
    durationSeconds,
    drivingSeconds: sum('drivingSeconds'),
    waitingSeconds: sum('waitingSeconds'),
    serviceSeconds: sum('serviceSeconds'),
    overtimeSeconds: sum('overtimeSeconds'),
    vehicles: routes.length,
    stops: stops.length,
    served,
    leftOut: stops.length - served,
    co2Grams: sum('co2Grams'),
    load: shares.length > 0 ? shares.reduce((total, share) => total + share, 0) / shares.length : null,
    onTime: served > 0 ? onTime / served : null,
    stopsPerHour: durationSeconds > 0 ? (served * 3600) / durationSeconds : null,
    broken: routes.reduce((total, { view }) => total + view.broken.length, 0),
  };
}
