import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/kernel/random.ts';
import {
  checkRouting,
  driveManyTimes,
  type MeasuredRoute,
  RouteMeter,
  type RoutingProblem,
  solve,
} from '../../core/solvers/routing/index.ts';
import { ROUTING_FEATURES, type RoutingFeature, randomRouting } from '../helpers/routing-problems.ts';

const anySeed = fc.integer({ min: 0, max: 0x7fffffff });
const anyFeatures = fc.subarray([...ROUTING_FEATURES]).map((features) => new Set<RoutingFeature>(features));
/** What is a matter of one route alone. */
const ROUTE_FEATURES = ROUTING_FEATURES.filter(
  (feature) => !['pairs', 'groups', 'frozen', 'usual'].includes(feature),
);
const oneRouteFeatures = fc
  .subarray([...ROUTE_FEATURES])
  .map((features) => new Set<RoutingFeature>(features));
const COST = { kind: 'cost' } as const;
const plainly = { travelSpread: 0, serviceSpread: 0 };

function solved(problem: RoutingProblem, seed: number) {
  return solve(problem, { seed, objective: COST, stop: { iterations: 40 } });
}

/** The last moment of a stop's last window. */
function closes(problem: RoutingProblem) {
  return (stop: number) => problem.stops[stop]?.windows.at(-1)?.to ?? Number.POSITIVE_INFINITY;
}

/** What the independent checker finds wrong with the route itself. */
function violations(problem: RoutingProblem, route: MeasuredRoute): string[] {
  const { distance, duration, co2, cost } = route;
  const result = {
    cost,
    distance,
    duration,
    co2,
    vehicles: 1,
    routes: [route],
    leftOut: [],
    feasible: false,
  };
  const statistics = { iterations: 0, improvements: 0 };
  return checkRouting(problem, COST, { ...result, statistics })
    .filter((violation) => violation.route === 0)
    .map(({ code }) => code);
}

describe('routes measured one by one', () => {
  it('says of a solved route what the solver says, and that nothing is broken', () => {
    fc.assert(
      fc.property(anySeed, anyFeatures, (seed, features) => {
        const problem = randomRouting(seed, 14, features);
        const meter = new RouteMeter(problem);
        for (const route of solved(problem, seed).routes) {
          const { overtime: _, co2, broken, cost, ...measured } = meter.measure(route);
          const { cost: stated, ...rest } = route;
          expect(broken).toEqual([]);
          expect(measured).toEqual(rest);
          const another = route.stops.reduce((sum, stop) => {
            const usual = problem.stops[stop]?.usual;
            return sum + (usual && usual.vehicleType !== route.vehicleType ? usual.priceOfAnother : 0);
          }, 0);
          expect(cost + another).toBeCloseTo(stated, 6);
        }
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it('finds broken exactly what the checker finds, on routes in any order', () => {
    let [sound, unsound] = [0, 0];
    fc.assert(
      fc.property(anySeed, oneRouteFeatures, (seed, features) => {
        const problem = randomRouting(seed, 8, features);
        const random = createRandom(seed);
        const stops = random.shuffle(problem.stops.map((_, i) => i)).slice(0, random.integer(1, 6));
        const vehicleType = random.integer(0, problem.vehicleTypes.length - 1);
        const route = new RouteMeter(problem).measure({ vehicleType, stops });
        const found = violations(problem, route);
        if (route.broken.length === 0) sound += 1;
        else unsound += 1;
        expect({ broken: route.broken.length > 0, route }).toEqual({ broken: found.length > 0, route });
        expect(found).not.toContain('wrongFigure');
        expect(found).not.toContain('wrongLoad');
      }),
      { seed: 3, numRuns: 500 },
    );
    expect(Math.min(sound, unsound)).toBeGreaterThan(50);
  });

  it('drives a sound route on time when nothing is uncertain, and the same days for the same seed', () => {
    fc.assert(
      fc.property(anySeed, oneRouteFeatures, (seed, features) => {
        const problem = randomRouting(seed, 12, features);
        const meter = new RouteMeter(problem);
        for (const route of solved(problem, seed).routes) {
          const options = { runs: 20, seed, latest: closes(problem) };
          const measured = meter.measure(route);
          const exact = driveManyTimes(problem, measured, { ...options, spread: plainly });
          if (!features.has('breaks') && !features.has('manyWindows')) {
            expect(exact.kept).toBe(1);
            expect(exact.weakest).toBeNull();
            exact.stops.forEach(({ p50 }, i) => {
              expect(p50).toBeCloseTo(route.schedule[i]?.start as number, 3);
            });
          }
          const spread = { travelSpread: 0.3, serviceSpread: 0.3 };
          const driven = driveManyTimes(problem, measured, { ...options, spread });
          expect(driveManyTimes(problem, measured, { ...options, spread })).toEqual(driven);
          const later = (stop: number) => closes(problem)(stop) + 30;
          const patient = driveManyTimes(problem, measured, { ...options, spread, latest: later });
          driven.stops.forEach(({ onTime, p50, p90 }, i) => {
            expect(onTime).toBeGreaterThanOrEqual(driven.kept);
            expect(p90).toBeGreaterThanOrEqual(p50);
            expect(patient.stops[i]?.onTime).toBeGreaterThanOrEqual(onTime);
          });
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});
