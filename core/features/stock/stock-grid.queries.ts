import { sql } from 'kysely';
import type { Reader } from '../../db/reader.ts';

export type ProductHead = [
  id: number,
  sku: string,
  name: string,
  category: string | null,
  costMinor: number,
  priceMinor: number,
  stocked: number,
];

export type FacilityHead = [
  id: number,
  code: string,
  name: string,
  kind: string,
  city: string | null,
  country: string | null,
];

export type PositionRow = [
  productId: number,
  facilityId: number,
  onHand: number,
  reserved: number,
  safetyStock: number,
  dailyDemand: number,
  updatedAt: number,
];

export type InboundRow = [productId: number, facilityId: number, quantity: number, expectedAt: number];

export type ProductIds = { from: number; to: number } | { ids: readonly number[] };

function within(column: string, part: ProductIds) {
  if ('ids' in part) return sql<boolean>`${sql.ref(column)} in (${sql.join(part.ids)})`;
  return sql<boolean>`${sql.ref(column)} between ${part.from} and ${part.to}`;
}

export function facilityHeads(reader: Reader): Promise<FacilityHead[]> {
  return reader.rows<FacilityHead>(
    reader.queries
      .selectFrom('facility')
      .select(['id', 'code', 'name', 'kind', 'city', 'country'])
      .orderBy('id'),
  );
}

/** Products in the order of their ids: all, or some. */
export function productHeads(reader: Reader, ids?: readonly number[]): Promise<ProductHead[]> {
  let query = reader.queries
    .selectFrom('product')
    .select(['id', 'sku', 'name', 'category', 'cost_minor', 'price_minor', 'stocked']);
  if (ids) query = query.where('id', 'in', ids);
  return reader.rows<ProductHead>(query.orderBy('id'));
}

export async function countPositions(reader: Reader): Promise<number> {
  const rows = await reader.rows<[number]>(
    reader.queries.selectFrom('stock_position').select((eb) => eb.fn.countAll().as('count')),
  );
  return Number(rows[0]?.[0] ?? 0);
}

/** Positions of some products, those of one product together, in the order of product ids. */
export function positionRows(reader: Reader, part: ProductIds): Promise<PositionRow[]> {
  return reader.rows<PositionRow>(
    reader.queries
      .selectFrom('stock_position')
      .select([
        'product_id',
        'facility_id',
        'on_hand',
        sql`reserved_external + reserved_allocated + blocked`.as('reserved'),
        'safety_stock',
        'daily_demand',
        'updated_at',
      ])
      .where(within('product_id', part))
      .orderBy('product_id'),
  );
}

/** What is still expected of some products. */
export function inboundRows(reader: Reader, part: ProductIds): Promise<InboundRow[]> {
  return reader.rows<InboundRow>(
    reader.queries
      .selectFrom('inbound')
      .select(['product_id', 'facility_id', 'quantity', 'expected_at'])
      .where(within('product_id', part))
      .where('status', '=', 'expected'),
  );
}
