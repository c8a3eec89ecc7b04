import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { askTurn, awaitTurn, makeTurns } from '../../jobs/turns.ts';
import type { SourcingModel } from '../../solvers/sourcing/optimise/model.ts';
import { type SweepHelper, sharedModel, sweepMemory } from '../../solvers/sourcing/optimise/sweep-helper.ts';
import { threadEntries } from '../entries.ts';
import type { SweepWork } from '../sweep-thread.ts';

/** A thread that helps with a sourcing search. */
export class SweepWorker {
  private readonly worker = new Worker(threadEntries.sweep);

  /** Hands the model over. @returns it, now shared, and the helper for the search */
  async help(given: SourcingModel): Promise<{ model: SourcingModel; helper: SweepHelper }> {
    await once(this.worker, 'online');
    const model = sharedModel(given);
    const memory = sweepMemory(model);
    const turns = makeTurns();
    this.worker.postMessage({ model, memory, turns } satisfies SweepWork);
    const helper: SweepHelper = {
      memory,
      start: (from, to, size) => askTurn(turns, [from, to, size]),
      finish: () => awaitTurn(turns),
    };
    return { model, helper };
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
