import { sql } from 'kysely';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import type { OrderAfter, OrderNow, Reservation } from './apply-plan.ts';
import { chunksOf } from './gather.queries.ts';
import type { RunStatistics } from './proposal.ts';

export interface StoredDecision {
  orderId: number;
  number: string;
  allocationsJson: string;
}

/** The decisions of a run that would reserve something, most urgent first (the order in which they were taken). */
export async function findDecisionsToApply(db: Database, runId: number): Promise<StoredDecision[]> {
  const rows = await db.read
    .selectFrom('sourcing_decision as d')
    .innerJoin('sales_order as o', 'o.id', 'd.order_id')
    .select(['d.order_id', 'o.number', 'd.allocations_json'])
    .where('d.run_id', '=', runId)
    .where('d.outcome', 'in', ['sourced', 'partial'])
    .orderBy('d.id')
    .execute();
  return rows.map((row) => ({
    orderId: row.order_id,
    number: row.number,
    allocationsJson: row.allocations_json,
  }));
}

/** Orders and their lines of goods as they are now, inside the transaction. */
export async function findOrdersNow(
  trx: WriteTransaction,
  ids: readonly number[],
): Promise<Map<number, OrderNow>> {
  const orders = new Map<number, OrderNow>();
  for (const chunk of chunksOf(ids)) {
    const rows = await trx
      .selectFrom('sales_order')
      .select(['id', 'number', 'status', 'hold_reason', 'ship_complete'])
      .where('id', 'in', chunk)
      .execute();
    for (const row of rows) {
      orders.set(row.id, {
        id: row.id,
        number: row.number,
        status: row.status,
        held: row.hold_reason !== null,
        shipComplete: row.ship_complete === 1,
        openUnits: new Map(),
        productOfLine: new Map(),
      });
    }
    const lines = await trx
      .selectFrom('order_line as l')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .select(['l.id', 'l.order_id', 'l.product_id', 'l.quantity'])
      .select(['l.quantity_allocated', 'l.quantity_shipped', 'l.quantity_cancelled'])
      .where('l.order_id', 'in', chunk)
      .where('p.stocked', '=', 1)
      .execute();
    for (const line of lines) {
      const taken = line.quantity_allocated + line.quantity_shipped + line.quantity_cancelled;
      orders.get(line.order_id)?.openUnits.set(line.id, line.quantity - taken);
      orders.get(line.order_id)?.productOfLine.set(line.id, line.product_id);
    }
  }
  return orders;
}

/** What is available now of products anywhere, inside the transaction: `available.get(product)?.get(facility)`. */
export async function findAvailableNow(
  trx: WriteTransaction,
  productIds: readonly number[],
): Promise<Map<number, Map<number, number>>> {
  const available = new Map<number, Map<number, number>>();
  for (const chunk of chunksOf(productIds)) {
    const rows = await trx
      .selectFrom('stock_position')
      .select(['product_id', 'facility_id'])
      .select(
        sql<number>`on_hand - blocked - reserved_external - reserved_allocated - safety_stock`.as('units'),
      )
      .where('product_id', 'in', chunk)
      .execute();
    for (const row of rows) {
      const holders = available.get(row.product_id) ?? new Map<number, number>();
      available.set(row.product_id, holders.set(row.facility_id, Number(row.units)));
    }
  }
  return available;
}

const ALLOCATION_COLUMNS = [
  'order_id',
  'order_line_id',
  'product_id',
  'facility_id',
  'quantity',
  'status',
  'run_id',
  'service_id',
  'cost_minor',
  'currency',
  'reason_json',
  'created_at',
  'updated_at',
] as const;

/** Reserves. The database itself refuses what is not available. */
export async function insertReservations(
  tools: WriteTools,
  runId: number,
  at: number,
  reservations: readonly Reservation[],
): Promise<void> {
  const row = (r: Reservation) => [
    r.orderId,
    r.orderLineId,
    r.productId,
    r.facilityId,
    r.quantity,
    'reserved',
    runId,
    r.serviceId,
    r.costMinor,
    r.currency,
    null,
    at,
    at,
  ];
  for (const chunk of chunksOf(reservations)) {
    await tools.bulkInsert('allocation', ALLOCATION_COLUMNS, chunk.map(row));
  }
}

export async function setOrderStatuses(
  trx: WriteTransaction,
  at: number,
  orders: readonly OrderAfter[],
): Promise<void> {
  for (const [status, group] of Map.groupBy(orders, (order) => order.status)) {
    for (const ids of chunksOf(group.map((order) => order.id))) {
      await trx
        .updateTable('sales_order')
        .set({ status, worked_on_at: at, updated_at: at })
        .where('id', 'in', ids)
        .execute();
    }
  }
}

export async function setConflicts(
  trx: WriteTransaction,
  runId: number,
  orderIds: readonly number[],
): Promise<void> {
  for (const chunk of chunksOf(orderIds)) {
    await trx
      .updateTable('sourcing_decision')
      .set({ outcome: 'conflict' })
      .where('run_id', '=', runId)
      .where('order_id', 'in', chunk)
      .execute();
  }
}

/** Gives back what an order has reserved and nobody has begun to pick. @returns the products */
export async function releaseOrder(trx: WriteTransaction, orderId: number, at: number): Promise<number[]> {
  const freed = await trx
    .updateTable('allocation')
    .set({ status: 'cancelled', updated_at: at })
    .where('order_id', '=', orderId)
    .where('status', '=', 'reserved')
    .returning('product_id')
    .execute();
  return freed.map((row) => row.product_id);
}

/** How many decisions of a run have each outcome. */
export async function countOutcomes(
  trx: WriteTransaction,
  runId: number,
): Promise<RunStatistics['outcomes']> {
  const rows = await trx
    .selectFrom('sourcing_decision')
    .select('outcome')
    .select((eb) => eb.fn.countAll<number>().as('orders'))
    .where('run_id', '=', runId)
    .groupBy('outcome')
    .execute();
  const count = (outcome: string) => Number(rows.find((row) => row.outcome === outcome)?.orders ?? 0);
  return {
    sourced: count('sourced'),
    partial: count('partial'),
    unsourced: count('unsourced'),
    conflict: count('conflict'),
  };
}
