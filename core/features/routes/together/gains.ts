import { distanceMetres } from '../../../kernel/geo.ts';
import { breather } from '../../routing/index.ts';
import type { OrderChoices } from '../../workbench/index.ts';
import type { PlanMeter } from '../measure-plan.ts';
import type { PlanRoute, PlanStop, TourPlan } from '../tour-plan.ts';
import { servingDepots } from './choices.ts';

/** The nearest routes are tried; the best place is on one of them as good as always. */
const ROUTES_TRIED = 4;

/**
 * What each stop that changed its depot saves against being served from where it is reserved, all else as it is: tours and
 * handling. By the stop's number; infinite where nobody from there could serve it.
 */
export async function gainsOfMoves(
  plan: TourPlan,
  movable: ReadonlyMap<number, OrderChoices>,
  meter: PlanMeter,
): Promise<Map<number, number>> {
  const serving = servingDepots(plan);
  const stops = new Map(plan.stops.map((stop) => [stop.number, stop]));
  const routeOf = new Map(plan.routes.flatMap((route) => route.stops.map((number) => [number, route])));
  const gains = new Map<number, number>();
  const breathe = breather();
  for (const [number, { facilityId, choices }] of movable) {
    const chosen = serving.get(number);
    const [stop, route] = [stops.get(number), routeOf.get(number)];
    if (chosen === undefined || chosen === facilityId || !stop || !route) continue;
    await breathe();
    const price = (at: number) => choices.find((choice) => choice.facilityId === at)?.priceMinor ?? 0;
    const back = costOfServing(plan, stop, facilityId, { meter, stops });
    gains.set(number, back + price(facilityId) - savedWithout(route, number, meter) - price(chosen));
  }
  return gains;
}

function savedWithout({ vehicleKey, stops }: PlanRoute, number: number, meter: PlanMeter): number {
  const rest = stops.filter((one) => one !== number);
  const whole = meter.raw(vehicleKey, stops).cost;
  return rest.length === 0 ? whole : whole - meter.raw(vehicleKey, rest).cost;
}

type Known = { meter: PlanMeter; stops: ReadonlyMap<number, PlanStop> };

/** The least that serving a stop from a depot adds: on one of its routes, or on a route of its own. */
function costOfServing(plan: TourPlan, stop: PlanStop, depotId: number, { meter, stops }: Known): number {
  const vehicles = plan.facts.vehicles.filter((vehicle) => vehicle.depotId === depotId);
  const keys = new Set(vehicles.map(({ key }) => key));
  const routes = plan.routes.filter(({ vehicleKey }) => keys.has(vehicleKey));
  let least = Number.POSITIVE_INFINITY;
  for (const { key, count } of vehicles) {
    if (routes.filter(({ vehicleKey }) => vehicleKey === key).length >= count) continue;
    const { cost, broken } = meter.raw(key, [stop.number]);
    if (broken.length === 0) least = Math.min(least, cost);
  }
  const distances = routes.map((route) => ({ route, metres: metresTo(route, stop, stops) }));
  distances.sort((a, b) => a.metres - b.metres);
  for (const { route } of distances.slice(0, ROUTES_TRIED)) {
    least = Math.min(least, cheapestAdded(route, stop.number, meter));
  }
  return least;
}

function cheapestAdded({ vehicleKey, stops }: PlanRoute, number: number, meter: PlanMeter): number {
  const before = meter.raw(vehicleKey, stops);
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at <= stops.length; at++) {
    const { cost, broken } = meter.raw(vehicleKey, stops.toSpliced(at, 0, number));
    if (broken.length <= before.broken.length) least = Math.min(least, cost - before.cost);
  }
  return least;
}

function metresTo(route: PlanRoute, stop: PlanStop, stops: ReadonlyMap<number, PlanStop>): number {
  const from = pointOf(stop);
  return Math.min(
    ...route.stops.map((number) => {
      const to = pointOf(stops.get(number));
      return from && to ? distanceMetres(from, to) : Number.POSITIVE_INFINITY;
    }),
  );
}

function pointOf(stop: PlanStop | undefined): { latitude: number; longitude: number } | null {
  const { latitude = null, longitude = null } = stop?.facts ?? {};
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
