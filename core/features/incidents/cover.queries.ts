import { type Kysely, sql } from 'kysely';
import type { WriteTransaction } from '../../db/database.ts';
import { OPEN_UNITS } from '../../db/open-units.ts';
import type { Tables } from '../../db/tables.ts';
import type { Swap } from './options/option-facts.ts';

type Read = Kysely<Tables>;

/** An order with its open units by line, and whether it may still be given stock. */
export async function findCoverable(read: Read, orderId: number) {
  const order = await read
    .selectFrom('sales_order')
    .select(['id', 'number', 'status', 'hold_reason as holdReason', 'promised_at as promisedAt', 'currency'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  const lines = await read
    .selectFrom('order_line as l')
    .select('l.id')
    .select(OPEN_UNITS.as('open'))
    .where('l.order_id', '=', orderId)
    .execute();
  return { ...order, open: new Map(lines.map(({ id, open }) => [id, Number(open)])) };
}

/** Units of inbounds that are expected and not promised. */
export async function findUnpromised(read: Read, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('inbound')
    .select(['id', 'quantity', 'promised'])
    .where('id', 'in', ids)
    .where('status', '=', 'expected')
    .execute();
  return new Map(rows.map(({ id, quantity, promised }) => [id, quantity - promised]));
}

/** @returns its id */
export async function insertLine(
  trx: WriteTransaction,
  line: { orderId: number; lineNumber: number; productId: number; quantity: number; unitPriceMinor: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('order_line')
    .values({
      order_id: line.orderId,
      line_number: line.lineNumber,
      product_id: line.productId,
      quantity: line.quantity,
      unit_price_minor: line.unitPriceMinor,
      quantity_shipped: 0,
      quantity_cancelled: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** @returns its id */
export async function insertReservation(
  trx: WriteTransaction,
  reservation: {
    orderId: number;
    lineId: number;
    productId: number;
    facilityId: number;
    quantity: number;
    serviceId: number | null;
    costMinor: number;
    currency: string;
  },
  at: number,
): Promise<number> {
  const { id } = await trx
    .insertInto('allocation')
    .values({
      order_id: reservation.orderId,
      order_line_id: reservation.lineId,
      product_id: reservation.productId,
      facility_id: reservation.facilityId,
      quantity: reservation.quantity,
      status: 'reserved',
      run_id: null,
      service_id: reservation.serviceId,
      cost_minor: reservation.costMinor,
      currency: reservation.currency,
      reason_json: null,
      created_at: at,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** From now on a line waits for an inbound. */
export async function insertInboundPromise(
  trx: WriteTransaction,
  promise: {
    inboundId: number;
    orderId: number;
    lineId: number;
    productId: number;
    facilityId: number;
    quantity: number;
    serviceId: number | null;
    promisedAt: number;
  },
  at: number,
): Promise<number> {
  const { id } = await trx
    .insertInto('inbound_promise')
    .values({
      inbound_id: promise.inboundId,
      product_id: promise.productId,
      facility_id: promise.facilityId,
      quantity: promise.quantity,
      quantity_allocated: 0,
      status: 'waiting',
      hold_id: null,
      order_id: promise.orderId,
      order_line_id: promise.lineId,
      service_id: promise.serviceId,
      promised_at: promise.promisedAt,
      created_at: at,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function cancelUnits(trx: WriteTransaction, lineId: number, units: number): Promise<void> {
  await trx
    .updateTable('order_line')
    .set((eb) => ({ quantity_cancelled: eb('quantity_cancelled', '+', units) }))
    .where('id', '=', lineId)
    .execute();
}

/** Cancels units of a line and adds a line for what is sent instead. @returns the new line */
export async function swapLine(trx: WriteTransaction, orderId: number, swap: Swap): Promise<number> {
  await cancelUnits(trx, swap.lineId, swap.quantity);
  const { last } = await trx
    .selectFrom('order_line')
    .select((eb) => eb.fn.max('line_number').as('last'))
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  return insertLine(trx, {
    orderId,
    lineNumber: Number(last) + 1,
    productId: swap.substituteId,
    quantity: swap.units,
    unitPriceMinor: swap.unitPriceMinor,
  });
}

/** Gives a swapped line its units back; the line that stood for it wants nothing any more. */
export async function unswapLine(
  trx: WriteTransaction,
  swap: { lineId: number; quantity: number; newLineId: number },
): Promise<void> {
  await cancelUnits(trx, swap.lineId, -swap.quantity);
  await trx
    .updateTable('order_line')
    .set((eb) => ({ quantity_cancelled: eb.ref('quantity') }))
    .where('id', '=', swap.newLineId)
    .execute();
}

/** Gives reservations back that nobody has begun to pick. @returns false when one is gone further */
export async function cancelReservations(
  trx: WriteTransaction,
  ids: readonly number[],
  at: number,
): Promise<boolean> {
  if (ids.length === 0) return true;
  const { numUpdatedRows } = await trx
    .updateTable('allocation')
    .set({ status: 'cancelled', updated_at: at })
    .where('id', 'in', ids)
    .where('status', '=', 'reserved')
    .executeTakeFirst();
  return Number(numUpdatedRows) === ids.length;
}

/** @returns false when some of it has come and been given to the order */
export async function endInboundPromises(
  trx: WriteTransaction,
  ids: readonly number[],
  at: number,
): Promise<boolean> {
  if (ids.length === 0) return true;
  const { numUpdatedRows } = await trx
    .updateTable('inbound_promise')
    .set({ status: 'ended', quantity: 0, updated_at: at })
    .where('id', 'in', ids)
    .where('status', '=', 'waiting')
    .where('quantity_allocated', '=', 0)
    .executeTakeFirst();
  return Number(numUpdatedRows) === ids.length;
}

export async function setOrderPromise(
  trx: WriteTransaction,
  orderId: number,
  promisedAt: number | null,
  at: number,
): Promise<void> {
  await trx
    .updateTable('sales_order')
    .set({ promised_at: promisedAt, worked_on_at: at, updated_at: at })
    .where('id', '=', orderId)
    .execute();
}

/** Units of goods of an order that are reserved, and those that wait. */
export async function countUnits(
  trx: WriteTransaction,
  orderId: number,
): Promise<{ allocated: number; open: number }> {
  const row = await trx
    .selectFrom('order_line as l')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select(sql<number>`coalesce(sum(l.quantity_allocated), 0)`.as('allocated'))
    .select(sql<number>`coalesce(sum(${OPEN_UNITS}), 0)`.as('open'))
    .where('l.order_id', '=', orderId)
    .where('p.stocked', '=', 1)
    .executeTakeFirstOrThrow();
  return { allocated: Number(row.allocated), open: Number(row.open) };
}
