import type {
  EditEffect,
  PlanChange,
  PlannedRouteView,
  PlannedStopView,
  RoutePlanDetail,
} from '../../../../core/contract/routes.ts';

/** Where carried stops would go. */
export interface MoveTarget {
  /** Null takes them off. */
  route: number | null;
  /** Of a route that there is not yet. */
  vehicle?: string;
  /** From 0, counted without the carried stops; left out = where it costs least. */
  position?: number;
}

/** The change that brings stops to a target. */
export function moveTo(stops: readonly number[], target: MoveTarget): PlanChange {
  return { kind: 'move', stops: [...stops], ...target };
}

/** Names a target. */
export function targetKey(stops: readonly number[], { route, vehicle, position }: MoveTarget): string {
  return [stops.join('+'), route, vehicle ?? '', position ?? 'best'].join(' ');
}

type Routes = Pick<RoutePlanDetail, 'routes' | 'stops'>;

/** Whether stops are where the target is. */
export function isAlreadyAt(
  { routes, stops: all }: Routes,
  stops: readonly number[],
  target: MoveTarget,
): boolean {
  if (target.route === null) {
    const carried = new Set(stops);
    return all.every(({ number, route }) => !carried.has(number) || route === null);
  }
  const route = routes.find(({ number }) => number === target.route);
  if (!route || target.position === undefined) return false;
  return stops.every((stop, i) => route.stops[(target.position ?? 0) + i] === stop);
}

/** The number of a route that is begun. */
export function nextRouteNumber(routes: readonly PlannedRouteView[]): number {
  return routes.reduce((most, { number }) => Math.max(most, number), 0) + 1;
}

/** Vehicles that no route uses. */
export function spareVehicles({ vehicles, routes }: Pick<RoutePlanDetail, 'vehicles' | 'routes'>): {
  key: string;
  name: string;
  depot: string;
  left: number;
}[] {
  const used = new Map<string, number>();
  for (const { vehicle } of routes) used.set(vehicle, (used.get(vehicle) ?? 0) + 1);
  return vehicles.flatMap(({ key, name, depot, count }) => {
    const left = count - (used.get(key) ?? 0);
    return left > 0 ? [{ key, name, depot, left }] : [];
  });
}

/** Whether something holds stops where they are: a lock of their own, or of their route. */
export function holdOn(
  { routes, stops: all }: Routes,
  stops: readonly number[],
): 'lockedStop' | 'lockedRoute' | null {
  const carried = new Set(stops);
  const moved = all.filter(({ number }) => carried.has(number));
  if (moved.some(({ locked, route }) => locked && route !== null)) return 'lockedStop';
  const locked = new Set(routes.filter((route) => route.locked).map(({ number }) => number));
  return moved.some(({ route }) => route !== null && locked.has(route)) ? 'lockedRoute' : null;
}

/** Those of stops that can be taken off: on a route, and held there by no lock. */
export function takenOff(plan: Routes, stops: readonly number[]): number[] {
  return stops.filter((number) => {
    const stop = plan.stops.find((one) => one.number === number);
    return stop !== undefined && stop.route !== null && holdOn(plan, [number]) === null;
  });
}

/** The target one place further on a route, or before; null beyond its ends. */
export function besideTarget(
  route: Pick<PlannedRouteView, 'number' | 'stops'>,
  carried: readonly number[],
  { position, step }: { position: number; step: 1 | -1 },
): MoveTarget | null {
  const others = route.stops.filter((stop) => !carried.includes(stop)).length;
  const next = position + step;
  return next < 0 || next > others ? null : { route: route.number, position: next };
}

/** What a change does, as far as it is told beside the pointer. */
export interface EffectSummary {
  costMinor: number;
  distanceMetres: number;
  durationSeconds: number;
  overtimeSeconds: number;
  vehicles: number;
  /** Stops that are served too late, and by how many seconds in all. */
  late: { before: number; after: number; seconds: number };
  /** The fullest dimension of the target's route; null where no capacity is known, or none is the target. */
  load: { before: number; after: number } | null;
}

function lateness(routes: readonly PlannedRouteView[]): { stops: number; seconds: number } {
  const late = routes.flatMap(({ broken }) => broken.filter(({ code }) => code === 'late'));
  return { stops: late.length, seconds: late.reduce((total, { by }) => total + by, 0) };
}

/** Sums up what a change would do to a plan, seen from the route where it ends. */
export function summarise(
  { routes }: Pick<RoutePlanDetail, 'routes'>,
  { before, after, routes: changed }: EditEffect,
  target: number | null,
): EffectSummary {
  const touched = new Set(changed.map(({ number }) => number));
  const earlier = lateness(routes.filter(({ number }) => touched.has(number)));
  const later = lateness(changed.filter(({ stops }) => stops.length > 0));
  const share = changed.find(({ number }) => number === target)?.loadShare ?? null;
  return {
    costMinor: after.costMinor - before.costMinor,
    distanceMetres: after.distanceMetres - before.distanceMetres,
    durationSeconds: after.durationSeconds - before.durationSeconds,
    overtimeSeconds: after.overtimeSeconds - before.overtimeSeconds,
    vehicles: after.vehicles - before.vehicles,
    late: { before: earlier.stops, after: later.stops, seconds: later.seconds - earlier.seconds },
    load: share === null ? null : { before: loadOf(routes, target), after: share },
  };
}

function loadOf(routes: readonly PlannedRouteView[], target: number | null): number {
  return routes.find(({ number }) => number === target)?.loadShare ?? 0;
}

/** Stops as they would be, by number. */
export function stopsOf(effect: EditEffect | null): ReadonlyMap<number, PlannedStopView> {
  return new Map((effect?.stops ?? []).map((stop) => [stop.number, stop]));
}
