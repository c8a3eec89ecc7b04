import { sql } from 'kysely';
import type { FacilityDetail } from '../../contract/tower.ts';
import type { Database } from '../../db/database.ts';
import type { Row } from '../../db/tables.ts';

/** With the carrier and not delivered. */
const UNDER_WAY = ['inTransit', 'exception'];
const ACTIVE_ALLOCATIONS = ['reserved', 'released'];
/** More than a map can show; the newest are kept. */
const SHIPMENTS_AT_MOST = 60_000;
const LOWEST_SHOWN = 20;
const DAY_MS = 86_400_000;

export function activeFacilities(db: Database): Promise<Row<'facility'>[]> {
  return db.read.selectFrom('facility').selectAll().where('active', '=', 1).orderBy('code').execute();
}

export function findFacility(db: Database, code: string): Promise<Row<'facility'> | undefined> {
  return db.read.selectFrom('facility').selectAll().where('code', '=', code).executeTakeFirst();
}

/** How many orders have stock reserved at each facility that has not left it yet. */
export async function openOrdersByFacility(db: Database): Promise<Map<number, number>> {
  const rows = await db.read
    .selectFrom('allocation')
    .select((eb) => ['facility_id', eb.fn.count<number>('order_id').distinct().as('orders')])
    .where('status', 'in', ACTIVE_ALLOCATIONS)
    .groupBy('facility_id')
    .execute();
  return new Map(rows.map((row) => [row.facility_id, Number(row.orders)]));
}

export type ShipmentUnderWay = [
  id: number,
  shippedAt: number | null,
  etaP50At: number | null,
  promisedAt: number | null,
  originLatitude: number | null,
  originLongitude: number | null,
  destinationLatitude: number | null,
  destinationLongitude: number | null,
];

/** Shipments with the carrier, newest first, in chunks. */
export async function* shipmentsUnderWay(db: Database): AsyncGenerator<ShipmentUnderWay[]> {
  const query = db.read
    .selectFrom('shipment as s')
    .leftJoin('facility as f', 'f.id', 's.facility_id')
    .select([
      's.id',
      's.shipped_at',
      's.eta_p50_at',
      's.promised_at',
      'f.latitude as origin_latitude',
      'f.longitude as origin_longitude',
      's.latitude as destination_latitude',
      's.longitude as destination_longitude',
    ])
    .where('s.status', 'in', UNDER_WAY)
    .where('s.delivered_at', 'is', null)
    .orderBy('s.id', 'desc')
    .limit(SHIPMENTS_AT_MOST);
  for await (const chunk of db.stream(query)) yield chunk.rows as ShipmentUnderWay[];
}

export async function facilityShipments(
  db: Database,
  facilityId: number,
  now: number,
): Promise<{ underWay: number; late: number }> {
  const late = sql<number>`case when promised_at < ${now} or eta_p50_at > promised_at then 1 else 0 end`;
  const row = await db.read
    .selectFrom('shipment')
    .select((eb) => [eb.fn.countAll<number>().as('under_way'), eb.fn.sum<number>(late).as('late')])
    .where('facility_id', '=', facilityId)
    .where('status', 'in', UNDER_WAY)
    .where('delivered_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { underWay: Number(row.under_way), late: Number(row.late ?? 0) };
}

/** Products expected at a facility on the current UTC day. */
export async function productsInboundToday(db: Database, facilityId: number, now: number): Promise<number> {
  const from = Math.floor(now / DAY_MS) * DAY_MS;
  const row = await db.read
    .selectFrom('inbound')
    .select((eb) => eb.fn.count<number>('product_id').distinct().as('products'))
    .where('facility_id', '=', facilityId)
    .where('status', '=', 'expected')
    .where('expected_at', '>=', from)
    .where('expected_at', '<', from + DAY_MS)
    .executeTakeFirstOrThrow();
  return Number(row.products);
}

/** The positions of a facility furthest below their safety stock. */
export async function lowestPositions(db: Database, facilityId: number): Promise<FacilityDetail['lowest']> {
  const short = sql<number>`s.safety_stock - (s.on_hand - s.blocked - s.reserved_external - s.reserved_allocated)`;
  const rows = await db.read
    .selectFrom('stock_position as s')
    .innerJoin('product as p', 'p.id', 's.product_id')
    .select(['p.sku', 'p.name', 's.on_hand', 's.blocked'])
    .select(['s.reserved_external', 's.reserved_allocated', 's.safety_stock'])
    .where('s.facility_id', '=', facilityId)
    .where(short, '>', 0)
    .where('p.stocked', '=', 1)
    .orderBy(short, 'desc')
    .orderBy('p.sku')
    .limit(LOWEST_SHOWN)
    .execute();
  return rows.map((row) => ({
    sku: row.sku,
    name: row.name,
    available: Math.max(
      0,
      row.on_hand - row.blocked - row.reserved_external - row.reserved_allocated - row.safety_stock,
    ),
    safetyStock: row.safety_stock,
    onHand: row.on_hand,
  }));
}

/** Where a shipment goes and for whom. */
export function findShipmentHead(db: Database, id: number) {
  return db.read
    .selectFrom('shipment as s')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .select(['s.city', 's.postal_code', 's.country', 's.latitude', 's.longitude'])
    .select(['o.number as order_number', 'o.street', 'o.region', 'o.ship_to_name', 'c.name as customer_name'])
    .where('s.id', '=', id)
    .executeTakeFirst();
}
