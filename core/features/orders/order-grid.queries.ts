import { sql } from 'kysely';
import type { Reader } from '../../db/reader.ts';
import type { CellValue, ColumnType } from '../../kernel/columns/column-table.ts';

/**
 * The columns of the in-memory order list. `unitsOpen` are units of stocked products neither allocated, shipped nor
 * cancelled; the rest is as in `OrderRow`.
 */
export const ORDER_GRID_TYPES = {
  number: 'text',
  customer: 'text',
  city: 'category',
  country: 'category',
  status: 'category',
  holdReason: 'category',
  holdCodes: 'category',
  channel: 'category',
  segment: 'category',
  priority: 'flag',
  orderedAt: 'float64',
  promisedAt: 'float64',
  expectedAt: 'float64',
  currency: 'category',
  totalMinor: 'float64',
  paymentState: 'category',
  closedAt: 'float64',
  lineCount: 'int32',
  units: 'int32',
  unitsAllocated: 'int32',
  unitsShipped: 'int32',
  unitsOpen: 'int32',
} as const satisfies Record<string, ColumnType>;
export type OrderGridColumn = keyof typeof ORDER_GRID_TYPES;

export type OrderIds = { from: number; to: number } | { ids: readonly number[] };

/** An order's id, its cells in the order of ORDER_GRID_TYPES, and when it was last told of. */
export type OrderGridRow = { id: number; cells: CellValue[]; updatedAt: number };

type Condition = ReturnType<typeof sql<boolean>>;

function within(column: string, part: OrderIds): Condition {
  if ('ids' in part) return sql<boolean>`${sql.ref(column)} in (${sql.join(part.ids)})`;
  return sql<boolean>`${sql.ref(column)} between ${part.from} and ${part.to}`;
}

/** The greatest order id below a bound; null when there is none. */
export async function orderIdBelow(reader: Reader, bound: number | null): Promise<number | null> {
  let query = reader.queries.selectFrom('sales_order').select((eb) => eb.fn.max('id').as('id'));
  if (bound !== null) query = query.where('id', '<', bound);
  const [row] = await reader.rows<[number | null]>(query);
  return row?.[0] ?? null;
}

export async function countOrders(reader: Reader): Promise<number> {
  const rows = await reader.rows<[number]>(
    reader.queries.selectFrom('sales_order').select((eb) => eb.fn.countAll().as('count')),
  );
  return Number(rows[0]?.[0] ?? 0);
}

/** Products that are services or charges: nothing of them is ever open to source. */
export async function serviceProducts(reader: Reader): Promise<number[]> {
  const rows = await reader.rows<[number]>(
    reader.queries.selectFrom('product').select('id').where('stocked', '=', 0),
  );
  return rows.map(([id]) => id);
}

/** The list's rows of some orders, newest first; `services` from `serviceProducts`. */
export async function orderGridRows(
  reader: Reader,
  part: OrderIds,
  services: readonly number[],
): Promise<OrderGridRow[]> {
  const heads = await orderHeads(reader, part);
  const lines = new Map((await lineSums(reader, part, services)).map((row) => [row[0], row]));
  const expected = new Map(await expectedArrivals(reader, part));
  return heads.map(([id, updatedAt, ...cells]) => {
    cells[ORDER_COLUMN_EXPECTED] = expected.get(id) ?? null;
    const [, ...sums] = lines.get(id) ?? [id, 0, 0, 0, 0, 0];
    return { id, cells: [...cells, ...sums], updatedAt };
  });
}

const ORDER_COLUMN_EXPECTED = Object.keys(ORDER_GRID_TYPES).indexOf('expectedAt');

type Head = [id: number, updatedAt: number, ...cells: CellValue[]];

function orderHeads(reader: Reader, part: OrderIds): Promise<Head[]> {
  return reader.rows<Head>(
    reader.queries
      .selectFrom('sales_order as o')
      .leftJoin('customer as c', 'c.id', 'o.customer_id')
      .select((eb) => [
        'o.id',
        'o.updated_at',
        'o.number',
        eb.fn.coalesce('c.name', 'o.ship_to_name').as('customer'),
        'o.city',
        'o.country',
        'o.status',
        'o.hold_reason',
        'o.hold_codes',
        'o.channel',
        'c.segment',
        'o.priority',
        'o.ordered_at',
        'o.promised_at',
        eb.val(null).as('expected_at'),
        'o.currency',
        'o.total_minor',
        'o.payment_state',
        'o.closed_at',
      ])
      .where(within('o.id', part))
      .orderBy('o.id', 'desc'),
  );
}

type LineSums = [
  orderId: number,
  lineCount: number,
  units: number,
  allocated: number,
  shipped: number,
  open: number,
];

function lineSums(reader: Reader, part: OrderIds, services: readonly number[]): Promise<LineSums[]> {
  const open = sql`l.quantity - l.quantity_allocated - l.quantity_shipped - l.quantity_cancelled`;
  const stockedOpen =
    services.length === 0
      ? open
      : sql`case when l.product_id in (${sql.raw(services.join(', '))}) then 0 else ${open} end`;
  return reader.rows<LineSums>(
    reader.queries
      .selectFrom('order_line as l')
      .select((eb) => [
        'l.order_id',
        eb.fn.countAll().as('line_count'),
        eb.fn.sum('l.quantity').as('units'),
        eb.fn.sum('l.quantity_allocated').as('allocated'),
        eb.fn.sum('l.quantity_shipped').as('shipped'),
        sql`sum(${stockedOpen})`.as('open'),
      ])
      .where(within('l.order_id', part))
      .groupBy('l.order_id'),
  );
}

/** When the last of an order's shipments is expected (P90), or arrived. */
function expectedArrivals(reader: Reader, part: OrderIds): Promise<[number, number | null][]> {
  return reader.rows<[number, number | null]>(
    reader.queries
      .selectFrom('shipment as s')
      .select((eb) => [
        's.order_id',
        eb.fn.max(eb.fn.coalesce('s.delivered_at', 's.eta_p90_at')).as('expected_at'),
      ])
      .where(within('s.order_id', part))
      .groupBy('s.order_id'),
  );
}

/** Orders with a line of a product. */
export async function ordersOfProduct(reader: Reader, sku: string): Promise<number[]> {
  const rows = await reader.rows<[number]>(
    reader.queries
      .selectFrom('order_line as l')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .select('l.order_id')
      .where('p.sku', '=', sku),
  );
  return rows.map(([id]) => id);
}

/** Orders with an active allocation or a shipment at a facility. */
export async function ordersOfFacility(reader: Reader, code: string): Promise<number[]> {
  const facility = reader.queries.selectFrom('facility').select('id').where('code', '=', code);
  const rows = await reader.rows<[number]>(
    reader.queries
      .selectFrom('allocation')
      .select('order_id')
      .where('facility_id', '=', facility)
      .where('status', 'in', ['reserved', 'released'])
      .union(
        reader.queries
          .selectFrom('shipment')
          .select('order_id')
          .where('facility_id', '=', facility)
          .where('order_id', 'is not', null)
          .$narrowType<{ order_id: number }>(),
      ),
  );
  return rows.map(([id]) => id);
}

/** Orders that shipments belong to. */
export async function ordersOfShipments(reader: Reader, shipmentIds: readonly number[]): Promise<number[]> {
  const rows = await reader.rows<[number]>(
    reader.queries
      .selectFrom('shipment')
      .select('order_id')
      .distinct()
      .where('id', 'in', shipmentIds)
      .where('order_id', 'is not', null),
  );
  return rows.map(([id]) => id);
}
