import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/kernel/random.ts';
import { checkRouting, solve } from '../../core/solvers/routing/index.ts';
import { readVroom } from '../../core/solvers/routing/instance/vroom/read-vroom.ts';
import { vroomOutput } from '../../core/solvers/routing/instance/vroom/vroom-output.ts';
import { vroomProblem } from '../../core/solvers/routing/instance/vroom/vroom-problem.ts';
import { rounds } from '../helpers/rounds.ts';
import { checkVroom, randomVroom } from '../helpers/vroom-checker.ts';

const anySeed = fc.integer({ min: 0, max: 0x7fffffff });
const objective = { kind: 'cost' } as const;

describe('VROOM’s JSON', () => {
  it('of any day is answered with routes that hold, to the second and the unit', () => {
    let served = 0;
    let tasks = 0;
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 30 }), (seed, size) => {
        const asked = randomVroom(createRandom(seed), size);
        const problem = vroomProblem(readVroom(JSON.stringify(asked)));
        const result = solve(problem.problem, { seed, objective, stop: { iterations: 400 } });
        expect(checkRouting(problem.problem, objective, result)).toEqual([]);
        const answer = vroomOutput(problem, result, { loading: 0, solving: 0 });
        expect(checkVroom(asked, answer)).toEqual([]);
        served += size - answer.unassigned.length;
        tasks += size;
      }),
      { numRuns: rounds(60) },
    );
    // Limits leave some out, but a solver that served nothing would pass otherwise.
    expect(served / tasks).toBeGreaterThan(0.6);
  });
});
