import type { SourcingParameters } from '../../contract/sourcing.ts';
import type { TaskTools } from '../../jobs/tasks.ts';
import {
  DEFAULT_STOP_RULE,
  greedySourcing,
  optimisingSourcing,
  type SourcingSolver,
} from '../../solvers/sourcing/index.ts';
import { withFairShares } from '../rules/index.ts';
import type { Gathered } from './gathered.ts';
import { type DecisionValues, ProposalWriter, type RunStatistics } from './proposal.ts';
import { problemOf } from './ruled-problem.ts';

const SOLVERS: Record<SourcingParameters['method'], SourcingSolver> = {
  optimise: optimisingSourcing,
  greedy: greedySourcing,
};

const ROWS_A_CHUNK = 2000;

export type ProposalOutcome = Omit<RunStatistics, 'tookMs' | 'skipped' | 'before'>;

/** Task `sourcing.solve`: decides every order, then emits the decisions as rows; orders that a what-if made up count in the figures only. */
export async function solveSourcingTask(gathered: Gathered, tools: TaskTools): Promise<ProposalOutcome> {
  const { problem, rules, shares } = problemOf(gathered);
  const { method, seed, searchSeconds } = gathered.parameters;
  const solve = SOLVERS[method];
  const solveRuled = rules ? withFairShares(solve, rules, shares) : solve;
  const started = performance.now();
  const result = solveRuled(problem, {
    seed,
    // Greedy ends by itself, and without some of its orders when it is stopped.
    stop:
      method === 'greedy'
        ? DEFAULT_STOP_RULE
        : { ...DEFAULT_STOP_RULE, timeSpent: () => (performance.now() - started) / (searchSeconds * 1000) },
    onProgress: (done, total) =>
      tools.progress(total === 0 ? 1 : done / total, { code: 'sourcing.solving', values: { done, total } }),
  });
  const writer = new ProposalWriter(gathered, problem);
  for (let i = 0; i < result.decisions.length; i += ROWS_A_CHUNK) {
    tools.signal.throwIfAborted();
    const rows: DecisionValues[] = result.decisions
      .slice(i, i + ROWS_A_CHUNK)
      .filter(({ orderId }) => orderId > 0)
      .map((d) => writer.row(d));
    await tools.emit(rows);
  }
  return writer.statistics(result);
}
