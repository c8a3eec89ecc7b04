import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** Orders whose status is Vigie's to say. */
export function findOrdersToPack(trx: WriteTransaction, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    trx
      .selectFrom('sales_order')
      .select(['id', 'number', 'status'])
      .where('id', 'in', piece)
      .where((eb) => eb.or([eb('worked_on_at', 'is not', null), eb('said_status', 'is', null)]))
      .execute(),
  );
}

/** Orders of which something is reserved and on no floor. */
export async function findReservedOrders(
  trx: WriteTransaction,
  ids: readonly number[],
): Promise<Set<number>> {
  const rows = await inPieces(ids, (piece) =>
    trx
      .selectFrom('allocation')
      .select('order_id as id')
      .distinct()
      .where('order_id', 'in', piece)
      .where('status', '=', 'reserved')
      .execute(),
  );
  return new Set(rows.map(({ id }) => id));
}

export function findShipmentStates(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('shipment')
      .select(['order_id as orderId', 'status'])
      .where('order_id', 'in', piece)
      .where('status', '!=', 'cancelled')
      .execute(),
  );
}

/** Shipments of which pick lists have fetched something. */
export async function findPickedShipments(
  trx: WriteTransaction,
  ids: readonly number[],
): Promise<Set<number>> {
  const rows = await inPieces(ids, (piece) =>
    trx
      .selectFrom('pick_part')
      .select('shipment_id as id')
      .distinct()
      .where('shipment_id', 'in', piece)
      .where('active', '=', 1)
      .where('picked', '>', 0)
      .execute(),
  );
  return new Set(rows.map(({ id }) => id));
}

export async function writeUnpacked(
  trx: WriteTransaction,
  id: number,
  status: 'picked' | 'planned',
  at: number,
): Promise<void> {
  const said = status === 'picked' ? status : null;
  await trx
    .updateTable('shipment')
    .set({ status, said_status: said, updated_at: at })
    .where('id', '=', id)
    .execute();
}
