import type { PlanTotals, SourcingRunView } from '../../contract/sourcing.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import type { Gathered } from './gathered.ts';
import type { DecisionValues, RunStatistics } from './proposal.ts';
import { DECISION_COLUMNS, insertRun, type RunHead } from './runs.queries.ts';
import type { ProposalOutcome } from './sourcing.worker.ts';

/** What a worker thread made of a run's facts. */
export interface Solved {
  gathered: Gathered;
  outcome: ProposalOutcome;
  rows: DecisionValues[];
}

export type RunToStore = RunHead & {
  skipped: SourcingRunView['skipped'];
  /** `performance.now()` when the work began. */
  started: number;
  before?: PlanTotals;
};

/** Decides in a worker thread; changes nothing. */
export async function solveGathered(
  gathered: Gathered,
  tools: JobTools,
  onProgress?: (fraction: number | null) => void,
): Promise<Solved> {
  const rows: DecisionValues[] = [];
  const outcome = await tools.runTask<ProposalOutcome>('sourcing.solve', gathered, {
    onChunk: (chunk) => {
      for (const row of chunk as DecisionValues[]) rows.push(row);
    },
    ...(onProgress ? { onProgress } : {}),
  });
  tools.signal.throwIfAborted();
  return { gathered, outcome, rows };
}

/** Stores a run and its decisions within a transaction. @returns its id and figures */
export async function storeSolved(
  { trx, bulkInsert }: { trx: WriteTransaction; bulkInsert: WriteTools['bulkInsert'] },
  { gathered, outcome, rows }: Solved,
  { skipped, started, before, ...head }: RunToStore,
  by: { actor: string; at: number },
): Promise<{ runId: number; statistics: RunStatistics }> {
  const tookMs = performance.now() - started;
  const statistics: RunStatistics = { ...outcome, skipped, tookMs, before: before ?? null };
  const runId = await insertRun(trx, { ...head, ...by, parameters: gathered.parameters, statistics });
  await bulkInsert(
    'sourcing_decision',
    DECISION_COLUMNS,
    rows.map((row) => [runId, ...row]),
  );
  return { runId, statistics };
}

/** Decides and stores the proposal. @returns the run's id */
export async function proposeRun(
  ctx: AppContext,
  gathered: Gathered,
  run: RunToStore,
  tools: JobTools,
): Promise<number> {
  return storeProposal(ctx, await solveGathered(gathered, tools), run, tools);
}

/** Stores what was decided as a proposal, journaled. @returns the run's id */
export function storeProposal(
  ctx: AppContext,
  solved: Solved,
  run: RunToStore,
  tools: JobTools,
): Promise<number> {
  tools.progress(1, { code: 'sourcing.storing', values: { orders: solved.rows.length } });
  return runCommand(ctx, 'sourcing.propose', async (command) => {
    const { runId, statistics } = await storeSolved(command, solved, run, {
      actor: ctx.actor,
      at: command.at,
    });
    const { outcomes } = statistics;
    command.record({ entity: 'sourcingRun', id: runId, key: String(runId), before: null, after: outcomes });
    command.publish({ type: 'sourcing.changed', runId });
    return runId;
  });
}
