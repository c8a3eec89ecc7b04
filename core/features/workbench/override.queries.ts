import type { WriteTransaction } from '../../db/database.ts';
import { DECISION_COLUMNS, type DecisionValues, type PlannedOrder, readPlan } from '../sourcing/index.ts';

/** A decision with what it costs as its run prices. */
export type StoredDecision = PlannedOrder & { costMinor: number; reasonJson: string };

export async function readStored(
  trx: WriteTransaction,
  runId: number,
  orderId: number,
): Promise<StoredDecision | null> {
  const row = await trx
    .selectFrom('sourcing_decision')
    .select(['order_id as orderId', 'outcome', 'allocations_json as allocationsJson'])
    .select(['arrives_at as arrivesAt', 'figures_json as figuresJson'])
    .select(['cost_minor as costMinor', 'reason_json as reasonJson'])
    .where('run_id', '=', runId)
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  return row ? { ...readPlan(row), costMinor: row.costMinor, reasonJson: row.reasonJson } : null;
}

/** Puts another decision in the place of an order's; what the order had when the run was made stays known. */
export async function writeDecision(
  trx: WriteTransaction,
  runId: number,
  values: DecisionValues,
): Promise<void> {
  const columns = DECISION_COLUMNS.filter((column) => column !== 'run_id');
  const cells = columns.map((column, i) => [column, values[i]] as const);
  const row = Object.fromEntries(cells.filter(([column]) => column !== 'before_key'));
  await trx
    .updateTable('sourcing_decision')
    .set(row)
    .where('run_id', '=', runId)
    .where('order_id', '=', values[0])
    .execute();
}
