import { expect, it } from 'vitest';
import { checkInstanceResult } from '../../../../core/solvers/sourcing/instance/check-instance.ts';
import {
  DEFAULT_SHAPE,
  generateInstance,
} from '../../../../core/solvers/sourcing/instance/generate-instance.ts';
import { instanceModel } from '../../../../core/solvers/sourcing/instance/instance-model.ts';
import { instanceResult, sourceGreedily } from '../../../../core/solvers/sourcing/instance/solve-instance.ts';
import { optimise } from '../../../../core/solvers/sourcing/optimise/optimise.ts';

/** What the same seed must always give, on every machine; whoever changes the solver looks at what it does to these. */
const GOLDEN = [
  { orders: 60, facilities: 8, products: 20, scarcity: 0.2, tightness: 0, linesAtMost: 4, seed: 1 },
  { orders: 60, facilities: 8, products: 20, scarcity: 0.6, tightness: 0.4, linesAtMost: 4, seed: 2 },
  { orders: 60, facilities: 10, products: 25, scarcity: 0.9, tightness: 0.8, linesAtMost: 12, seed: 3 },
];

const EFFORT = { sweeps: 12, priceRounds: 30, improvementRounds: 12_000, heat: 2, patience: 12_000 };

it('gives the plans that it always gave', () => {
  const found = GOLDEN.map((shape) => {
    const instance = generateInstance({ ...DEFAULT_SHAPE, ...shape });
    const model = instanceModel(instance);
    const outcome = optimise(model, { seed: 1, effort: EFFORT });
    const result = instanceResult(instance, model, outcome, { method: 'optimise', seconds: 0, seed: 1 });
    expect(checkInstanceResult(instance, result)).toEqual([]);
    return {
      greedy: Math.round(sourceGreedily(model).profit),
      profit: Math.round(result.profit),
      bound: Math.round(result.bound),
      allocations: result.allocations.length,
      short: result.short.reduce((sum, { quantity }) => sum + quantity, 0),
    };
  });
  expect(found).toMatchInlineSnapshot(`
    [
      {
        "allocations": 97,
        "bound": 363265,
        "greedy": 343183,
        "profit": 362814,
        "short": 26,
      },
      {
        "allocations": 75,
        "bound": 208593,
        "greedy": 172667,
        "profit": 206164,
        "short": 67,
      },
      {
        "allocations": 86,
        "bound": 208135,
        "greedy": 62459,
        "profit": 198453,
        "short": 268,
      },
    ]
  `);
});
