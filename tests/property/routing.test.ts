import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRouting, type RoutingObjective, solve } from '../../core/solvers/routing/index.ts';
import { leastRoutingCost } from '../helpers/exhaustive-routing.ts';
import { ROUTING_FEATURES, type RoutingFeature, randomRouting } from '../helpers/routing-problems.ts';

const anySeed = fc.integer({ min: 0, max: 0x7fffffff });
const anyFeatures = fc.subarray([...ROUTING_FEATURES]).map((features) => new Set<RoutingFeature>(features));
const anyObjective: fc.Arbitrary<RoutingObjective> = fc.constantFrom(
  { kind: 'cost' },
  { kind: 'cost', perDuration: 1, perCo2: 0.5 },
  { kind: 'distance' },
  { kind: 'vehiclesFirst' },
);

describe('routing', () => {
  it.each(ROUTING_FEATURES)('keeps every rule of problems with %s', (feature) => {
    fc.assert(
      fc.property(anySeed, anyObjective, (seed, objective) => {
        const problem = randomRouting(seed, 20, new Set([feature]));
        const result = solve(problem, { seed, objective, stop: { iterations: 60 } });
        expect(checkRouting(problem, objective, result)).toEqual([]);
      }),
      { seed: 1, numRuns: 15 },
    );
  });

  it('keeps every rule of problems with any mix of features', () => {
    fc.assert(
      fc.property(anySeed, anyFeatures, anyObjective, (seed, features, objective) => {
        const problem = randomRouting(seed, 15, features);
        const result = solve(problem, { seed, objective, stop: { iterations: 60 } });
        expect(checkRouting(problem, objective, result)).toEqual([]);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('finds the optimum of tiny problems', () => {
    const features = ROUTING_FEATURES.filter(
      (feature) => !['breaks', 'pairs', 'groups', 'frozen'].includes(feature),
    );
    const tinyFeatures = fc.subarray(features).map((some) => new Set<RoutingFeature>(some));
    const objectives = anyObjective.filter(({ kind }) => kind !== 'vehiclesFirst');
    fc.assert(
      fc.property(anySeed, tinyFeatures, objectives, (seed, some, objective) => {
        const problem = randomRouting(seed, 5, some);
        const least = leastRoutingCost(problem, objective);
        const result = solve(problem, { seed, objective, stop: { iterations: 1500 } });
        expect(result.feasible).toBe(least < Number.POSITIVE_INFINITY);
        if (result.feasible) expect(result.cost).toBeCloseTo(least, 6);
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  it('goes on from a given plan and returns the same for the same seed', () => {
    fc.assert(
      fc.property(anySeed, anyFeatures, anyObjective, (seed, features, objective) => {
        const problem = randomRouting(seed, 15, features);
        const first = solve(problem, { seed, objective, stop: { iterations: 100 } });
        const start = first.routes.map(({ vehicleType, stops }) => ({ vehicleType, stops }));
        const parameters = { seed, objective, stop: { iterations: 30 }, start };
        const second = solve(problem, parameters);
        expect(checkRouting(problem, objective, second)).toEqual([]);
        expect(solve(problem, parameters)).toEqual(second);
      }),
      { seed: 4, numRuns: 60 },
    );
  });
});
