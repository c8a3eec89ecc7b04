import { afterEach, describe, expect, test } from 'vitest';
import { SourcingHelperWorker } from '../../../core/host/commands/sourcing-helper-worker.ts';
import { checkInstanceResult } from '../../../core/solvers/sourcing/instance/check-instance.ts';
import {
  DEFAULT_SHAPE,
  generateInstance,
} from '../../../core/solvers/sourcing/instance/generate-instance.ts';
import { instanceModel } from '../../../core/solvers/sourcing/instance/instance-model.ts';
import { instanceResult } from '../../../core/solvers/sourcing/instance/solve-instance.ts';
import type { Effort } from '../../../core/solvers/sourcing/optimise/effort.ts';
import { optimise } from '../../../core/solvers/sourcing/optimise/optimise.ts';

const ROUNDS = { sweeps: 12, priceRounds: 0, improvementRounds: 2000, heat: 0, patience: 2000 };
const AUCTION = { ...ROUNDS, bids: 8 };

describe('a sourcing search on two threads', () => {
  const workers: SourcingHelperWorker[] = [];
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

  async function onTwoThreads(effort: Effort) {
    const worker = new SourcingHelperWorker();
    workers.push(worker);
    const { model, helper } = await worker.help(instanceModel(instance));
    return optimise(model, { seed: 1, effort, helper });
  }

  test.each([
    ['rounds of prices', ROUNDS],
    ['an auction', AUCTION],
  ])(
    'gives a sound plan with %s, the same each time, as near to its bound as one thread comes',
    async (_, effort) => {
      const [first, second] = [await onTwoThreads(effort), await onTwoThreads(effort)];
      expect([second.profit, second.bound]).toEqual([first.profit, first.bound]);
      const model = instanceModel(instance);
      const run = { method: 'optimise', seconds: 0, seed: 1 } as const;
      expect(checkInstanceResult(instance, instanceResult(instance, model, first, run))).toEqual([]);
      const alone = optimise(model, { seed: 1, effort });
      expect(first.bound).not.toBe(alone.bound);
      expect(first.gap).toBeLessThan(1.25 * alone.gap);
    },
  );

  test('that is cut short leaves the second thread ready', async () => {
    const worker = new SourcingHelperWorker();
    workers.push(worker);
    const { model, helper } = await worker.help(instanceModel(instance));
    const run = { seed: 1, effort: AUCTION, helper };
    const whole = optimise(model, run).profit;
    for (const most of [3, 200, 320, 340]) {
      let asked = 0;
      const cut = optimise(model, { ...run, shouldStop: () => ++asked > most });
      expect(cut.stoppedBy, `after ${most}`).toBe('cancel');
      expect(whole).toBeGreaterThanOrEqual(cut.profit);
    }
    expect(optimise(model, run).profit).toBe(whole);
  });
});
