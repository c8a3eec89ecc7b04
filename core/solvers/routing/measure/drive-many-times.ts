import { createRandom, type Random } from '../../../kernel/random.ts';
import type { RoutingProblem, RoutingStop, VehicleType } from '../routing-problem.ts';
import type { MeasuredRoute } from './route-meter.ts';

/** Standard deviations as shares of the mean. */
export type Spread = { travelSpread: number; serviceSpread: number };

export type DriveOptions = {
  runs: number;
  seed: number;
  spread: Spread;
  /** When service at a stop must have begun, to be on time. */
  latest: (stop: number) => number;
};

/** How a route fares over many days. Shares are of the days. */
export type DrivenRoute = {
  /** In the route's order. `p50`, `p90`: when service begins. */
  stops: { onTime: number; p50: number; p90: number }[];
  /** No stop is late, and the vehicle is back within its shift. */
  kept: number;
  overtime: number;
  p90Returns: number;
  /** Position of the stop that is late most often; null when none ever is. */
  weakest: number | null;
};

/** How much of a day's travel is common to all of its legs: traffic and weather, not single lights. */
const COMMON_SHARE = 0.6;

/**
 * Drives a route on many days: it leaves as planned, travel and service take longer or shorter at random (log-normal, their means
 * as planned, with a part that all legs of a day share), it waits where it is early, serves at once where it is late, and takes
 * each break as soon as it may.
 */
export function driveManyTimes(
  problem: RoutingProblem,
  route: MeasuredRoute,
  { runs, seed, spread, latest }: DriveOptions,
): DrivenRoute {
  const type = problem.vehicleTypes[route.vehicleType] as VehicleType;
  const visits = route.stops.map((stop) => problem.stops[stop] as RoutingStop);
  const legs = legsOf(problem, type, visits);
  const limits = route.stops.map(latest);
  const starts = visits.map(() => new Float64Array(runs));
  const returns = new Float64Array(runs);
  const random = createRandom(seed);
  let [kept, overtime] = [0, 0];
  const onTime = visits.map(() => 0);
  for (let run = 0; run < runs; run++) {
    let late = false;
    returns[run] = driveOnce({ type, visits, legs, leaves: route.leaves }, random, spread, (i, start) => {
      (starts[i] as Float64Array)[run] = start;
      const inTime = start <= (limits[i] as number) + 1;
      if (inTime) onTime[i] = (onTime[i] as number) + 1;
      late ||= !inTime;
    });
    const back = returns[run] as number;
    if (!late && back <= (type.shift?.to ?? Number.POSITIVE_INFINITY) + 1) kept += 1;
    if (type.overtime && back - route.leaves > type.overtime.after) overtime += 1;
  }
  const least = Math.min(runs, ...onTime);
  return {
    stops: starts.map((times, i) => {
      times.sort();
      return { onTime: (onTime[i] as number) / runs, p50: quantile(times, 0.5), p90: quantile(times, 0.9) };
    }),
    kept: kept / runs,
    overtime: overtime / runs,
    p90Returns: quantile(returns.sort(), 0.9),
    weakest: least < runs ? onTime.indexOf(least) : null,
  };
}

function legsOf(
  { places, profiles }: RoutingProblem,
  type: VehicleType,
  visits: readonly RoutingStop[],
): number[] {
  const { duration } = profiles[type.profile] as RoutingProblem['profiles'][number];
  const way = [type.startPlace, ...visits.map(({ place }) => place), type.endPlace];
  return way.slice(1).map((to, i) => {
    const from = way[i] ?? null;
    return from === null || to === null ? 0 : (duration[from * places + to] as number);
  });
}

type Tour = { type: VehicleType; visits: readonly RoutingStop[]; legs: readonly number[]; leaves: number };

/** @returns when the vehicle is back */
function driveOnce(
  { type, visits, legs, leaves }: Tour,
  random: Random,
  { travelSpread, serviceSpread }: Spread,
  served: (position: number, start: number) => void,
): number {
  const common = factor(random, travelSpread * Math.sqrt(COMMON_SHARE));
  const ownSpread = travelSpread * Math.sqrt(1 - COMMON_SHARE);
  const breaks = type.breaks
    .filter(({ window }) => window.to > leaves)
    .sort((a, b) => a.window.from - b.window.from);
  let time = leaves;
  legs.forEach((leg, i) => {
    let arrival = time + leg * common * factor(random, ownSpread);
    while (breaks[0] && breaks[0].window.from < arrival) arrival += breaks.shift()?.duration ?? 0;
    const visit = visits[i];
    if (!visit) {
      time = arrival;
      return;
    }
    const window = visit.windows.find(({ to }) => arrival <= to);
    const start = Math.max(arrival, window?.from ?? arrival);
    served(i, start);
    time = start + visit.service * factor(random, serviceSpread);
  });
  return time;
}

/** Log-normal with mean 1. */
function factor(random: Random, spread: number): number {
  if (spread === 0) return 1;
  const variance = Math.log(1 + spread * spread);
  return Math.exp(random.normal(-variance / 2, Math.sqrt(variance)));
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
