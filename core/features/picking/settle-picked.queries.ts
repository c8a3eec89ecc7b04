import { bulkUpdate } from '../../db/bulk-update.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** Shipments that are not packed yet, and whether a wave made them. */
export function findUnpacked(trx: WriteTransaction, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    trx
      .selectFrom('shipment as s')
      .leftJoin('wave_order as w', (join) => join.onRef('w.shipment_id', '=', 's.id'))
      .select(['s.id', 's.number', 's.status', 'w.made_shipment as made'])
      .where('s.id', 'in', piece)
      .where('s.status', 'in', ['planned', 'picked'])
      .execute(),
  );
}

/** What lists hold of shipments, as far as it is on the floor. */
export function findListed(trx: WriteTransaction, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('pick_part as k')
      .innerJoin('allocation as a', 'a.id', 'k.allocation_id')
      .select(['k.shipment_id as shipmentId', 'k.quantity', 'k.picked', 'k.short', 'a.status'])
      .where('k.shipment_id', 'in', piece)
      .where('k.active', '=', 1)
      .execute(),
  );
}

/** Shipments of which something is on the floor that no list holds. */
export async function findUnlisted(
  trx: WriteTransaction,
  shipmentIds: readonly number[],
): Promise<Set<number>> {
  const rows = await inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('shipment as s')
      .innerJoin('shipment_line as l', 'l.shipment_id', 's.id')
      .innerJoin('allocation as a', (join) =>
        join.onRef('a.order_line_id', '=', 'l.order_line_id').onRef('a.facility_id', '=', 's.facility_id'),
      )
      .leftJoin('pick_part as k', (join) => join.onRef('k.allocation_id', '=', 'a.id').on('k.active', '=', 1))
      .select('s.id')
      .where('s.id', 'in', piece)
      .where('a.status', '=', 'released')
      .where('k.id', 'is', null)
      .execute(),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Rows are id, stated status, updated. */
export function writeSaid(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = { said_status: 'text', updated_at: 'bigint' } as const;
  return bulkUpdate(trx, tools, { table: 'shipment', columns }, rows);
}
