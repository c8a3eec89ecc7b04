import type { PlanChange } from '../../contract/routes.ts';
import { failure, ok, type Result } from '../../kernel/result.ts';
import { breather } from '../routing/index.ts';
import type { PlanMeter } from './measure-plan.ts';
import { canBeVisited, type PlanRoute, type PlanStop, type TourPlan } from './tour-plan.ts';

export type EditFailure = {
  code: 'unknownStop' | 'unknownRoute' | 'unknownVehicle' | 'unknownDriver' | 'cannotBeVisited';
  params?: Record<string, string | number>;
};

type Edited = Result<TourPlan, EditFailure>;
/** Drivers' ids by code. */
export type Drivers = ReadonlyMap<string, number>;

/**
 * The plan after changes by hand; what they do not touch is shared with the plan before. A route without stops ends. Where many
 * stops look for their place, others may pass meanwhile.
 */
export async function editPlan(
  plan: TourPlan,
  changes: readonly PlanChange[],
  meter: PlanMeter,
  drivers: Drivers,
): Promise<Edited> {
  let edited: Edited = ok(plan);
  for (const change of changes) {
    if (!edited.ok) return edited;
    edited = await applyChange(edited.value, change, meter, drivers);
  }
  if (!edited.ok) return edited;
  return ok({ ...edited.value, routes: edited.value.routes.filter(({ stops }) => stops.length > 0) });
}

async function applyChange(
  plan: TourPlan,
  change: PlanChange,
  meter: PlanMeter,
  drivers: Drivers,
): Promise<Edited> {
  switch (change.kind) {
    case 'move':
      return moveStops(plan, change, meter);
    case 'lockStops':
      return lockStops(plan, change.stops, change.locked);
    case 'lockRoute':
      return changeRoute(plan, change.route, { locked: change.locked });
    case 'vehicle':
      if (!meter.whole.vehicleIndexes.has(change.vehicle)) return unknown('unknownVehicle', change.vehicle);
      return changeRoute(plan, change.route, { vehicleKey: change.vehicle });
    case 'driver': {
      const driverId = change.driver === null ? null : drivers.get(change.driver);
      if (driverId === undefined) return unknown('unknownDriver', change.driver ?? '');
      return changeRoute(plan, change.route, { driverId });
    }
  }
}

function unknown(code: EditFailure['code'], name: string | number): { ok: false; error: EditFailure } {
  return failure(code, { name }) as { ok: false; error: EditFailure };
}

function changeRoute(plan: TourPlan, number: number, to: Partial<PlanRoute>): Edited {
  if (!plan.routes.some((route) => route.number === number)) return unknown('unknownRoute', number);
  return ok({
    ...plan,
    routes: plan.routes.map((route) => (route.number === number ? { ...route, ...to } : route)),
  });
}

function changeStops(plan: TourPlan, numbers: ReadonlySet<number>, to: Partial<PlanStop>): PlanStop[] {
  return plan.stops.map((stop) => (numbers.has(stop.number) ? { ...stop, ...to } : stop));
}

function missingStop(plan: TourPlan, numbers: readonly number[]): number | undefined {
  const known = new Set(plan.stops.map(({ number }) => number));
  return numbers.find((number) => !known.has(number));
}

function lockStops(plan: TourPlan, numbers: readonly number[], locked: boolean): Edited {
  const missing = missingStop(plan, numbers);
  if (missing !== undefined) return unknown('unknownStop', missing);
  return ok({ ...plan, stops: changeStops(plan, new Set(numbers), { locked }) });
}

type Move = Extract<PlanChange, { kind: 'move' }>;

async function moveStops(plan: TourPlan, move: Move, meter: PlanMeter): Promise<Edited> {
  const missing = missingStop(plan, move.stops);
  if (missing !== undefined) return unknown('unknownStop', missing);
  const moved = new Set(move.stops);
  const unplaced = plan.stops.find((stop) => moved.has(stop.number) && !canBeVisited(stop));
  if (unplaced && move.route !== null) return unknown('cannotBeVisited', unplaced.reference);
  const routes = plan.routes.map((route) =>
    route.stops.some((number) => moved.has(number))
      ? { ...route, stops: route.stops.filter((number) => !moved.has(number)) }
      : route,
  );
  if (move.route === null) {
    const stops = plan.stops.map((stop) => {
      return moved.has(stop.number) ? { ...stop, leftOut: stop.leftOut ?? 'byHand', locked: false } : stop;
    });
    return ok({ ...plan, routes, stops });
  }
  const target = targetRoute(routes, move, meter);
  if (!target.ok) return target;
  const stops = await placeStops(target.value, [...moved], move.position, meter);
  const placed = { ...target.value, stops };
  const at = routes.findIndex(({ number }) => number === placed.number);
  return ok({
    ...plan,
    routes: at < 0 ? [...routes, placed] : routes.with(at, placed),
    stops: changeStops(plan, moved, { leftOut: null }),
  });
}

function targetRoute(
  routes: readonly PlanRoute[],
  { route: number, vehicle }: Move,
  meter: PlanMeter,
): Result<PlanRoute, EditFailure> {
  const there = routes.find((route) => route.number === number);
  if (there) return ok(there);
  if (vehicle === undefined || number === null || number < 1) return unknown('unknownRoute', number ?? 0);
  if (!meter.whole.vehicleIndexes.has(vehicle)) return unknown('unknownVehicle', vehicle);
  return ok({ number, vehicleKey: vehicle, driverId: null, locked: false, stops: [] });
}

/** Together where they are told to; else one after the other, each where the route then breaks least and costs least. */
async function placeStops(
  route: PlanRoute,
  moved: readonly number[],
  position: number | undefined,
  meter: PlanMeter,
): Promise<number[]> {
  if (position !== undefined) return route.stops.toSpliced(position, 0, ...moved);
  const breathe = breather();
  let { stops } = route;
  for (const number of moved) {
    await breathe();
    stops = cheapestWith(route.vehicleKey, stops, number, meter);
  }
  return stops;
}

function cheapestWith(vehicleKey: string, stops: number[], number: number, meter: PlanMeter): number[] {
  let best = [...stops, number];
  let least = Number.POSITIVE_INFINITY;
  let fewest = Number.POSITIVE_INFINITY;
  for (let at = 0; at <= stops.length; at++) {
    const tried = stops.toSpliced(at, 0, number);
    const { broken, cost } = meter.raw(vehicleKey, tried);
    if (broken.length > fewest || (broken.length === fewest && cost >= least)) continue;
    [best, fewest, least] = [tried, broken.length, cost];
  }
  return best;
}
