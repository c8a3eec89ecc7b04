import { afterEach, describe, expect, test } from 'vitest';
import { SweepWorker } from '../../../core/host/commands/sweep-worker.ts';
import { checkInstanceResult } from '../../../core/solvers/sourcing/instance/check-instance.ts';
import {
  DEFAULT_SHAPE,
  generateInstance,
} from '../../../core/solvers/sourcing/instance/generate-instance.ts';
import { instanceModel } from '../../../core/solvers/sourcing/instance/instance-model.ts';
import { instanceResult } from '../../../core/solvers/sourcing/instance/solve-instance.ts';
import { optimise } from '../../../core/solvers/sourcing/optimise/optimise.ts';

const EFFORT = { sweeps: 12, priceRounds: 0, improvementRounds: 2000, heat: 0, patience: 2000 };

describe('a sourcing search on two threads', () => {
  const workers: SweepWorker[] = [];
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
  });
  const instance = generateInstance({
    ...DEFAULT_SHAPE,
    orders: 1500,
    facilities: 30,
    products: 300,
    seed: 4,
  });

  async function onTwoThreads() {
    const worker = new SweepWorker();
    workers.push(worker);
    const { model, helper } = await worker.help(instanceModel(instance));
    return optimise(model, { seed: 1, effort: EFFORT, helper });
  }

  test('gives a sound plan, the same each time, as near to its bound as one thread comes', async () => {
    const [first, second] = [await onTwoThreads(), await onTwoThreads()];
    expect([second.profit, second.bound]).toEqual([first.profit, first.bound]);
    const model = instanceModel(instance);
    const run = { method: 'optimise', seconds: 0, seed: 1 } as const;
    expect(checkInstanceResult(instance, instanceResult(instance, model, first, run))).toEqual([]);
    const alone = optimise(model, { seed: 1, effort: EFFORT });
    expect(first.bound).not.toBe(alone.bound);
    expect(first.gap).toBeLessThan(1.25 * alone.gap);
  });

  test('that is cut short leaves the second thread ready', async () => {
    const worker = new SweepWorker();
    workers.push(worker);
    const { model, helper } = await worker.help(instanceModel(instance));
    let asked = 0;
    const cut = optimise(model, { seed: 1, effort: EFFORT, helper, shouldStop: () => ++asked > 3 });
    expect(cut.stoppedBy).toBe('cancel');
    expect(optimise(model, { seed: 1, effort: EFFORT, helper }).profit).toBeGreaterThan(cut.profit);
  });
});
