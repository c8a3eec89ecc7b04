import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/kernel/random.ts';
import { checkRouting, solve } from '../../core/solvers/routing/index.ts';
import { evaluatePlan } from '../../core/solvers/routing/instance/evaluate-plan.ts';
import { readVrplib } from '../../core/solvers/routing/instance/read-vrplib.ts';
import { inFileUnit } from '../../core/solvers/routing/instance/rounding.ts';
import { numberedRoutes, plannedRoutes } from '../../core/solvers/routing/instance/routing-instance.ts';
import { readSolution, solutionText } from '../../core/solvers/routing/instance/solution-text.ts';
import { randomVrplib, VRPLIB_KINDS } from '../helpers/vrplib-files.ts';

const anySeed = fc.integer({ min: 0, max: 0x7fffffff });
const objective = { kind: 'cost' } as const;

describe('a VRPLIB file', () => {
  it.each(VRPLIB_KINDS)('of kind %s is solved, and its .sol read back has the cost told', (kind) => {
    let feasible = 0;
    let files = 0;
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 24 }), (seed, clients) => {
        const instance = readVrplib(randomVrplib(createRandom(seed), kind, clients));
        const { problem, scale } = instance;
        expect(problem.stops).toHaveLength(clients);
        const result = solve(problem, { seed, objective, stop: { iterations: 300 } });
        expect(checkRouting(problem, objective, result)).toEqual([]);
        const routes = numberedRoutes(instance, result.routes);
        const text = solutionText(
          { routes, cost: inFileUnit(result.cost, scale) },
          instance.vehicles !== null,
        );
        const read = readSolution(text);
        const { cost, faults } = evaluatePlan(problem, plannedRoutes(instance, read.routes));
        expect(inFileUnit(cost, scale)).toBe(read.cost);
        expect(faults.length === 0).toBe(result.feasible);
        feasible += result.feasible ? 1 : 0;
        files += 1;
      }),
      { numRuns: 25 },
    );
    expect(feasible / files).toBeGreaterThan(0.8);
  });
});
