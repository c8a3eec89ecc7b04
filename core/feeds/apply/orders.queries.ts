import { bulkUpdate } from '../../db/bulk-update.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

export type StoredOrder = Awaited<ReturnType<typeof findStoredOrders>>[number];
export type StoredOrderLine = Awaited<ReturnType<typeof findStoredLines>>[number];

export function findStoredOrders(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx
      .selectFrom('sales_order')
      .select(['id', 'number', 'status', 'said_status as saidStatus', 'worked_on_at as workedOnAt'])
      .select(['payment_state as paymentState', 'currency', 'customer_id as customerId', 'channel'])
      .where('number', 'in', piece)
      .execute(),
  );
}

export function findStoredLines(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('order_line')
      .select(['id', 'order_id as orderId', 'line_number as lineNumber', 'product_id as productId'])
      .select(['quantity', 'unit_price_minor as unitPriceMinor', 'quantity_allocated as quantityAllocated'])
      .select(['quantity_shipped as quantityShipped', 'quantity_cancelled as quantityCancelled'])
      .where('order_id', 'in', piece)
      .orderBy('order_id')
      .orderBy('line_number')
      .execute(),
  );
}

/** Removes lines that nothing refers to; returns their ids. */
export async function deleteBareLines(
  trx: WriteTransaction,
  lineIds: readonly number[],
): Promise<Set<number>> {
  const rows = await inPieces(lineIds, (piece) =>
    trx
      .deleteFrom('order_line')
      .where('id', 'in', piece)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('allocation')
              .select('allocation.id')
              .whereRef('allocation.order_line_id', '=', 'order_line.id'),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('shipment_line')
              .select('shipment_line.id')
              .whereRef('shipment_line.order_line_id', '=', 'order_line.id'),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('parcel_line')
              .select('parcel_line.quantity')
              .whereRef('parcel_line.order_line_id', '=', 'order_line.id'),
          ),
        ),
      )
      .returning('id')
      .execute(),
  );
  return new Set(rows.map(({ id }) => id));
}

/** What only the source knows of orders that Vigie works on. Rows are id, stated status, payment state, updated. */
export function writeSourceFacts(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = { said_status: 'text', payment_state: 'text', updated_at: 'bigint' } as const;
  return bulkUpdate(trx, tools, { table: 'sales_order', columns }, rows);
}
