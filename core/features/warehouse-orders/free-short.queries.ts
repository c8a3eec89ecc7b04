import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import { WAREHOUSE_ORDER } from './warehouse-order.ts';

/** Of these shipments, those that a warehouse was ordered to ship and that have left. */
export async function findAnswered(trx: WriteTransaction, shipmentIds: readonly number[]) {
  const shipments = await inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('shipment')
      .select(['id', 'number', 'order_id as orderId', 'facility_id as facilityId', 'status'])
      .where('id', 'in', piece)
      .where('status', 'in', ['inTransit', 'delivered'])
      .execute(),
  );
  const subjects = shipments.map(({ number }) => `shipment:${number}`);
  const told = await inPieces(subjects, (piece) =>
    trx
      .selectFrom('outbox')
      .select('subject')
      .where('kind', '=', WAREHOUSE_ORDER)
      .where('state', '!=', 'cancelled')
      .where('subject', 'in', piece)
      .execute(),
  );
  const ordered = new Set(told.map(({ subject }) => subject));
  return shipments.filter(({ number }) => ordered.has(`shipment:${number}`));
}

/** What is still held on floors for orders. */
export function findHeld(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('allocation as a')
      .innerJoin('sales_order as o', 'o.id', 'a.order_id')
      .select(['a.id', 'a.order_id as orderId', 'o.number as order', 'a.order_line_id as lineId'])
      .select(['a.product_id as productId', 'a.facility_id as facilityId', 'a.quantity'])
      .where('a.status', '=', 'released')
      .where('a.order_id', 'in', piece)
      .orderBy('a.id')
      .execute(),
  );
}

/** What shipments of orders hold that have yet to leave. */
export function findStillToLeave(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('shipment_line as l')
      .innerJoin('shipment as s', 's.id', 'l.shipment_id')
      .select(['l.order_line_id as lineId', 's.facility_id as facilityId', 'l.quantity'])
      .where('s.status', 'in', ['planned', 'picked', 'packed'])
      .where('s.order_id', 'in', piece)
      .execute(),
  );
}
