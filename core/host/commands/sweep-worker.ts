import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { askTurn, awaitTurn, makeTurns } from '../../jobs/turns.ts';
import type { SourcingModel } from '../../solvers/sourcing/optimise/model.ts';
import {
  helperMemory,
  type SolverHelper,
  sharedModel,
  solverHelper,
} from '../../solvers/sourcing/optimise/solver-helper.ts';
import { threadEntries } from '../entries.ts';
import type { SweepWork } from '../sweep-thread.ts';

/** A thread that helps with a sourcing search. */
export class SweepWorker {
  private readonly worker = new Worker(threadEntries.sweep);

  /** Hands the model over. @returns it, now shared, and the helper for the search */
  async help(given: SourcingModel): Promise<{ model: SourcingModel; helper: SolverHelper }> {
    await once(this.worker, 'online');
    const model = sharedModel(given);
    const memory = helperMemory(model);
    const turns = makeTurns();
    this.worker.postMessage({ model, memory, turns } satisfies SweepWork);
    const helper = solverHelper(
      memory,
      (words) => askTurn(turns, words),
      () => awaitTurn(turns),
    );
    return { model, helper };
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
