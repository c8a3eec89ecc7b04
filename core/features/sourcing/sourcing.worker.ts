import type { TaskTools } from '../../jobs/tasks.ts';
import { DEFAULT_STOP_RULE, greedySourcing, type SourcingSolver } from '../../solvers/sourcing/index.ts';
import { withFairShares } from '../rules/index.ts';
import type { Gathered } from './gathered.ts';
import { type DecisionValues, ProposalWriter, type RunStatistics } from './proposal.ts';
import { problemOf } from './ruled-problem.ts';

/** The seam: another solver takes this one's place here. */
const solve: SourcingSolver = greedySourcing;

const ROWS_A_CHUNK = 2000;

export type ProposalOutcome = Omit<RunStatistics, 'tookMs' | 'skipped' | 'before'>;

/** Task `sourcing.solve`: decides every order, then emits the decisions as rows; orders that a what-if made up count in the figures only. */
export async function solveSourcingTask(gathered: Gathered, tools: TaskTools): Promise<ProposalOutcome> {
  const { problem, rules, shares } = problemOf(gathered);
  const solveRuled = rules ? withFairShares(solve, rules, shares) : solve;
  const result = solveRuled(problem, {
    seed: gathered.parameters.seed,
    stop: DEFAULT_STOP_RULE,
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
