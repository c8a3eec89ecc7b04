import type { WriteTransaction } from '../../db/database.ts';
import { chunksOf } from './gather.queries.ts';

/** An order may lose its reservations until somebody has begun to pick. */
export const UNDOABLE_STATUSES = ['open', 'partiallySourced', 'sourced'] as const;

export interface ReservedOrder {
  id: number;
  number: string;
  status: string;
  /** Allocations of the run that are merely reserved, and all others of the run that still hold or took stock. */
  reserved: number;
  movedOn: number;
}

/** The orders that a run reserved something for. */
export async function findOrdersOfRun(trx: WriteTransaction, runId: number): Promise<ReservedOrder[]> {
  const rows = await trx
    .selectFrom('allocation as a')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .select(['o.id', 'o.number', 'o.status', 'a.status as allocation_status'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('a.run_id', '=', runId)
    .where('a.status', '<>', 'cancelled')
    .groupBy(['o.id', 'o.number', 'o.status', 'a.status'])
    .orderBy('o.id')
    .execute();
  const orders = new Map<number, ReservedOrder>();
  for (const row of rows) {
    const { id, number, status } = row;
    const order = orders.get(id) ?? { id, number, status, reserved: 0, movedOn: 0 };
    if (row.allocation_status === 'reserved') order.reserved += Number(row.count);
    else order.movedOn += Number(row.count);
    orders.set(id, order);
  }
  return [...orders.values()];
}

/** Gives back what the run reserved for these orders. @returns the products */
export async function releaseReservations(
  trx: WriteTransaction,
  runId: number,
  orderIds: readonly number[],
  at: number,
): Promise<number[]> {
  const products = new Set<number>();
  for (const chunk of chunksOf(orderIds)) {
    const freed = await trx
      .updateTable('allocation')
      .set({ status: 'cancelled', updated_at: at })
      .where('run_id', '=', runId)
      .where('status', '=', 'reserved')
      .where('order_id', 'in', chunk)
      .returning('product_id')
      .execute();
    for (const { product_id: product } of freed) products.add(product);
  }
  return [...products];
}

/** Which of the orders still have something allocated or shipped. */
export async function findOrdersWithGoods(
  trx: WriteTransaction,
  orderIds: readonly number[],
): Promise<Set<number>> {
  const found = new Set<number>();
  for (const chunk of chunksOf(orderIds)) {
    const rows = await trx
      .selectFrom('order_line')
      .select('order_id')
      .distinct()
      .where('order_id', 'in', chunk)
      .where((eb) => eb.or([eb('quantity_allocated', '>', 0), eb('quantity_shipped', '>', 0)]))
      .execute();
    for (const row of rows) found.add(row.order_id);
  }
  return found;
}
