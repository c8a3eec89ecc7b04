import { sql } from 'kysely';
import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

export interface HoldToConvert {
  holdId: number;
  reference: string;
  orderId: number;
  orderNumber: string;
  currency: string;
}

const CONVERTIBLE = ['received', 'open', 'partiallySourced'] as const;

/** Orders that name a hold which is still kept for them. */
export async function findNamedHolds(
  trx: WriteTransaction,
  orderNumbers: readonly string[],
): Promise<HoldToConvert[]> {
  const rows = await inPieces(orderNumbers, (piece) =>
    trx
      .selectFrom('sales_order as o')
      .innerJoin('promise_hold as h', 'h.reference', 'o.hold_reference')
      .select(['h.id as holdId', 'h.reference', 'o.id as orderId', 'o.number as orderNumber', 'o.currency'])
      .where('o.number', 'in', piece)
      .where('o.status', 'in', CONVERTIBLE)
      .where('h.status', '=', 'active')
      .orderBy('o.id')
      .execute(),
  );
  return rows;
}

export async function findOrderHead(trx: WriteTransaction, number: string) {
  return trx
    .selectFrom('sales_order')
    .select(['id', 'number', 'status', 'currency'])
    .where('number', '=', number)
    .executeTakeFirst();
}

export interface OpenLine {
  id: number;
  productId: number;
  open: number;
}

/** Lines of goods of an order with the units that nothing is reserved for. */
export async function findOpenLines(trx: WriteTransaction, orderId: number): Promise<OpenLine[]> {
  const rows = await trx
    .selectFrom('order_line as l')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select(['l.id', 'l.product_id'])
    .select(
      sql<number>`l.quantity - l.quantity_allocated - l.quantity_shipped - l.quantity_cancelled`.as('open'),
    )
    .where('l.order_id', '=', orderId)
    .where('p.stocked', '=', 1)
    .orderBy('l.line_number')
    .execute();
  return rows.map((row) => ({ id: row.id, productId: row.product_id, open: Number(row.open) }));
}

export interface HeldPromise {
  id: number;
  productId: number;
  facilityId: number;
  quantity: number;
}

export async function findHeldPromises(trx: WriteTransaction, holdId: number): Promise<HeldPromise[]> {
  const rows = await trx
    .selectFrom('inbound_promise')
    .select(['id', 'product_id', 'facility_id', 'quantity'])
    .where('hold_id', '=', holdId)
    .where('status', '=', 'held')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    productId: row.product_id,
    facilityId: row.facility_id,
    quantity: row.quantity,
  }));
}

/** From now on the order's line waits for it. */
export async function giveToLine(
  trx: WriteTransaction,
  promiseId: number,
  to: { orderId: number; orderLineId: number; quantity: number; at: number },
): Promise<void> {
  await trx
    .updateTable('inbound_promise')
    .set({
      status: to.quantity > 0 ? 'waiting' : 'ended',
      quantity: to.quantity,
      order_id: to.orderId,
      order_line_id: to.orderLineId,
      updated_at: to.at,
    })
    .where('id', '=', promiseId)
    .execute();
}

/** The order takes over what the hold promised; what its source said itself stands. */
export async function takeOverPromise(
  trx: WriteTransaction,
  orderId: number,
  holdId: number,
  at: number,
): Promise<void> {
  const hold = await trx
    .selectFrom('promise_hold')
    .select(['reference', 'promised_at', 'level', 'fulfilment', 'collect_facility_id'])
    .where('id', '=', holdId)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('sales_order')
    .set((eb) => ({
      hold_reference: hold.reference,
      promised_at: eb.fn.coalesce('promised_at', eb.val(hold.promised_at)),
      service_level: eb.fn.coalesce('service_level', eb.val(hold.level)),
      fulfilment: hold.fulfilment,
      collect_facility_id: hold.collect_facility_id,
      updated_at: at,
    }))
    .where('id', '=', orderId)
    .execute();
}
