import type { PlannedStopView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import type { MapRoute, MapStop } from '../../../components/map/routes-map.tsx';
import { routeColour } from '../route-colours.ts';

/** Whether a stop of a plan is served after its window or its promise. */
export function isLate(stop: PlannedStopView, lateStops: ReadonlySet<number>): boolean {
  if (lateStops.has(stop.number)) return true;
  return stop.promisedAt !== null && stop.etaAt !== null && stop.etaAt > stop.promisedAt;
}

/** Numbers of the stops whose service begins after their window. */
export function lateStopsOf({ routes }: Pick<RoutePlanDetail, 'routes'>): Set<number> {
  return new Set(
    routes.flatMap(({ broken }) =>
      broken.flatMap(({ code, stop }) => (code === 'late' && stop !== null ? [stop] : [])),
    ),
  );
}

/** The stops of a plan whose place is known, for a map. */
export function mapStops(plan: Pick<RoutePlanDetail, 'routes' | 'stops'>): MapStop[] {
  const late = lateStopsOf(plan);
  return plan.stops.flatMap((stop): MapStop[] => {
    const { number, name, latitude, longitude, kind: mark, locked, route } = stop;
    if (latitude === null || longitude === null) return [];
    const state = route === null ? 'leftOut' : isLate(stop, late) ? 'late' : 'planned';
    return [{ number, name, latitude, longitude, mark, state, locked }];
  });
}

/** The routes of a plan, for a map: each in its colour. */
export function mapRoutes(
  { routes }: Pick<RoutePlanDetail, 'routes'>,
  labelOf: (number: number) => string,
  scheme: string,
): MapRoute[] {
  return routes.map(({ number, depot, stops }, index) => ({
    key: String(number),
    label: labelOf(number),
    colour: routeColour(index, scheme),
    depot,
    stops,
  }));
}
