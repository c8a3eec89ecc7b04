import type { PlannedRoute, RoutingProblem } from '../routing-problem.ts';
import type { Rounding } from './rounding.ts';
import { RoutingFileError } from './routing-file-error.ts';

/** A benchmark file as a problem, and what leads back from the problem's numbers to the file's. */
export type RoutingInstance = {
  name: string;
  problem: RoutingProblem;
  rounding: Rounding;
  /** Costs of the problem, divided by it, are in the file's own unit. */
  scale: number;
  /** How a .sol numbers each stop, by its index. */
  stopNumbers: number[];
  /** Vehicle type of the vehicles 1, 2, …; null = all vehicles are alike and numbered as they come. */
  vehicles: number[] | null;
  /** What the file says and nobody here understands. */
  notes: string[];
};

/** A route as a .sol numbers it. */
export type NumberedRoute = { vehicle: number; stops: number[] };

/** Routes under the file's numbers: the first free vehicle of its type drives each. */
export function numberedRoutes(
  instance: Pick<RoutingInstance, 'stopNumbers' | 'vehicles'>,
  routes: readonly PlannedRoute[],
): NumberedRoute[] {
  const free = new Map<number, number[]>();
  instance.vehicles?.forEach((type, i) => {
    free.set(type, [...(free.get(type) ?? []), i + 1]);
  });
  const next = new Map<number, number>();
  const numbered = routes.map((route, i) => {
    const nth = next.get(route.vehicleType) ?? 0;
    next.set(route.vehicleType, nth + 1);
    const vehicle = instance.vehicles ? (free.get(route.vehicleType)?.[nth] ?? i + 1) : i + 1;
    return { vehicle, stops: route.stops.map((stop) => instance.stopNumbers[stop] as number) };
  });
  return numbered.sort((a, b) => a.vehicle - b.vehicle);
}

/** Numbered routes in the problem's indices; empty ones are dropped. @throws RoutingFileError */
export function plannedRoutes(instance: RoutingInstance, routes: readonly NumberedRoute[]): PlannedRoute[] {
  const indices = new Map(instance.stopNumbers.map((number, index) => [number, index]));
  return routes
    .filter(({ stops }) => stops.length > 0)
    .map(({ vehicle, stops }) => {
      const place = `Route #${vehicle}`;
      const vehicleType = instance.vehicles ? instance.vehicles[vehicle - 1] : 0;
      if (vehicleType === undefined) throw new RoutingFileError(place, 'the instance has no such vehicle');
      const found = stops.map((number) => {
        const index = indices.get(number);
        if (index === undefined) throw new RoutingFileError(place, `the instance has no stop ${number}`);
        return index;
      });
      return { vehicleType, stops: found };
    });
}
