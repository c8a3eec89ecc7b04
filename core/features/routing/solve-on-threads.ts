import type { TaskRunner } from '../../jobs/task-runner.ts';
import type {
  RoutingObjective,
  RoutingParameters,
  RoutingProblem,
  RoutingProgress,
  RoutingResult,
} from '../../solvers/routing/index.ts';
import { sharedCopy } from './matrix/shared-copy.ts';
import { ROUTING_TASK, type RoutingTaskInput } from './routing-solve.worker.ts';

export type ThreadsRun = {
  threads: number;
  /** Aborted: all threads end with the best they have. */
  signal?: AbortSignal;
  /** Told of each plan that is better than all before, on whatever thread. */
  onBest?: (best: RoutingProgress) => void;
};

/** Between the seeds of two threads; seeds that people try are nearer to each other. */
const SEEDS_APART = 1_000_003;

/**
 * Solves a problem on several threads at once, each by its own seed (the first by the one given), and takes the best plan.
 * @returns what the best thread found, with the work of all in its statistics
 */
export async function solveOnThreads(
  runner: Pick<TaskRunner, 'run'>,
  problem: RoutingProblem,
  parameters: RoutingParameters,
  { threads, signal, onBest }: ThreadsRun,
): Promise<RoutingResult> {
  const cancel = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const stop = () => Atomics.store(cancel, 0, 1);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const { kind } = parameters.objective;
  const shared = await withSharedMatrices(problem);
  let best: RoutingProgress | null = null;
  const onChunk = (chunk: unknown) => {
    const found = chunk as RoutingProgress;
    if (best && !isBetter(found, best, kind)) return;
    best = found;
    onBest?.(found);
  };
  try {
    const results = await Promise.all(
      Array.from({ length: threads }, (_, thread) => {
        const seeded = { ...parameters, seed: parameters.seed + thread * SEEDS_APART };
        const input: RoutingTaskInput = { problem: shared, parameters: seeded, cancel };
        return runner.run<RoutingResult>(ROUTING_TASK, input, { onChunk });
      }),
    );
    return bestOf(problem, results, kind);
  } finally {
    // Where one thread failed, the others need not go on.
    stop();
    signal?.removeEventListener('abort', stop);
  }
}

/** Threads look at one copy of the matrices: of thousands of places they are too large for one each. */
async function withSharedMatrices(problem: RoutingProblem): Promise<RoutingProblem> {
  const shared = new Map<Float64Array, Float64Array>();
  for (const matrix of problem.profiles.flatMap(({ distance, duration }) => [distance, duration])) {
    if (shared.has(matrix)) continue;
    shared.set(matrix, matrix.buffer instanceof SharedArrayBuffer ? matrix : await sharedCopy(matrix));
  }
  const share = (matrix: Float64Array) => shared.get(matrix) as Float64Array;
  const profiles = problem.profiles.map(({ distance, duration }) => ({
    distance: share(distance),
    duration: share(duration),
  }));
  return { ...problem, profiles };
}

type Ranked = { cost: number; vehicles: number; leftOut: number };

function isBetter(a: Ranked, b: Ranked, objective: RoutingObjective['kind']): boolean {
  if (a.leftOut !== b.leftOut && objective === 'vehiclesFirst') return a.leftOut < b.leftOut;
  if (objective === 'vehiclesFirst' && a.vehicles !== b.vehicles) return a.vehicles < b.vehicles;
  return a.cost < b.cost;
}

/** Feasible before not, fewer stops missing that must be visited, then by the objective. */
function bestOf(
  problem: RoutingProblem,
  results: readonly RoutingResult[],
  objective: RoutingObjective['kind'],
): RoutingResult {
  const ranked = results.map((result) => ({ result, missing: missingWeight(problem, result) }));
  ranked.sort((a, b) => {
    if (a.result.feasible !== b.result.feasible) return a.result.feasible ? -1 : 1;
    if (a.missing !== b.missing) return a.missing - b.missing;
    const fewer = objective === 'vehiclesFirst' ? a.result.vehicles - b.result.vehicles : 0;
    return fewer || a.result.cost - b.result.cost;
  });
  const [{ result }] = ranked as [(typeof ranked)[number]];
  const sum = (of: (statistics: RoutingResult['statistics']) => number) =>
    results.reduce((total, { statistics }) => total + of(statistics), 0);
  return {
    ...result,
    statistics: {
      iterations: sum(({ iterations }) => iterations),
      improvements: sum(({ improvements }) => improvements),
    },
  };
}

/** Stops left out that must be visited; one of higher priority weighs more than any number below it would in practice. */
function missingWeight({ stops }: RoutingProblem, { leftOut }: RoutingResult): number {
  return leftOut.reduce((sum, { stop, reason }) => {
    if (reason === 'alternativeVisited' || stops[stop]?.priceOfLeavingOut !== null) return sum;
    return sum + 1 + 1000 * (stops[stop]?.priority ?? 0);
  }, 0);
}
