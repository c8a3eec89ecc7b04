import { bulkUpdate } from '../../db/bulk-update.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import { SHIPMENT_COLUMNS } from '../../features/shipments/index.ts';

export function findShipmentsByNumber(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx.selectFrom('shipment').select(SHIPMENT_COLUMNS).where('number', 'in', piece).execute(),
  );
}

/** In the order of their ids: where numbers repeat, the newest shipment comes last. */
export function findShipmentsByTracking(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx
      .selectFrom('shipment')
      .select(SHIPMENT_COLUMNS)
      .select('tracking_number')
      .where('tracking_number', 'in', piece)
      .orderBy('id')
      .execute(),
  );
}

export function findShipmentsByOrder(trx: WriteTransaction, orderNumbers: readonly string[]) {
  return inPieces(orderNumbers, (piece) =>
    trx
      .selectFrom('shipment')
      .innerJoin('sales_order', 'sales_order.id', 'shipment.order_id')
      .select(SHIPMENT_COLUMNS.map((column) => `shipment.${column}` as const))
      .select('sales_order.number as order_number')
      .where('sales_order.number', 'in', piece)
      .execute(),
  );
}

export function findLinesToShip(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('order_line')
      .select([
        'id',
        'order_id as orderId',
        'line_number as lineNumber',
        'product_id as productId',
        'quantity',
      ])
      .where('order_id', 'in', piece)
      .orderBy('order_id')
      .orderBy('line_number')
      .execute(),
  );
}

export function findLinesOfShipments(trx: WriteTransaction, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('shipment_line')
      .select(['id', 'shipment_id as shipmentId', 'order_line_id as orderLineId', 'quantity'])
      .where('shipment_id', 'in', piece)
      .execute(),
  );
}

const LINE_COLUMNS = ['shipment_id', 'order_line_id', 'product_id', 'quantity'] as const;

/** Writes what differs about shipments' lines. */
export async function writeShipmentLines(
  trx: WriteTransaction,
  tools: WriteTools,
  change: {
    inserted: readonly (readonly unknown[])[];
    updated: readonly (readonly unknown[])[];
    deleted: readonly number[];
  },
): Promise<void> {
  await inPieces(change.deleted, (piece) =>
    trx.deleteFrom('shipment_line').where('id', 'in', piece).execute(),
  );
  const columns = { quantity: 'bigint' } as const;
  await bulkUpdate(trx, tools, { table: 'shipment_line', columns }, change.updated);
  if (change.inserted.length > 0) await tools.bulkInsert('shipment_line', LINE_COLUMNS, change.inserted);
}

/** Takes back what a source no longer says. Rows are id, shipped, delivered, assigned. */
export function takeBackDates(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = { said_shipped_at: 'bigint', said_delivered_at: 'bigint', assigned_at: 'bigint' } as const;
  return bulkUpdate(trx, tools, { table: 'shipment', columns }, rows);
}
