import { bulkUpdate } from '../../db/bulk-update.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

const EVENT_COLUMNS = [
  'shipment_id',
  'occurred_at',
  'milestone',
  'description',
  'city',
  'country',
  'latitude',
  'longitude',
  'source',
  'exception_kind',
  'eta_at',
] as const;

/** All scans of some shipments, as far as their state depends on them. */
export function findEvents(trx: WriteTransaction, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('tracking_event')
      .select([
        'id',
        'shipment_id as shipmentId',
        'occurred_at as occurredAt',
        'milestone',
        'eta_at as etaAt',
      ])
      .where('shipment_id', 'in', piece)
      .execute(),
  );
}

/** Some scans in full. */
export function findWholeEvents(trx: WriteTransaction, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    trx
      .selectFrom('tracking_event')
      .select(['id', ...EVENT_COLUMNS])
      .where('id', 'in', piece)
      .execute(),
  );
}

/** Rows in the order of the table's columns: shipment, time, milestone, words, city, country, position, source, exception, ETA. */
export async function insertEvents(tools: WriteTools, rows: readonly (readonly unknown[])[]): Promise<void> {
  if (rows.length > 0) await tools.bulkInsert('tracking_event', EVENT_COLUMNS, rows);
}

/** Rows are id, words, city, country, latitude, longitude, source, exception, ETA. */
export function updateEvents(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = {
    description: 'text',
    city: 'text',
    country: 'text',
    latitude: 'double precision',
    longitude: 'double precision',
    source: 'text',
    exception_kind: 'text',
    eta_at: 'bigint',
  } as const;
  return bulkUpdate(trx, tools, { table: 'tracking_event', columns }, rows);
}
