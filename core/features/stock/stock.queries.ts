import { OPEN_STATUSES } from '../../contract/orders.ts';
import type { ProductDetail } from '../../contract/stock.ts';
import type { Database } from '../../db/database.ts';
import type { Row } from '../../db/tables.ts';
import { daysOfCover } from './stock-figures.ts';

const WAITING_SHOWN = 200;
const HISTORY_SHOWN = 200;
const INBOUND_SHOWN = 200;

export function findProduct(db: Database, sku: string): Promise<Row<'product'> | undefined> {
  return db.read.selectFrom('product').selectAll().where('sku', '=', sku).executeTakeFirst();
}

const FACILITY_COLUMNS = [
  'f.id as facilityId',
  'f.code as facilityCode',
  'f.name as facilityName',
  'f.kind as facilityKind',
  'f.city as facilityCity',
  'f.country as facilityCountry',
] as const;

type FacilityColumns = {
  facilityId: number;
  facilityCode: string;
  facilityName: string;
  facilityKind: string;
  facilityCity: string | null;
  facilityCountry: string | null;
};

function facilityRef(row: FacilityColumns): ProductDetail['positions'][number]['facility'] {
  return {
    id: row.facilityId,
    code: row.facilityCode,
    name: row.facilityName,
    kind: row.facilityKind as ProductDetail['positions'][number]['facility']['kind'],
    city: row.facilityCity,
    country: row.facilityCountry,
  };
}

/** A product's positions, the fullest first, with what is expected there. */
export async function productPositions(db: Database, productId: number): Promise<ProductDetail['positions']> {
  const [rows, expected] = await Promise.all([
    db.read
      .selectFrom('stock_position as s')
      .innerJoin('facility as f', 'f.id', 's.facility_id')
      .selectAll('s')
      .select(FACILITY_COLUMNS)
      .where('s.product_id', '=', productId)
      .orderBy('s.on_hand', 'desc')
      .orderBy('f.code')
      .execute(),
    db.read
      .selectFrom('inbound')
      .select((eb) => ['facility_id', eb.fn.sum<number>('quantity').as('quantity')])
      .where('product_id', '=', productId)
      .where('status', '=', 'expected')
      .groupBy('facility_id')
      .execute(),
  ]);
  const inbound = new Map(expected.map((row) => [row.facility_id, Number(row.quantity)]));
  return rows.map((row) => {
    const reserved = row.reserved_external + row.reserved_allocated + row.blocked;
    return {
      facility: facilityRef(row),
      onHand: row.on_hand,
      reserved,
      available: Math.max(0, row.on_hand - reserved - row.safety_stock),
      safetyStock: row.safety_stock,
      inbound: inbound.get(row.facility_id) ?? 0,
      dailyDemand: row.daily_demand,
      daysOfCover: daysOfCover(row.on_hand, reserved, row.daily_demand),
      updatedAt: row.updated_at,
      belowSafety: row.on_hand - reserved < row.safety_stock,
    };
  });
}

/** What is and was on its way: the expected first, in the order of arrival. */
export async function productInbound(db: Database, productId: number): Promise<ProductDetail['inbound']> {
  const rows = await db.read
    .selectFrom('inbound as i')
    .innerJoin('facility as f', 'f.id', 'i.facility_id')
    .selectAll('i')
    .select(FACILITY_COLUMNS)
    .where('i.product_id', '=', productId)
    .orderBy((eb) => eb.case().when('i.status', '=', 'expected').then(0).else(1).end())
    .orderBy('i.expected_at')
    .limit(INBOUND_SHOWN)
    .execute();
  return rows.map((row) => ({
    reference: row.reference,
    facility: facilityRef(row),
    kind: row.kind as ProductDetail['inbound'][number]['kind'],
    quantity: row.quantity,
    expectedAt: row.expected_at,
    status: row.status as ProductDetail['inbound'][number]['status'],
    origin: row.origin,
  }));
}

/** Open orders with units of the product neither allocated, shipped nor cancelled: the most urgent first. */
export async function waitingOrders(
  db: Database,
  productId: number,
): Promise<Pick<ProductDetail, 'waiting' | 'waitingCount'>> {
  const waiting = db.read
    .selectFrom('order_line as l')
    .innerJoin('sales_order as o', 'o.id', 'l.order_id')
    .where('l.product_id', '=', productId)
    .where('o.status', 'in', OPEN_STATUSES)
    .where((eb) =>
      eb(
        'l.quantity',
        '>',
        eb(
          eb('l.quantity_allocated', '+', eb.ref('l.quantity_shipped')),
          '+',
          eb.ref('l.quantity_cancelled'),
        ),
      ),
    );
  const [rows, count] = await Promise.all([
    waiting
      .leftJoin('customer as c', 'c.id', 'o.customer_id')
      .select([
        'o.id as orderId',
        'o.number',
        'c.name as customer',
        'o.priority',
        'o.promised_at as promisedAt',
      ])
      .select(['l.quantity', 'l.quantity_allocated', 'l.quantity_shipped', 'l.quantity_cancelled'])
      .orderBy('o.priority')
      .orderBy((eb) => eb.fn.coalesce('o.promised_at', eb.val(Number.MAX_SAFE_INTEGER)))
      .orderBy('o.id')
      .limit(WAITING_SHOWN)
      .execute(),
    waiting.select((eb) => eb.fn.count<number>('o.id').distinct().as('count')).executeTakeFirstOrThrow(),
  ]);
  return {
    waiting: rows.map(({ orderId, number, customer, priority, promisedAt, ...line }) => ({
      orderId,
      number,
      customer,
      priority,
      promisedAt,
      quantity: line.quantity - line.quantity_allocated - line.quantity_shipped - line.quantity_cancelled,
    })),
    waitingCount: Number(count.count),
  };
}

/** What was done to the product's stock, newest first, from the journal. */
export async function productHistory(db: Database, productId: number): Promise<ProductDetail['history']> {
  const rows = await db.read
    .selectFrom('journal')
    .select(['at', 'actor', 'procedure', 'entity_key', 'before_json', 'after_json'])
    .where('entity', 'in', ['stock', 'product'])
    .where('entity_id', '=', productId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_SHOWN)
    .execute();
  return rows.map((row) => ({
    at: row.at,
    actor: row.actor,
    procedure: row.procedure,
    facility: row.entity_key,
    before: row.before_json ? JSON.parse(row.before_json) : null,
    after: row.after_json ? JSON.parse(row.after_json) : null,
  }));
}
