import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { Gathered, OrderToSource, StockToSource } from './gathered.ts';

const CHUNK = 2000;
/** Beyond so many products one pass over all positions is faster than looking each up. */
const MOST_LOOKED_UP = 20_000;

/** Units of a line `l` that wait for a facility. */
const OPEN_UNITS = sql<number>`(l.quantity - l.quantity_allocated - l.quantity_shipped - l.quantity_cancelled)`;
const AVAILABLE = sql<number>`(on_hand - blocked - reserved_external - reserved_allocated - safety_stock)`;

export const SOURCEABLE_STATUSES = ['open', 'partiallySourced'] as const;

const ORDER_COLUMNS = [
  'o.id',
  'o.number',
  'o.channel',
  'o.priority',
  'o.status',
  'o.hold_reason',
  'o.ordered_at',
  'o.promised_at',
  'o.country',
  'o.region',
  'o.postal_code',
  'o.latitude',
  'o.longitude',
  'o.total_minor',
  'o.service_level',
  'o.ship_complete',
  'o.fulfilment',
  'o.collect_facility_id',
  'c.segment',
] as const;

function ordersToSource(db: Database) {
  return db.read
    .selectFrom('sales_order as o')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .select(ORDER_COLUMNS);
}

/** Orders that wait to be sourced. */
export function findWaitingOrders(db: Database): Promise<OrderToSource[]> {
  return ordersToSource(db)
    .where('o.status', 'in', SOURCEABLE_STATUSES)
    .where('o.hold_reason', 'is', null)
    .execute();
}

export function findOrdersByNumber(db: Database, numbers: readonly string[]): Promise<OrderToSource[]> {
  return inChunks(numbers, (chunk) => ordersToSource(db).where('o.number', 'in', chunk).execute());
}

export function findOrdersById(db: Database, ids: readonly number[]): Promise<OrderToSource[]> {
  return inChunks(ids, (chunk) => ordersToSource(db).where('o.id', 'in', chunk).execute());
}

/** Lines of goods (not services) with units that wait for a facility, or all of them. */
export function findOpenLines(
  db: Database,
  orderIds: readonly number[],
  which: 'open' | 'all' = 'open',
): Promise<Gathered['lines']> {
  return inChunks(orderIds, (chunk) =>
    db.read
      .selectFrom('order_line as l')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .select(['l.id', 'l.order_id', 'l.line_number', 'l.product_id', 'p.sku', 'p.weight_grams'])
      .select(['l.unit_price_minor', 'p.cost_minor', 'p.category', 'p.hazardous'])
      .select(OPEN_UNITS.as('quantity'))
      .where('l.order_id', 'in', chunk)
      .where('p.stocked', '=', 1)
      .$if(which === 'open', (query) => query.where(OPEN_UNITS, '>', 0))
      .orderBy('l.id')
      .execute(),
  );
}

/** What can be promised of the products, anywhere; `all` includes positions that are empty or overdrawn (below 0). */
export async function findAvailable(
  db: Database,
  productIds: readonly number[],
  which: 'available' | 'all' = 'available',
): Promise<StockToSource> {
  const columns = {
    productId: [] as number[],
    facilityId: [] as number[],
    available: [] as number[],
    onHand: [] as number[],
  };
  const take = async (only: readonly number[] | null) => {
    for await (const { rows } of db.stream(availableQuery(db, only, which))) {
      for (const [product, facility, available, onHand] of rows as [number, number, number, number][]) {
        columns.productId.push(Number(product));
        columns.facilityId.push(Number(facility));
        columns.available.push(Number(available));
        columns.onHand.push(Number(onHand));
      }
    }
  };
  if (productIds.length > MOST_LOOKED_UP) await take(null);
  else for (const chunk of chunksOf(productIds)) await take(chunk);
  return {
    productId: Int32Array.from(columns.productId),
    facilityId: Int32Array.from(columns.facilityId),
    available: Int32Array.from(columns.available),
    onHand: Int32Array.from(columns.onHand),
  };
}

/** Orders and units that each facility already holds goods for. */
export async function countLoadByFacility(
  db: Database,
): Promise<Pick<Gathered, 'ordersByFacility' | 'unitsByFacility'>> {
  const rows = await db.read
    .selectFrom('allocation')
    .select('facility_id')
    .select((eb) => eb.fn.count<number>('order_id').distinct().as('orders'))
    .select((eb) => eb.fn.sum<number>('quantity').as('units'))
    .where('status', 'in', ['reserved', 'released'])
    .groupBy('facility_id')
    .execute();
  return {
    ordersByFacility: new Map(rows.map((row) => [row.facility_id, Number(row.orders)])),
    unitsByFacility: new Map(rows.map((row) => [row.facility_id, Number(row.units)])),
  };
}

/** What one order has reserved and could be moved, by line and facility. */
export function findReserved(db: Database, orderId: number) {
  return db.read
    .selectFrom('allocation')
    .select(['order_line_id', 'product_id', 'facility_id', 'quantity'])
    .where('order_id', '=', orderId)
    .where('status', '=', 'reserved')
    .execute();
}

async function inChunks<K, R>(keys: readonly K[], read: (chunk: readonly K[]) => Promise<R[]>): Promise<R[]> {
  const found: R[] = [];
  for (const chunk of chunksOf(keys)) for (const row of await read(chunk)) found.push(row);
  return found;
}

/** Statements carry so many keys at most. */
export function* chunksOf<K>(keys: readonly K[], size = CHUNK): Generator<readonly K[]> {
  for (let i = 0; i < keys.length; i += size) yield keys.slice(i, i + size);
}

function availableQuery(db: Database, only: readonly number[] | null, which: 'available' | 'all') {
  const query = db.read
    .selectFrom('stock_position')
    .select(['product_id', 'facility_id'])
    .select(AVAILABLE.as('available'))
    .select('on_hand')
    .$if(which === 'available', (all) => all.where(AVAILABLE, '>', 0));
  return only ? query.where('product_id', 'in', only) : query;
}
