import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { DockParcel } from './dock.ts';

type Read = Database['read'];

const select = (read: Read) =>
  read
    .selectFrom('shipment as s')
    .leftJoin('parcel as p', (join) => join.onRef('p.shipment_id', '=', 's.id').on('p.active', '=', 1))
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .leftJoin('facility as f', 'f.id', 's.facility_id')
    .leftJoin('carrier_service as v', 'v.id', 's.service_id')
    .leftJoin('carrier as r', 'r.id', 'v.carrier_id')
    .select(['s.id as shipmentId', 's.number as shipment', 's.status', 's.order_id as orderId'])
    .select(['o.number as order', 'o.hold_reason as holdReason', 's.tracking_number as trackingNumber'])
    .select('s.facility_id as facilityId')
    .select(['f.code as facility', 'f.cut_off_minutes as facilityCutOff', 'v.carrier_id as carrierId'])
    .select([
      'r.name as carrier',
      'r.code as carrierCode',
      'v.name as service',
      'v.cut_off_minutes as serviceCutOff',
    ])
    .select(['s.city', 's.postal_code as postalCode', 's.country', 's.promised_at as promisedAt'])
    .select(['s.weight_grams as shipmentGrams', 'p.weight_grams as parcelGrams', 'p.sscc', 'p.number'])
    .orderBy('s.id')
    .orderBy('p.number');

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

/** Parcels that are packed at a facility. */
export async function findPacked(read: Read, facilityId: number): Promise<DockParcel[]> {
  const rows = await select(read)
    .where('s.facility_id', '=', facilityId)
    .where('s.status', '=', 'packed')
    .execute();
  return withManifests(read, rows);
}

/** All parcels of shipments. */
export async function findParcelsOf(read: Read, shipmentIds: readonly number[]): Promise<DockParcel[]> {
  const rows = await inPieces(shipmentIds, (piece) => select(read).where('s.id', 'in', piece).execute());
  return withManifests(read, rows);
}

/** Parcels that a scan may mean: by SSCC, tracking number or shipment number; all of the shipment's. */
export async function findScanned(read: Read, scanned: string): Promise<DockParcel[]> {
  const named = await read
    .selectFrom('shipment as s')
    .leftJoin('parcel as p', (join) => join.onRef('p.shipment_id', '=', 's.id').on('p.active', '=', 1))
    .select('s.id')
    .distinct()
    .where((eb) =>
      eb.or([
        eb('s.number', '=', scanned),
        eb('s.tracking_number', '=', scanned),
        eb('p.sscc', '=', scanned),
      ]),
    )
    .execute();
  return findParcelsOf(
    read,
    named.map(({ id }) => id),
  );
}

async function withManifests(read: Read, rows: readonly Row[]): Promise<DockParcel[]> {
  const ids = [...new Set(rows.map(({ shipmentId }) => shipmentId))];
  const loaded = await inPieces(ids, (piece) =>
    read
      .selectFrom('manifest_parcel as l')
      .innerJoin('manifest as m', 'm.id', 'l.manifest_id')
      .select(['l.shipment_id as shipmentId', 'l.code', 'm.number'])
      .where('l.loaded', '=', 1)
      .where('l.shipment_id', 'in', piece)
      .execute(),
  );
  const manifestOf = new Map(loaded.map(({ shipmentId, code, number }) => [`${shipmentId} ${code}`, number]));
  return rows.map((row) => {
    const { facilityCutOff, serviceCutOff, shipmentGrams, parcelGrams, sscc, number, ...rest } = row;
    const code = sscc ?? (number !== null && number > 1 ? `${row.shipment}/${number}` : labelOf(row));
    return {
      ...rest,
      cutOffMinutes: serviceCutOff === null ? null : Math.min(serviceCutOff, facilityCutOff ?? serviceCutOff),
      weightGrams: parcelGrams ?? shipmentGrams,
      code,
      loadedOn: manifestOf.get(`${row.shipmentId} ${code}`) ?? null,
    };
  });
}

function labelOf({ trackingNumber, shipment }: Row): string {
  return trackingNumber ?? shipment;
}
