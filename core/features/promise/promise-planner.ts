import type { NO_PROMISE, PromiseLevel } from '../../contract/promise.ts';
import { distanceMetres } from '../../kernel/geo.ts';
import { localClock } from './local-time.ts';
import { type FacilityStock, type PlannedPromise, planPart, promiseOf } from './planned-promise.ts';
import type { PromiseFacility, PromiseProblem } from './promise-problem.ts';
import { collectRoute, deliveryRoute, type Route } from './routes.ts';
import { findSplit } from './split-search.ts';
import { phaseSupply, type Supply, totalUnits } from './supply.ts';

export interface LevelPlan {
  level: PromiseLevel | null;
  promise: PlannedPromise | null;
  none: { code: (typeof NO_PROMISE)[number]; missing: number[] } | null;
  runnersUp: PlannedPromise[];
}

const MOST_RUNNERS_UP = 5;

/**
 * For each service level (or for the collection) the earliest that can be promised; among equals the cheapest, then the nearest.
 * One facility sends all of it where one can from what it has; several only where that is sooner than waiting for one. Pure.
 */
export function planPromise(problem: PromiseProblem): LevelPlan[] {
  const stocks = stocksOf(problem);
  const clock = localClock();
  if (problem.store) return [planRoute(problem, stocks, null, collectRoute(problem, problem.store, clock))];
  return problem.levels.map((level) =>
    planRoute(problem, stocks, level, deliveryRoute(problem, level, clock)),
  );
}

function stocksOf(problem: PromiseProblem): FacilityStock[] {
  const { lines, supply, network } = problem;
  const { settings } = network;
  const terms = {
    now: problem.now,
    receivingMs: settings.receivingHours * 3_600_000,
    overdueMs: settings.overdueInboundDays * 86_400_000,
  };
  const lineOf = new Map(lines.map((line, index) => [line.productId, index]));
  const found = new Map<number, (Supply | null)[]>();
  for (const facts of supply) {
    const index = lineOf.get(facts.productId);
    const facility = network.facilities.get(facts.facilityId);
    if (index === undefined || !facility) continue;
    if (!problem.mayShip(facility)) continue;
    const phased = phaseSupply(facts, terms);
    if (totalUnits(phased) === 0) continue;
    let supplies = found.get(facts.facilityId);
    if (!supplies) {
      supplies = lines.map(() => null);
      found.set(facts.facilityId, supplies);
    }
    supplies[index] = phased;
  }
  return [...found].map(([id, supplies]) => {
    const facility = network.facilities.get(id) as PromiseFacility;
    const units = supplies.reduce(
      (sum, one, i) => sum + Math.min(one ? totalUnits(one) : 0, lines[i]?.quantity ?? 0),
      0,
    );
    const { point } = problem.destination;
    const away = facility.point && point ? Math.round(distanceMetres(facility.point, point)) : null;
    return { facility, supplies, units, distanceMetres: away };
  });
}

function planRoute(
  problem: PromiseProblem,
  stocks: readonly FacilityStock[],
  level: PromiseLevel | null,
  route: Route,
): LevelPlan {
  const singles = stocks.flatMap((stock) => single(problem, stock, route) ?? []).sort(bySoonest);
  const best = singles[0] ?? null;
  const fromStock = best?.parts.every((part) => part.readyAt <= problem.now);
  const split = fromStock
    ? null
    : findSplit(problem, stocks, route, best?.arrival ?? Number.POSITIVE_INFINITY);
  const promise = split ?? best;
  return {
    level,
    promise,
    none: promise ? null : whyNone(problem, stocks, route),
    runnersUp: runnersUp(singles, promise),
  };
}

function single(problem: PromiseProblem, stock: FacilityStock, route: Route): PlannedPromise | null {
  const units = problem.lines.map((line) => line.quantity);
  const part = planPart(problem, stock, units, route);
  return part ? promiseOf([part]) : null;
}

function bySoonest(a: PlannedPromise, b: PlannedPromise): number {
  const away = ({ parts }: PlannedPromise) => parts[0]?.stock.distanceMetres ?? Number.MAX_SAFE_INTEGER;
  const id = ({ parts }: PlannedPromise) => parts[0]?.stock.facility.id ?? 0;
  return a.arrival - b.arrival || a.costMinor - b.costMinor || away(a) - away(b) || id(a) - id(b);
}

/** The next best, and the cheapest of all where waiting for it would save money. */
function runnersUp(singles: readonly PlannedPromise[], promise: PlannedPromise | null): PlannedPromise[] {
  const others = singles.filter((one) => one !== promise);
  const next = others.slice(0, MOST_RUNNERS_UP);
  let cheapest = others[0];
  for (const one of others) if (cheapest && one.costMinor < cheapest.costMinor) cheapest = one;
  if (!cheapest || !promise || next.includes(cheapest) || cheapest.costMinor >= promise.costMinor)
    return next;
  return [...next.slice(0, MOST_RUNNERS_UP - 1), cheapest];
}

function whyNone(
  problem: PromiseProblem,
  stocks: readonly FacilityStock[],
  route: Route,
): NonNullable<LevelPlan['none']> {
  const nothing = problem.lines.map(() => 0);
  if (problem.destination.country === null) return { code: 'noAddress', missing: nothing };
  const missing = problem.lines.map(({ quantity }, i) => {
    const there = stocks.reduce((sum, { supplies }) => sum + (supplies[i] ? totalUnits(supplies[i]) : 0), 0);
    return Math.max(0, quantity - there);
  });
  if (missing.some((units) => units > 0)) return { code: 'noStock', missing };
  const reached = stocks.filter(({ facility }) => route(facility, problem.now, 0) !== null);
  if (reached.length === 0) return { code: 'noService', missing: nothing };
  const lightest = Math.min(...problem.lines.map((line) => line.unitWeightGrams));
  const carried = reached.some(({ facility }) => route(facility, problem.now, lightest) !== null);
  return { code: carried ? 'tooManyParcels' : 'tooHeavy', missing: nothing };
}
