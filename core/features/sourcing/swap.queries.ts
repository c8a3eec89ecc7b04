import type { PlannedAllocation } from '../../contract/sourcing.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { chunksOf } from './gather.queries.ts';
import type { HeldNow, SwapWish } from './swap-plan.ts';

/** Orders whose reservations a run would change, with what they had when it was made. */
export async function findWishes(db: Database, runId: number): Promise<SwapWish<PlannedAllocation>[]> {
  const rows = await db.read
    .selectFrom('sourcing_decision as d')
    .innerJoin('sales_order as o', 'o.id', 'd.order_id')
    .select(['d.order_id as orderId', 'o.number', 'd.allocations_json', 'd.before_key', 'd.plan_key'])
    .where('d.run_id', '=', runId)
    .where('d.outcome', 'in', ['sourced', 'partial'])
    .whereRef('d.before_key', '<>', 'd.plan_key')
    .orderBy('d.id')
    .execute();
  return rows.map(({ orderId, number, allocations_json, before_key }) => ({
    orderId,
    number,
    expectedKey: before_key ?? '',
    allocations: JSON.parse(allocations_json) as PlannedAllocation[],
  }));
}

/** What orders hold that is merely reserved, and the orders of which something has moved on. */
export async function findHeldNow(
  trx: WriteTransaction,
  orderIds: readonly number[],
): Promise<{ held: Map<number, HeldNow[]>; begun: Set<number> }> {
  const rows: (HeldNow & { status: string })[] = [];
  for (const chunk of chunksOf(orderIds)) {
    const found = await trx
      .selectFrom('allocation')
      .select(['id', 'order_id as orderId', 'order_line_id as orderLineId', 'product_id as productId'])
      .select(['facility_id as facilityId', 'quantity', 'status'])
      .where('order_id', 'in', chunk)
      .where('status', '<>', 'cancelled')
      .orderBy('id')
      .execute();
    for (const row of found) rows.push(row);
  }
  const begun = new Set(rows.filter(({ status }) => status !== 'reserved').map(({ orderId }) => orderId));
  return { held: Map.groupBy(rows, ({ orderId }) => orderId), begun };
}

/** Gives reservations back because a run put others in their place (or, with null, because it is undone). */
export async function endReservations(
  trx: WriteTransaction,
  ids: readonly number[],
  runId: number | null,
  at: number,
): Promise<void> {
  for (const chunk of chunksOf(ids)) {
    await trx
      .updateTable('allocation')
      .set({ status: 'cancelled', replaced_by_run_id: runId, updated_at: at })
      .where('id', 'in', chunk)
      .execute();
  }
}

/** Orders whose reservations a run changed, with what it gave them and what they had before. */
export async function findReplaced(trx: WriteTransaction, runId: number): Promise<SwapWish<HeldNow>[]> {
  const rows = await trx
    .selectFrom('allocation as a')
    .innerJoin('sourcing_decision as d', (join) =>
      join.onRef('d.order_id', '=', 'a.order_id').on('d.run_id', '=', runId),
    )
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .select(['a.id', 'a.order_id as orderId', 'a.order_line_id as orderLineId'])
    .select(['a.product_id as productId', 'a.facility_id as facilityId', 'a.quantity'])
    .select(['o.number', 'd.plan_key'])
    .where('a.replaced_by_run_id', '=', runId)
    .where('a.status', '=', 'cancelled')
    .orderBy('a.id')
    .execute();
  return [...Map.groupBy(rows, ({ orderId }) => orderId)].map(([orderId, allocations]) => ({
    orderId,
    number: allocations[0]?.number ?? '',
    expectedKey: allocations[0]?.plan_key ?? '',
    allocations,
  }));
}

/** Reserves again what a run had replaced; the database refuses what is not available. */
export async function restoreReservations(
  trx: WriteTransaction,
  ids: readonly number[],
  at: number,
): Promise<void> {
  for (const chunk of chunksOf(ids)) {
    await trx
      .updateTable('allocation')
      .set({ status: 'reserved', replaced_by_run_id: null, updated_at: at })
      .where('id', 'in', chunk)
      .execute();
  }
}
