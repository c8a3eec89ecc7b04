import type { MapDepot, MapRoute, MapStop, MapStopPlace } from './routes-map-types.ts';

export type Position = [longitude: number, latitude: number];

/** A route as a line: from its depot over its stops and back; stops and depots that are not known are passed over. */
export function routeLine(
  route: MapRoute,
  depots: ReadonlyMap<string, MapDepot>,
  stops: ReadonlyMap<number, MapStop>,
): Position[] {
  const depot = depots.get(route.depot);
  const ends: Position[] = depot ? [[depot.longitude, depot.latitude]] : [];
  const between = route.stops.flatMap((number): Position[] => {
    const stop = stops.get(number);
    return stop ? [[stop.longitude, stop.latitude]] : [];
  });
  return [...ends, ...between, ...ends];
}

/** West, south, east, north of everything that is drawn; null when nothing is. */
export function boundsOf(places: Iterable<{ latitude: number; longitude: number }>) {
  let bounds: [number, number, number, number] | null = null;
  for (const { longitude, latitude } of places)
    bounds = bounds
      ? [
          Math.min(bounds[0], longitude),
          Math.min(bounds[1], latitude),
          Math.max(bounds[2], longitude),
          Math.max(bounds[3], latitude),
        ]
      : [longitude, latitude, longitude, latitude];
  return bounds;
}

interface ScreenPlace {
  x: number;
  y: number;
}

/** Squared distance in pixels from a point to the way between two others. */
function squaredDistance(point: ScreenPlace, from: ScreenPlace, to: ScreenPlace): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return (point.x - from.x - share * dx) ** 2 + (point.y - from.y - share * dy) ** 2;
}

export interface Leg {
  place: MapStopPlace;
  ends: [Position, Position];
}

interface LegSearch {
  routes: readonly MapRoute[];
  depots: ReadonlyMap<string, MapDepot>;
  stops: ReadonlyMap<number, MapStop>;
  /** The stop that is moved: routes are taken without it. */
  moved: number;
  project: (position: Position) => ScreenPlace;
  point: ScreenPlace;
  reachPixels: number;
}

/** The leg that lies nearest to a point and within reach; faint routes are not looked at. */
export function nearestLeg(search: LegSearch): Leg | null {
  const { routes, depots, stops, moved, project, point, reachPixels } = search;
  let best: Leg | null = null;
  let least = reachPixels ** 2;
  for (const route of routes) {
    if (route.faint) continue;
    const others = route.stops.filter((number) => number !== moved && stops.has(number));
    const line = routeLine({ ...route, stops: others }, depots, stops);
    const skipped = depots.has(route.depot) ? 0 : 1;
    for (let i = 0; i + 1 < line.length; i++) {
      const [from, to] = [line[i], line[i + 1]];
      if (!from || !to) continue;
      const distance = squaredDistance(point, project(from), project(to));
      if (distance >= least) continue;
      least = distance;
      best = { place: { route: route.key, position: i + skipped }, ends: [from, to] };
    }
  }
  return best;
}
