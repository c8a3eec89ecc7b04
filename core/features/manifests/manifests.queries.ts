import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

type Read = Database['read'];

export async function findFacility(read: Read, code: string) {
  return (
    (await read
      .selectFrom('facility')
      .select(['id', 'code', 'name', 'time_zone as timeZone', 'cut_off_minutes as cutOffMinutes'])
      .where('code', '=', code)
      .executeTakeFirst()) ?? null
  );
}

export async function findCarrier(read: Read, code: string) {
  return (
    (await read
      .selectFrom('carrier')
      .select(['id', 'code', 'name'])
      .where('code', '=', code)
      .executeTakeFirst()) ?? null
  );
}

/** Cut-offs of a carrier's services. */
export async function findCutOffs(read: Read, carrierId: number): Promise<number[]> {
  const rows = await read
    .selectFrom('carrier_service')
    .select('cut_off_minutes as minutes')
    .where('carrier_id', '=', carrierId)
    .where('active', '=', 1)
    .execute();
  return rows.map(({ minutes }) => minutes);
}

export type ManifestRow = Awaited<ReturnType<typeof findManifests>>[number];

const select = (read: Read) =>
  read
    .selectFrom('manifest as m')
    .innerJoin('facility as f', 'f.id', 'm.facility_id')
    .innerJoin('carrier as r', 'r.id', 'm.carrier_id')
    .select(['m.id', 'm.number', 'm.day', 'm.cut_off_at as cutOffAt', 'm.open', 'm.actor'])
    .select(['m.created_at as createdAt', 'm.closed_at as closedAt', 'm.facility_id as facilityId'])
    .select(['m.carrier_id as carrierId', 'f.code as facility', 'f.name as facilityName'])
    .select(['f.time_zone as timeZone', 'r.code as carrier', 'r.name as carrierName'])
    .orderBy('m.cut_off_at')
    .orderBy('m.id');

/** Manifests of a facility's day, and those of days before that are still open. */
export function findManifests(read: Read, facilityId: number, day: string) {
  return select(read)
    .where('m.facility_id', '=', facilityId)
    .where((eb) => eb.or([eb('m.day', '=', day), eb.and([eb('m.open', '=', 1), eb('m.day', '<', day)])]))
    .execute();
}

export async function findManifest(read: Read, id: number): Promise<ManifestRow | null> {
  return (await select(read).where('m.id', '=', id).executeTakeFirst()) ?? null;
}

/** Open manifests of a facility for a carrier. */
export function findOpen(read: Read, facilityId: number, carrierId: number): Promise<ManifestRow[]> {
  return select(read)
    .where('m.facility_id', '=', facilityId)
    .where('m.carrier_id', '=', carrierId)
    .where('m.open', '=', 1)
    .execute();
}

/** What lies on manifests, or stayed behind. */
export function findManifestParcels(read: Read, manifestIds: readonly number[]) {
  return inPieces(manifestIds, (piece) =>
    read
      .selectFrom('manifest_parcel as l')
      .innerJoin('shipment as s', 's.id', 'l.shipment_id')
      .leftJoin('sales_order as o', 'o.id', 's.order_id')
      .leftJoin('carrier_service as v', 'v.id', 's.service_id')
      .select(['l.id', 'l.manifest_id as manifestId', 'l.shipment_id as shipmentId', 'l.code', 'l.loaded'])
      .select(['l.weight_grams as weightGrams', 'l.loaded_at as loadedAt', 'l.actor'])
      .select(['s.number as shipment', 's.status', 's.tracking_number as trackingNumber', 's.city'])
      .select(['s.postal_code as postalCode', 's.country', 's.promised_at as promisedAt'])
      .select(['s.cost_minor as costMinor', 's.currency', 'o.number as order', 'v.name as service'])
      .where('l.manifest_id', 'in', piece)
      .orderBy('l.loaded_at')
      .orderBy('l.id')
      .execute(),
  );
}

