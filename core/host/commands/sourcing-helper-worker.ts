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
import type { HelperWork } from '../sourcing-helper-thread.ts';

/** A thread that helps with a sourcing search. */
export class SourcingHelperWorker {
  private readonly worker = new Worker(threadEntries.sourcingHelper);

  /** Hands the model over. @returns it, now shared, and the helper for the search */
  async help(given: SourcingModel): Promise<{ model: SourcingModel; helper: SolverHelper }> {
    await once(this.worker, 'online');
    const model = sharedModel(given);
    const memory = helperMemory(model);
    const turns = makeTurns();
    this.worker.postMessage({ model, memory, turns } satisfies HelperWork);
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
