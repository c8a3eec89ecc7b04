import {
  type RunKind,
  type SourcingParameters,
  type SourcingRunView,
  sourcingParameters,
} from '../../contract/sourcing.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { Row } from '../../db/tables.ts';
import type { RunStatistics } from './proposal.ts';
import type { RunStatus } from './sourcing-run.ts';

export const DECISION_COLUMNS = [
  'run_id',
  'order_id',
  'outcome',
  'cost_minor',
  'currency',
  'split_count',
  'allocations_json',
  'reason_json',
  'plan_key',
  'arrives_at',
  'plain_cost_minor',
  'figures_json',
  'before_key',
] as const;

/** What kind of run it is, and what it belongs to. */
export interface RunHead {
  kind: RunKind;
  name?: string;
  scenarioId?: number;
  factsHash?: string;
  /** What its network differs by from the real one. */
  changes?: unknown;
}

export async function insertRun(
  trx: WriteTransaction,
  run: RunHead & { actor: string; at: number; parameters: SourcingParameters; statistics: RunStatistics },
): Promise<number> {
  const { id } = await trx
    .insertInto('sourcing_run')
    .values({
      status: 'proposed',
      kind: run.kind,
      name: run.name ?? '',
      scenario_id: run.scenarioId ?? null,
      facts_hash: run.factsHash ?? null,
      changes_json: run.changes === undefined ? null : JSON.stringify(run.changes),
      actor: run.actor,
      created_at: run.at,
      applied_at: null,
      undone_at: null,
      parameters_json: JSON.stringify(run.parameters),
      statistics_json: JSON.stringify(run.statistics),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findRun(db: Database, id: number): Promise<SourcingRunView | null> {
  const row = await db.read.selectFrom('sourcing_run').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toRunView(row) : null;
}

/** Newest first. */
export async function listRuns(
  db: Database,
  page: { offset: number; limit: number; kinds: readonly RunKind[] },
): Promise<{ rows: SourcingRunView[]; total: number }> {
  const [rows, { total }] = await Promise.all([
    db.read
      .selectFrom('sourcing_run')
      .selectAll()
      .where('kind', 'in', page.kinds)
      .orderBy('id', 'desc')
      .offset(page.offset)
      .limit(page.limit)
      .execute(),
    db.read
      .selectFrom('sourcing_run')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where('kind', 'in', page.kinds)
      .executeTakeFirstOrThrow(),
  ]);
  return { rows: rows.map(toRunView), total: Number(total) };
}

/** The state of a run inside a transaction; null when there is none. */
export async function runStatus(trx: WriteTransaction, id: number): Promise<RunStatus | null> {
  const row = await trx.selectFrom('sourcing_run').select('status').where('id', '=', id).executeTakeFirst();
  return (row?.status as RunStatus | undefined) ?? null;
}

export async function setRunStatus(
  trx: WriteTransaction,
  id: number,
  status: RunStatus,
  at: number,
): Promise<void> {
  const instant = status === 'applied' ? { applied_at: at } : status === 'undone' ? { undone_at: at } : {};
  await trx
    .updateTable('sourcing_run')
    .set({ status, ...instant })
    .where('id', '=', id)
    .execute();
}

/** Replaces the stored figures of a run. */
export async function setRunStatistics(
  trx: WriteTransaction,
  id: number,
  change: (statistics: RunStatistics) => RunStatistics,
): Promise<void> {
  const row = await trx
    .selectFrom('sourcing_run')
    .select('statistics_json')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const statistics_json = JSON.stringify(change(JSON.parse(row.statistics_json)));
  await trx.updateTable('sourcing_run').set({ statistics_json }).where('id', '=', id).execute();
}

function toRunView(row: Row<'sourcing_run'>): SourcingRunView {
  const statistics: Partial<RunStatistics> & Omit<RunStatistics, 'figures' | 'before'> = JSON.parse(
    row.statistics_json,
  );
  return {
    figures: null,
    before: null,
    ...statistics,
    id: row.id,
    kind: row.kind as RunKind,
    name: row.name,
    scenarioId: row.scenario_id,
    status: row.status as RunStatus,
    actor: row.actor,
    createdAt: row.created_at,
    appliedAt: row.applied_at,
    undoneAt: row.undone_at,
    parameters: sourcingParameters.parse(JSON.parse(row.parameters_json)),
  };
}
