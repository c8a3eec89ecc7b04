import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** Shipments of orders that have yet to leave. */
export function findUnshipped(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('shipment')
      .select(['number', 'order_id as orderId'])
      .where('order_id', 'in', piece)
      .where('status', 'in', ['planned', 'picked', 'packed'])
      .execute(),
  );
}

/** What warehouses have been ordered, or are going to be, about shipments. */
export async function findWarehouseOrders(trx: WriteTransaction, shipments: readonly string[]) {
  const subjects = new Map(shipments.map((number) => [`shipment:${number}`, number]));
  const rows = await inPieces([...subjects.keys()], (piece) =>
    trx
      .selectFrom('outbox')
      .select(['feed_id as feedId', 'subject', 'idempotency_key as key', 'payload_json as payload'])
      .where('kind', '=', 'warehouse.order')
      .where('state', '!=', 'cancelled')
      .where('subject', 'in', piece)
      .execute(),
  );
  return rows.map((row) => ({ ...row, shipment: subjects.get(row.subject) as string }));
}
