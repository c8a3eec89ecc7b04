import type { Kysely } from 'kysely';
import type { ExceptionKind, Milestone } from '../../contract/tracking.ts';
import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Tables } from '../../db/tables.ts';
import { isPoint, type Point } from '../../kernel/geo.ts';
import type { ShipmentFacts } from './detectors/shipment-facts.ts';

type Read = Kysely<Tables>;

const UNDER_WAY = ['inTransit', 'exception'];
const CHUNK = 2000;

/** Shipments under way with their newest scan, in the order in which `toFacts` reads them. */
function shipmentsQuery(read: Read, ids: readonly number[] | null) {
  let query = read
    .selectFrom('shipment as s')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .leftJoin('facility as f', 'f.id', 's.facility_id')
    .leftJoin('carrier_service as v', 'v.id', 's.service_id')
    .leftJoin('carrier as r', 'r.id', 'v.carrier_id')
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
    .select([
      's.id',
      's.number',
      's.status',
      's.shipped_at',
      's.promised_at',
      'o.promised_at as order_promised_at',
    ])
    .select(['s.eta_p50_at', 's.eta_p90_at', 's.carrier_eta_at', 'r.name as carrier', 'f.code as facility'])
    .select(['f.latitude as from_latitude', 'f.longitude as from_longitude', 'f.country as from_country'])
    .select(['s.latitude', 's.longitude', 's.city', 's.country', 's.order_id', 'o.number as order_number'])
    .select(['o.customer_id', 'c.name as customer', 'c.segment', 's.currency'])
    .select([
      't.occurred_at',
      't.milestone',
      't.exception_kind',
      't.city as scan_city',
      't.country as scan_country',
    ])
    .select(['t.latitude as scan_latitude', 't.longitude as scan_longitude'])
    .where('s.status', 'in', UNDER_WAY)
    .where('s.delivered_at', 'is', null);
  if (ids) query = query.where('s.id', 'in', ids);
  return query;
}

/** What is under way, in pieces: the RPC loop has its turn between them. */
export async function* streamShipments(db: Database): AsyncGenerator<ShipmentFacts[]> {
  for await (const { columns, rows } of db.stream(shipmentsQuery(db.read, null), CHUNK)) {
    const at = new Map(columns.map((column, index) => [column, index]));
    yield rows.map((row) => toFacts((column) => row[at.get(column) ?? -1]));
  }
}

/** Of these shipments those that are under way. */
export async function findShipmentFacts(read: Read, ids: readonly number[]): Promise<ShipmentFacts[]> {
  const rows = await inPieces(ids, (piece) => shipmentsQuery(read, piece).execute());
  return rows.map((row) => toFacts((column) => (row as Record<string, unknown>)[column]));
}

function toFacts(get: (column: string) => unknown): ShipmentFacts {
  const number = (column: string) => (get(column) ?? null) as number | null;
  const text = (column: string) => (get(column) ?? null) as string | null;
  const scannedAt = number('occurred_at');
  return {
    id: number('id') as number,
    number: text('number') as string,
    status: text('status') as string,
    shippedAt: number('shipped_at'),
    promisedAt: number('promised_at') ?? number('order_promised_at'),
    etaP50At: number('eta_p50_at'),
    etaP90At: number('eta_p90_at'),
    carrierEtaAt: number('carrier_eta_at'),
    carrier: text('carrier'),
    facility: text('facility'),
    origin: pointOf(number('from_latitude'), number('from_longitude')),
    originCountry: text('from_country'),
    destination: pointOf(number('latitude'), number('longitude')),
    city: text('city'),
    country: text('country'),
    orderId: number('order_id'),
    orderNumber: text('order_number'),
    customerId: number('customer_id'),
    customer: text('customer'),
    segment: text('segment'),
    currency: text('currency') as string,
    scan:
      scannedAt === null
        ? null
        : {
            at: scannedAt,
            milestone: text('milestone') as Milestone,
            exceptionKind: text('exception_kind') as ExceptionKind | null,
            city: text('scan_city'),
            country: text('scan_country'),
            point: pointOf(number('scan_latitude'), number('scan_longitude')),
          },
  };
}

function pointOf(latitude: number | null, longitude: number | null): Point | null {
  const point = { latitude, longitude };
  return isPoint(point) ? point : null;
}

/** What is in each shipment at the price that was paid for it. */
export async function findShipmentValues(read: Read, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await inPieces(ids, (piece) =>
    read
      .selectFrom('shipment_line as l')
      .innerJoin('order_line as o', 'o.id', 'l.order_line_id')
      .select('l.shipment_id as id')
      .select((eb) => eb.fn.sum<number>(eb('l.quantity', '*', eb.ref('o.unit_price_minor'))).as('value'))
      .where('l.shipment_id', 'in', piece)
      .groupBy('l.shipment_id')
      .execute(),
  );
  return new Map(rows.map(({ id, value }) => [id, Number(value)]));
}

/** Of these shipments those that have arrived. */
export async function findDelivered(read: Read, numbers: readonly string[]): Promise<Set<string>> {
  const rows = await inPieces(numbers, (piece) =>
    read
      .selectFrom('shipment')
      .select('number')
      .where('number', 'in', piece)
      .where((eb) => eb.or([eb('status', '=', 'delivered'), eb('delivered_at', 'is not', null)]))
      .execute(),
  );
  return new Set(rows.map(({ number }) => number));
}

export async function findShipmentNumbers(read: Read, ids: readonly number[]): Promise<string[]> {
  const rows = await inPieces(ids, (piece) =>
    read.selectFrom('shipment').select('number').where('id', 'in', piece).execute(),
  );
  return rows.map(({ number }) => number);
}

/** The segments that customers are in. */
export async function findSegmentNames(read: Read): Promise<string[]> {
  const rows = await read.selectFrom('customer').select('segment').distinct().orderBy('segment').execute();
  return rows.map(({ segment }) => segment);
}
