import { type Kysely, sql } from 'kysely';
import type { Database, WriteTransaction } from '../../../db/database.ts';
import { inPieces } from '../../../db/in-pieces.ts';
import type { Tables } from '../../../db/tables.ts';

export async function* allProducts(db: Database): AsyncGenerator<[id: number, sku: string]> {
  for await (const chunk of db.stream(db.read.selectFrom('product').select(['id', 'sku']).orderBy('id'))) {
    for (const row of chunk.rows) yield [Number(row[0]), String(row[1])];
  }
}

export function allFacilities(db: Database) {
  return db.read.selectFrom('facility').select(['id', 'code', 'location_precision', 'latitude']).execute();
}

export function allServices(db: Database) {
  return servicesIn(db.read);
}

export function servicesIn(db: Kysely<Tables>) {
  return db
    .selectFrom('carrier_service')
    .innerJoin('carrier', 'carrier.id', 'carrier_service.carrier_id')
    .select([
      'carrier_service.id',
      'carrier_service.code',
      'carrier.code as carrierCode',
      'carrier.id as carrierId',
    ])
    .execute();
}

/** Products with these codes; codes that are not there as written are looked for without regard to case. */
export async function productsNamed(trx: WriteTransaction, skus: readonly string[]) {
  const found = await productsBySku(trx, skus);
  const there = new Set(found.map(({ sku }) => sku));
  const others = skus.filter((sku) => !there.has(sku)).map((sku) => sku.toUpperCase());
  const folded = await inPieces(others, (piece) =>
    trx
      .selectFrom('product')
      .select(['id', 'sku'])
      .where(sql`upper(sku)`, 'in', piece)
      .orderBy('id')
      .execute(),
  );
  return [...folded, ...found];
}

/** Facilities with these codes, likewise. */
export async function facilitiesNamed(trx: WriteTransaction, codes: readonly string[]) {
  const folded = [...new Set(codes.map((code) => code.toUpperCase()))];
  return inPieces(folded, (piece) =>
    trx
      .selectFrom('facility')
      .select(['id', 'code', 'location_precision', 'latitude'])
      .where(sql`upper(code)`, 'in', piece)
      .orderBy('id')
      .execute(),
  );
}

export function carriersByCode(trx: WriteTransaction, codes: readonly string[]) {
  return inPieces(codes, (piece) =>
    trx.selectFrom('carrier').select(['id', 'code']).where('code', 'in', piece).execute(),
  );
}

export function productsBySku(trx: WriteTransaction, skus: readonly string[]) {
  return inPieces(skus, (piece) =>
    trx.selectFrom('product').select(['id', 'sku']).where('sku', 'in', piece).execute(),
  );
}

export function facilitiesByCode(trx: WriteTransaction, codes: readonly string[]) {
  return inPieces(codes, (piece) =>
    trx.selectFrom('facility').select(['id', 'code']).where('code', 'in', piece).execute(),
  );
}

export function customersByCode(trx: WriteTransaction, codes: readonly string[]) {
  return inPieces(codes, (piece) =>
    trx.selectFrom('customer').select(['id', 'code']).where('code', 'in', piece).execute(),
  );
}

export function ordersByNumber(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx
      .selectFrom('sales_order')
      .select(['id', 'number', 'worked_on_at as workedOnAt', 'channel', 'currency'])
      .where('number', 'in', piece)
      .execute(),
  );
}

export function linesOfOrders(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('order_line')
      .select([
        'order_id as parentId',
        'line_number as lineNumber',
        'product_id as productId',
        'quantity',
        'unit_price_minor as unitPriceMinor',
      ])
      .where('order_id', 'in', piece)
      .orderBy('order_id')
      .orderBy('line_number')
      .execute(),
  );
}

export function returnsByNumber(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx.selectFrom('order_return').select(['id', 'number']).where('number', 'in', piece).execute(),
  );
}

export function linesOfReturns(trx: WriteTransaction, returnIds: readonly number[]) {
  return inPieces(returnIds, (piece) =>
    trx
      .selectFrom('order_return_line')
      .select([
        'return_id as parentId',
        'line_number as lineNumber',
        'product_id as productId',
        'quantity',
        'unit_price_minor as unitPriceMinor',
      ])
      .where('return_id', 'in', piece)
      .orderBy('return_id')
      .orderBy('line_number')
      .execute(),
  );
}

export function shipmentsByNumber(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx.selectFrom('shipment').select(['id', 'number']).where('number', 'in', piece).execute(),
  );
}

export function shipmentsByTracking(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx
      .selectFrom('shipment')
      .select(['id', 'tracking_number as number'])
      .where('tracking_number', 'in', piece)
      .execute(),
  );
}

/** Makes the totals of orders the sums of their lines. */
export async function sumTotals(trx: WriteTransaction, orderIds: readonly number[]): Promise<void> {
  await inPieces(orderIds, async (piece) => {
    await trx
      .updateTable('sales_order')
      .set((eb) => ({
        total_minor: eb
          .selectFrom('order_line')
          .select(sql<number>`coalesce(sum(quantity * unit_price_minor), 0)`.as('total'))
          .whereRef('order_line.order_id', '=', 'sales_order.id'),
      }))
      .where('id', 'in', piece)
      .execute();
    return [];
  });
}

/** Of some orders, the numbers of those that the rules of reception hold: their source calls them open all the same. */
export async function ordersAtReception(
  trx: WriteTransaction,
  numbers: readonly string[],
): Promise<Set<string>> {
  const rows = await inPieces(numbers, (piece) =>
    trx
      .selectFrom('sales_order')
      .select('number')
      .where('number', 'in', piece)
      .where('status', '=', 'received')
      .where('hold_codes', 'is not', null)
      .execute(),
  );
  return new Set(rows.map(({ number }) => number));
}