export async function countOfDay(read: Read, prefix: string): Promise<number> {
  const row = await read
    .selectFrom('manifest')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('number', 'like', `${prefix}%`)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function insertManifest(
  trx: WriteTransaction,
  manifest: { number: string; facilityId: number; carrierId: number; day: string; cutOffAt: number },
  by: { actor: string; at: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('manifest')
    .values({
      number: manifest.number,
      facility_id: manifest.facilityId,
      carrier_id: manifest.carrierId,
      day: manifest.day,
      cut_off_at: manifest.cutOffAt,
      open: 1,
      actor: by.actor,
      created_at: by.at,
      closed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Closes an open manifest, or opens a closed one. @returns whether it was as it should be */
export async function moveManifest(
  trx: WriteTransaction,
  id: number,
  { open, closedAt }: { open: boolean; closedAt: number | null },
): Promise<boolean> {
  const update = trx
    .updateTable('manifest')
    .set({ open: open ? 1 : null, closed_at: closedAt })
    .where('id', '=', id);
  const moved = await (open ? update.where('open', 'is', null) : update.where('open', '=', 1))
    .returning('id')
    .execute();
  return moved.length === 1;
}

export interface ManifestParcelRow {
  shipmentId: number;
  code: string;
  weightGrams: number;
}

/** Puts parcels onto a manifest: on its vehicle, or as what stayed behind. */
export async function insertParcels(
  trx: WriteTransaction,
  manifestId: number,
  parcels: readonly ManifestParcelRow[],
  loaded: { actor: string; at: number } | null,
): Promise<void> {
  await inPieces(parcels, async (piece) => {
    await trx
      .insertInto('manifest_parcel')
      .values(
        piece.map(({ shipmentId, code, weightGrams }) => ({
          manifest_id: manifestId,
          shipment_id: shipmentId,
          code,
          weight_grams: weightGrams,
          loaded: loaded ? 1 : null,
          loaded_at: loaded?.at ?? null,
          actor: loaded?.actor ?? null,
        })),
      )
      .execute();
    return [];
  });
}

export async function deleteParcel(trx: WriteTransaction, id: number): Promise<void> {
  await trx.deleteFrom('manifest_parcel').where('id', '=', id).execute();
}

/** Forgets what stayed behind when a manifest was closed. */
export async function deleteStayed(trx: WriteTransaction, manifestId: number): Promise<void> {
  await trx
    .deleteFrom('manifest_parcel')
    .where('manifest_id', '=', manifestId)
    .where('loaded', 'is', null)
    .execute();
}

const MOST_WITHOUT_SCAN = 500;

/** Shipments that left a facility within a time by carriers that had manifests there, and were on none. */
export function findWithoutScan(
  read: Read,
  { facilityId, carrierIds }: { facilityId: number; carrierIds: readonly number[] },
  { from, to }: { from: number; to: number },
) {
  return inPieces(carrierIds, (piece) =>
    read
      .selectFrom('shipment as s')
      .innerJoin('carrier_service as v', 'v.id', 's.service_id')
      .innerJoin('carrier as r', 'r.id', 'v.carrier_id')
      .leftJoin('sales_order as o', 'o.id', 's.order_id')
      .leftJoin('manifest_parcel as l', (join) =>
        join.onRef('l.shipment_id', '=', 's.id').on('l.loaded', '=', 1),
      )
      .select(['s.number as shipment', 'o.number as order', 'r.name as carrier', 's.status'])
      .select(['s.tracking_number as trackingNumber', 's.shipped_at as shippedAt'])
      .where('s.facility_id', '=', facilityId)
      .where('v.carrier_id', 'in', piece)
      .where('s.shipped_at', '>=', from)
      .where('s.shipped_at', '<', to)
      .where('l.id', 'is', null)
      .orderBy('s.shipped_at')
      .limit(MOST_WITHOUT_SCAN)
      .$narrowType<{ shippedAt: number }>()
      .execute(),
  );
}
