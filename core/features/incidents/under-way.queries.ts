import type { Reader } from '../../db/reader.ts';

/** Shipments under way with their newest scan, in the order in which `UnderWay` reads them. */
export type UnderWayRow = readonly [
  id: number,
  number: string,
  status: string,
  shippedAt: number | null,
  promisedAt: number | null,
  orderPromisedAt: number | null,
  etaP50At: number | null,
  etaP90At: number | null,
  carrierEtaAt: number | null,
  serviceId: number | null,
  facilityId: number | null,
  latitude: number | null,
  longitude: number | null,
  city: string | null,
  country: string | null,
  currency: string,
  orderId: number | null,
  orderNumber: string | null,
  customerId: number | null,
  customer: string | null,
  segment: string | null,
  scannedAt: number | null,
  milestone: string | null,
  exceptionKind: string | null,
  scanCity: string | null,
  scanCountry: string | null,
  scanLatitude: number | null,
  scanLongitude: number | null,
];

export type UnderWayPart = { ids: readonly number[] } | { orderIds: readonly number[] };

const UNDER_WAY = ['inTransit', 'exception'];

/** All shipments under way. */
export async function underWayIds(reader: Reader): Promise<number[]> {
  const query = reader.queries
    .selectFrom('shipment')
    .select('id')
    .where('status', 'in', UNDER_WAY)
    .where('delivered_at', 'is', null)
    .orderBy('id');
  return (await reader.rows<readonly [id: number]>(query)).map(([id]) => id);
}

export function underWayRows(reader: Reader, part: UnderWayPart): Promise<UnderWayRow[]> {
  let query = reader.queries
    .selectFrom('shipment as s')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .leftJoin('tracking_event as t', (join) =>
      join.on('t.id', '=', (eb) =>
        eb
          .selectFrom('tracking_event as e')
          .select('e.id')
          .whereRef('e.shipment_id', '=', 's.id')
          .orderBy('e.occurred_at', 'desc')
          .orderBy('e.milestone', 'desc')
          .limit(1),
      ),
    )
    .select(['s.id', 's.number', 's.status', 's.shipped_at', 's.promised_at'])
    .select(['o.promised_at as order_promised_at', 's.eta_p50_at', 's.eta_p90_at', 's.carrier_eta_at'])
    .select(['s.service_id', 's.facility_id', 's.latitude', 's.longitude', 's.city', 's.country'])
    .select(['s.currency', 's.order_id', 'o.number as order_number', 'o.customer_id'])
    .select(['c.name as customer', 'c.segment', 't.occurred_at', 't.milestone', 't.exception_kind'])
    .select(['t.city as scan_city', 't.country as scan_country'])
    .select(['t.latitude as scan_latitude', 't.longitude as scan_longitude'])
    .where('s.status', 'in', UNDER_WAY)
    .where('s.delivered_at', 'is', null);
  query =
    'ids' in part ? query.where('s.id', 'in', part.ids) : query.where('s.order_id', 'in', part.orderIds);
  return reader.rows<UnderWayRow>(query);
}

export type FacilityPlace = readonly [
  id: number,
  code: string,
  latitude: number | null,
  longitude: number | null,
  country: string | null,
];

export function facilityPlaces(reader: Reader): Promise<FacilityPlace[]> {
  return reader.rows<FacilityPlace>(
    reader.queries.selectFrom('facility').select(['id', 'code', 'latitude', 'longitude', 'country']),
  );
}

export type ServiceCarrier = readonly [id: number, carrier: string];

export function serviceCarriers(reader: Reader): Promise<ServiceCarrier[]> {
  return reader.rows<ServiceCarrier>(
    reader.queries
      .selectFrom('carrier_service as v')
      .innerJoin('carrier as r', 'r.id', 'v.carrier_id')
      .select(['v.id', 'r.name']),
  );
}
