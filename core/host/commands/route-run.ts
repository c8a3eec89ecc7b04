import process from 'node:process';
import { solveOnThreads } from '../../features/routing/solve-on-threads.ts';
import { createTaskRunner } from '../../jobs/task-runner.ts';
import type {
  PlannedRoute,
  RoutingObjective,
  RoutingProblem,
  RoutingProgress,
  RoutingResult,
} from '../../solvers/routing/index.ts';
import { threadEntries } from '../entries.ts';
import { progressLine } from './output.ts';

export interface SolverRunOptions {
  time: number;
  threads: number;
  seed: number;
  objective: RoutingObjective;
  /** A plan to begin with. */
  start?: PlannedRoute[];
  /** A plan's cost in words. */
  tell: (best: RoutingProgress) => string;
}

const TICK_MS = 200;

/** Solves on worker threads, with a progress line; Ctrl-C ends with the best so far. */
export async function runSolver(
  problem: RoutingProblem,
  { time, threads, seed, objective, start, tell }: SolverRunOptions,
): Promise<{ result: RoutingResult; seconds: number }> {
  const runner = createTaskRunner(threadEntries.route);
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const line = progressLine();
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  let text = '';
  const show = () => line.show(Math.min(1, elapsed() / time), text);
  const ticker = setInterval(show, TICK_MS);
  const onBest = (best: RoutingProgress) => {
    const leftOut = best.leftOut > 0 ? `, ${best.leftOut} stops left out` : '';
    text = `cost ${tell(best)}, ${best.vehicles} vehicles${leftOut}`;
    show();
  };
  try {
    const parameters = { seed, objective, stop: { seconds: time }, ...(start ? { start } : {}) };
    const result = await solveOnThreads(runner, problem, parameters, {
      threads,
      signal: abort.signal,
      onBest,
    });
    return { result, seconds: Math.round(elapsed() * 1000) / 1000 };
  } finally {
    clearInterval(ticker);
    line.end();
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await runner.close();
  }
}
