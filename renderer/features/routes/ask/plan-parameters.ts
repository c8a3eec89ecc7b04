import type { VehicleTypeView } from '../../../../core/contract/fleets.ts';
import { type RouteParameters, routeParameters } from '../../../../core/contract/routes.ts';

const DAY_MS = 86_400_000;
/** What lies farther is for carriers, unless the planner says otherwise. */
const USUAL_RADIUS_METRES = 100_000;

/** Tomorrow on this machine, as a local date. */
export function tomorrow(now = Date.now()): string {
  const day = new Date(now + DAY_MS);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Parameters as the contract has them, for a day and depots. */
export function initialParameters(depots: string[], day = tomorrow()): RouteParameters {
  const { depots: _, ...rest } = routeParameters.parse({
    depots: ['-'],
    day,
    radiusMetres: USUAL_RADIUS_METRES,
  });
  return { ...rest, depots };
}

/** Parameters that this machine remembers, with the rest as the contract has it; another day each day. */
export function remembered(stored: Partial<RouteParameters>): RouteParameters {
  const { day, depots = [], name: _, ...kept } = stored;
  const fresh = initialParameters(depots);
  const read = routeParameters.safeParse({ ...fresh, ...kept, depots: ['-'] });
  if (!read.success) return fresh;
  return { ...read.data, depots, day: day !== undefined && day > fresh.day ? day : fresh.day };
}

/** The depot where most vehicles stand; undefined when there is none. */
export function busiestDepot(types: readonly Pick<VehicleTypeView, 'vehicles'>[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { facility, count } of types.flatMap(({ vehicles }) => vehicles))
    counts.set(facility, (counts.get(facility) ?? 0) + count);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0];
}
