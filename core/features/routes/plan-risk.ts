import type { RouteRisk } from '../../contract/routes.ts';
import { type DrivenRoute, driveManyTimes, type Spread } from '../../solvers/routing/index.ts';
import { breather } from '../routing/index.ts';
import type { PlanMeter } from './measure-plan.ts';
import type { TourPlan } from './tour-plan.ts';

/** Drives a plan many times with uncertain travel and service times; others may pass meanwhile. */
export async function planRisk(
  meter: PlanMeter,
  plan: TourPlan,
  { runs, seed, ...spread }: Spread & { runs: number; seed: number },
): Promise<RouteRisk> {
  const { problem, stopNumbers } = meter.whole;
  const at = (seconds: number) => plan.facts.dayStartsAt + Math.round(seconds * 1000);
  const promised = new Map(plan.stops.map(({ number, promisedAt }) => [number, promisedAt]));
  const latest = (stop: number): number => {
    const promise = promised.get(stopNumbers[stop] as number) ?? null;
    const end = problem.stops[stop]?.windows.at(-1)?.to ?? Number.POSITIVE_INFINITY;
    return promise === null ? end : Math.min(end, (promise - plan.facts.dayStartsAt) / 1000);
  };
  const stops: RouteRisk['stops'] = [];
  const routes: RouteRisk['routes'] = [];
  const breathe = breather();
  for (const route of plan.routes) {
    await breathe();
    const measured = meter.raw(route.vehicleKey, route.stops);
    const driven: DrivenRoute = driveManyTimes(problem, measured, {
      runs,
      seed: seed + route.number,
      spread,
      latest,
    });
    driven.stops.forEach(({ onTime, p50, p90 }, i) => {
      stops.push({
        number: route.stops[i] as number,
        route: route.number,
        onTime,
        p50At: at(p50),
        p90At: at(p90),
      });
    });
    const { weakest } = driven;
    routes.push({
      number: route.number,
      kept: driven.kept,
      overtime: driven.overtime,
      p90ReturnsAt: at(driven.p90Returns),
      weakest: weakest === null ? null : (route.stops[weakest] as number),
    });
  }
  routes.sort((a, b) => a.kept - b.kept || a.number - b.number);
  const onTime = stops.reduce((sum, stop) => sum + stop.onTime, 0);
  return { runs, onTime: stops.length > 0 ? onTime / stops.length : null, stops, routes };
}
