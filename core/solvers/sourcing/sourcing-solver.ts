import type { SourcingProblem } from './sourcing-problem.ts';
import type { SourcingResult } from './sourcing-result.ts';

/** When to stop looking. Counted in work, not in time: the same input gives the same result on every machine. */
export type StopRule = {
  /** Search nodes for one order, before the best plan found so far is taken. */
  maxNodesPerOrder: number;
  /** Asked every few hundred orders; true ends the run with what is decided. */
  shouldStop?: () => boolean;
  /** Solvers have no clock: the caller says which share of the time is gone, 0 to 1. The work is shared out over it. */
  timeSpent?: () => number;
};

export type SolverRun = {
  /** For solvers that draw lots; the same seed gives the same result. */
  seed: number;
  stop: StopRule;
  /** Called every few hundred orders. */
  onProgress?: (done: number, total: number) => void;
};

/** The seam: whoever sources needs only this. */
export type SourcingSolver = (problem: SourcingProblem, run: SolverRun) => SourcingResult;

export const DEFAULT_STOP_RULE: StopRule = { maxNodesPerOrder: 1500 };
