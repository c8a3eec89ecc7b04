import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { KnownScan } from './plan.ts';
import type { DemoRegistration } from './simulation.ts';

/** What may move on: everything that has neither arrived nor come back. */
const UNDER_WAY = ['planned', 'picked', 'packed', 'inTransit', 'exception'];

/**
 * Shipments under way with a tracking number, by id, after one of them. Those of which another feed speaks are real: no
 * demo touches them.
 */
export function trackedUnderWay(db: Database, demoFeedId: number, afterId: number, limit: number) {
  return db.read
    .selectFrom('shipment')
    .select(['shipment.id', 'shipment.tracking_number as trackingNumber'])
    .where('shipment.status', 'in', UNDER_WAY)
    .where('shipment.tracking_number', 'is not', null)
    .where('shipment.id', '>', afterId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('feed_record')
            .select('feed_record.key')
            .where('feed_record.kind', '=', 'shipments')
            .whereRef('feed_record.key', '=', 'shipment.number')
            .where('feed_record.feed_id', '<>', demoFeedId),
        ),
      ),
    )
    .orderBy('shipment.id')
    .limit(limit)
    .execute();
}

/** What the demo carriers need to know of shipments; lost ones are left out, nothing moves them any more. */
export async function registrationsOf(db: Database, ids: readonly number[]): Promise<DemoRegistration[]> {
  const [rows, scans] = await Promise.all([shipmentRows(db, ids), lastScans(db, ids)]);
  return rows
    .filter(({ id }) => scans.get(id)?.lost !== true)
    .map((row) => {
      const last = scans.get(row.id);
      return {
        trackingCode: row.trackingNumber ?? '',
        carrier: row.carrier ?? 'DEMO',
        reference: row.number,
        origin: {
          city: row.originCity,
          country: row.originCountry,
          latitude: row.originLatitude,
          longitude: row.originLongitude,
        },
        destination: {
          city: row.city,
          country: row.country,
          latitude: row.latitude,
          longitude: row.longitude,
        },
        shippedAt: row.shippedAt,
        promisedAt: row.promisedAt,
        etaAt: row.carrierEtaAt ?? row.etaP50At,
        known: last?.known ?? null,
        trouble: last?.trouble ?? null,
        knownAt: last?.at ?? null,
      };
    });
}

function shipmentRows(db: Database, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    db.read
      .selectFrom('shipment')
      .leftJoin('facility', 'facility.id', 'shipment.facility_id')
      .leftJoin('carrier_service', 'carrier_service.id', 'shipment.service_id')
      .leftJoin('carrier', 'carrier.id', 'carrier_service.carrier_id')
      .select([
        'shipment.id',
        'shipment.number',
        'shipment.tracking_number as trackingNumber',
        'shipment.shipped_at as shippedAt',
        'shipment.promised_at as promisedAt',
        'shipment.eta_p50_at as etaP50At',
        'shipment.carrier_eta_at as carrierEtaAt',
        'shipment.city',
        'shipment.country',
        'shipment.latitude',
        'shipment.longitude',
        'facility.city as originCity',
        'facility.country as originCountry',
        'facility.latitude as originLatitude',
        'facility.longitude as originLongitude',
        'carrier.code as carrier',
      ])
      .where('shipment.id', 'in', piece)
      .orderBy('shipment.id')
      .execute(),
  );
}

interface LastScan {
  known: KnownScan | null;
  trouble: string | null;
  at: number;
  lost: boolean;
}

async function lastScans(db: Database, shipmentIds: readonly number[]): Promise<Map<number, LastScan>> {
  const rows = await inPieces(shipmentIds, (piece) =>
    db.read
      .selectFrom('tracking_event')
      .select(['shipment_id', 'occurred_at', 'milestone', 'exception_kind', 'city', 'description'])
      .where('shipment_id', 'in', piece)
      .orderBy('occurred_at')
      .orderBy('id')
      .execute(),
  );
  const last = new Map<number, LastScan>();
  for (const row of rows) {
    const before = last.get(row.shipment_id);
    const { milestone, city, description } = row;
    const trouble = milestone === 'exception';
    last.set(row.shipment_id, {
      known: trouble ? (before?.known ?? null) : { milestone, city, description },
      trouble: trouble ? description : null,
      at: row.occurred_at,
      lost: before?.lost === true || row.exception_kind === 'lost',
    });
  }
  return last;
}
