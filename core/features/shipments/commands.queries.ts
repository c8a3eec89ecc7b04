import { bulkUpdate } from '../../db/bulk-update.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

export type ShipmentForCommand = Awaited<ReturnType<typeof findShipmentsForCommand>>[number];

export function findShipmentsForCommand(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx
      .selectFrom('shipment as s')
      .leftJoin('sales_order as o', 'o.id', 's.order_id')
      .select(['s.id', 's.number', 's.order_id as orderId', 's.facility_id as facilityId', 's.status'])
      .select(['s.assigned_at as assignedAt', 's.shipped_at as shippedAt', 's.said_status as saidStatus'])
      .select(['s.said_shipped_at as saidShippedAt', 'o.number as order', 'o.status as orderStatus'])
      .select('o.hold_reason as holdReason')
      .where('s.number', 'in', piece)
      .execute(),
  );
}

/** Rows are id, assigned, stated status, stated departure, updated. */
export function writeCommanded(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = {
    assigned_at: 'bigint',
    said_status: 'text',
    said_shipped_at: 'bigint',
    updated_at: 'bigint',
  } as const;
  return bulkUpdate(trx, tools, { table: 'shipment', columns }, rows);
}

/** What shipments hold, with the order line that it is for. */
export function findContents(trx: WriteTransaction, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('shipment_line as s')
      .innerJoin('order_line as l', 'l.id', 's.order_line_id')
      .innerJoin('sales_order as o', 'o.id', 'l.order_id')
      .innerJoin('product as p', 'p.id', 's.product_id')
      .select(['s.shipment_id as shipmentId', 's.quantity', 'l.id as lineId', 'l.order_id as orderId'])
      .select(['s.product_id as productId', 'p.sku', 'p.stocked', 'o.currency'])
      .where('s.shipment_id', 'in', piece)
      .execute(),
  );
}

/** Reserves units of an order line where its shipment leaves from. */
export async function reserve(
  trx: WriteTransaction,
  unit: {
    orderId: number;
    lineId: number;
    productId: number;
    facilityId: number;
    quantity: number;
    currency: string;
  },
  at: number,
): Promise<void> {
  await trx
    .insertInto('allocation')
    .values({
      order_id: unit.orderId,
      order_line_id: unit.lineId,
      product_id: unit.productId,
      facility_id: unit.facilityId,
      quantity: unit.quantity,
      status: 'released',
      run_id: null,
      service_id: null,
      cost_minor: 0,
      currency: unit.currency,
      reason_json: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** Units that lines hold or have had: what is left of a line is its quantity less these. */
export function findUnits(trx: WriteTransaction, lineIds: readonly number[]) {
  return inPieces(lineIds, (piece) =>
    trx
      .selectFrom('order_line')
      .select(['id', 'quantity', 'quantity_allocated as allocated'])
      .select(['quantity_shipped as shipped', 'quantity_cancelled as cancelled'])
      .where('id', 'in', piece)
      .execute(),
  );
}

/** Which of these positions (`SKU|FACILITY`) a feed tells the stock of. */
export async function findFedPositions(trx: WriteTransaction, keys: readonly string[]): Promise<Set<string>> {
  const rows = await inPieces(keys, (piece) =>
    trx
      .selectFrom('feed_record')
      .select('key')
      .where('kind', '=', 'stock')
      .where('key', 'in', piece)
      .where('deleted_at', 'is', null)
      .execute(),
  );
  return new Set(rows.map(({ key }) => key));
}

/** Takes shipped units off the shelf. */
export async function takeOffShelf(
  trx: WriteTransaction,
  position: { productId: number; facilityId: number; quantity: number },
  at: number,
): Promise<void> {
  await trx
    .updateTable('stock_position')
    .set((eb) => ({
      on_hand: eb
        .case()
        .when('on_hand', '>', position.quantity)
        .then(eb('on_hand', '-', position.quantity))
        .else(0)
        .end(),
      updated_at: at,
    }))
    .where('product_id', '=', position.productId)
    .where('facility_id', '=', position.facilityId)
    .execute();
}

/** Puts units back on the shelf that have not left after all. */
export async function putOnShelf(
  trx: WriteTransaction,
  position: { productId: number; facilityId: number; quantity: number },
  at: number,
): Promise<void> {
  await trx
    .updateTable('stock_position')
    .set((eb) => ({ on_hand: eb('on_hand', '+', position.quantity), updated_at: at }))
    .where('product_id', '=', position.productId)
    .where('facility_id', '=', position.facilityId)
    .execute();
}

export function findFacilityCodes(trx: WriteTransaction, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    trx.selectFrom('facility').select(['id', 'code']).where('id', 'in', piece).execute(),
  );
}

export function findOrderToReturn(trx: WriteTransaction, number: string) {
  return trx
    .selectFrom('sales_order')
    .select(['id', 'number', 'customer_id as customerId', 'channel', 'currency'])
    .where('number', '=', number)
    .executeTakeFirst();
}

export function findFacility(trx: WriteTransaction, code: string) {
  return trx.selectFrom('facility').select(['id', 'code']).where('code', '=', code).executeTakeFirst();
}

export function findReturnableLines(trx: WriteTransaction, orderId: number) {
  return trx
    .selectFrom('order_line')
    .innerJoin('product', 'product.id', 'order_line.product_id')
    .select(['line_number as lineNumber', 'product_id as productId', 'sku'])
    .select(['unit_price_minor as unitPriceMinor', 'quantity_shipped as shipped'])
    .where('order_id', '=', orderId)
    .execute();
}

/** What is announced or came back of an order already; cancelled returns do not count. */
export function findReturned(trx: WriteTransaction, orderId: number) {
  return trx
    .selectFrom('order_return_line')
    .innerJoin('order_return', 'order_return.id', 'order_return_line.return_id')
    .select(['product_id as productId', 'quantity', 'order_return.number'])
    .where('order_id', '=', orderId)
    .where('order_return.status', '!=', 'cancelled')
    .execute();
}

export async function countReturns(trx: WriteTransaction, prefix: string): Promise<number> {
  const row = await trx
    .selectFrom('order_return')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('number', 'like', `${prefix.replace(/[%_\\]/g, '_')}%`)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function isReturnTaken(trx: WriteTransaction, number: string): Promise<boolean> {
  const row = await trx
    .selectFrom('order_return')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertReturn(
  trx: WriteTransaction,
  tools: WriteTools,
  header: {
    number: string;
    order: { id: number; customerId: number | null; channel: string; currency: string };
    totalMinor: number;
    reason: string | null;
    at: number;
  },
  lines: readonly { lineNumber: number; productId: number; quantity: number; unitPriceMinor: number }[],
): Promise<number> {
  const { id } = await trx
    .insertInto('order_return')
    .values({
      number: header.number,
      order_id: header.order.id,
      customer_id: header.order.customerId,
      channel: header.order.channel,
      status: 'announced',
      returned_at: header.at,
      currency: header.order.currency,
      total_minor: header.totalMinor,
      updated_at: header.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const columns = ['return_id', 'line_number', 'product_id', 'quantity', 'unit_price_minor', 'reason'];
  await tools.bulkInsert(
    'order_return_line',
    columns,
    lines.map((line) => [
      id,
      line.lineNumber,
      line.productId,
      line.quantity,
      line.unitPriceMinor,
      header.reason,
    ]),
  );
  return id;
}
