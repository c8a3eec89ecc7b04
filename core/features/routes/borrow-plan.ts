import type { PlanFigures, RouteParameters } from '../../contract/routes.ts';
import type { PlanMeter } from './measure-plan.ts';
import { type PlanRoute, type TourPlan, visitKey } from './tour-plan.ts';

const GRAMS_PER_TONNE = 1_000_000;

/**
 * The routes of the best plan for another scenario, where they are better here than those that were found for this one: more can
 * be done with more vehicles, but a search may not find it. Null where its own plan is best.
 */
export function borrowedRoutes(
  own: TourPlan,
  others: readonly TourPlan[],
  meter: Pick<PlanMeter, 'plan'>,
): PlanRoute[] | null {
  const rank = (plan: TourPlan) => ranked(meter.plan(plan).figures, plan.parameters);
  let best = rank(own);
  let routes: PlanRoute[] | null = null;
  for (const other of others) {
    const borrowed = other === own ? null : routesFrom(own, other);
    if (!borrowed) continue;
    const candidate = { ...own, routes: borrowed };
    if (meter.plan(candidate).figures.broken > 0) continue;
    const figures = rank(candidate);
    if (!isBelow(figures, best)) continue;
    best = figures;
    routes = borrowed;
  }
  return routes;
}

/** The other plan's routes with the stops that there are here; null where one of its vehicles is not. */
function routesFrom(own: TourPlan, other: TourPlan): PlanRoute[] | null {
  const vehicles = new Set(own.facts.vehicles.map(({ key }) => key));
  if (other.routes.some(({ vehicleKey }) => !vehicles.has(vehicleKey))) return null;
  const numbers = new Map(own.stops.map((stop) => [visitKey(stop), stop.number]));
  const keys = new Map(other.stops.map((stop) => [stop.number, visitKey(stop)]));
  return other.routes
    .map((route) => ({
      ...route,
      stops: route.stops.flatMap((number) => numbers.get(keys.get(number) ?? '') ?? []),
    }))
    .filter(({ stops }) => stops.length > 0);
}

/** What is compared first comes first; less is better. */
function ranked(figures: PlanFigures, { objective, co2MinorPerTonne }: RouteParameters): number[] {
  const cost = figures.costMinor + (figures.co2Grams * co2MinorPerTonne) / GRAMS_PER_TONNE;
  if (objective === 'distance') return [figures.leftOut, figures.distanceMetres];
  return objective === 'vehiclesFirst' ? [figures.leftOut, figures.vehicles, cost] : [figures.leftOut, cost];
}

function isBelow(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && (a[at] as number) < (b[at] as number);
}
