import type { TaskTools } from '../../jobs/tasks.ts';
import {
  type RoutingParameters,
  type RoutingProblem,
  type RoutingProgress,
  type RoutingResult,
  solve,
} from '../../solvers/routing/index.ts';

export const ROUTING_TASK = 'routing.solve';

/** A problem for a worker thread. */
export type RoutingTaskInput = {
  problem: RoutingProblem;
  parameters: RoutingParameters;
  /** Shared with whoever asks: not 0 = end with the best so far. A search hears no messages. */
  cancel: Int32Array;
};

/** Task `routing.solve`: plans routes, emitting better plans as they are found. */
export function solveRoutingTask(
  { problem, parameters, cancel }: RoutingTaskInput,
  tools: TaskTools,
): RoutingResult {
  const seconds = parameters.stop.seconds;
  return solve(problem, parameters, {
    clock: () => performance.now() / 1000,
    isCancelled: () => Atomics.load(cancel, 0) !== 0,
    onBest: (best: RoutingProgress) => {
      tools.progress(seconds ? Math.min(1, best.seconds / seconds) : null);
      void tools.emit(best);
    },
  });
}
