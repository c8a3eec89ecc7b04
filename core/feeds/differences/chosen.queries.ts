import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

export function feedOf(trx: WriteTransaction, id: number): Promise<{ id: number; code: string }> {
  return trx.selectFrom('feed').select(['id', 'code']).where('id', '=', id).executeTakeFirstOrThrow();
}

/** Of stock positions by their keys, the units reserved for orders. */
export async function reservedUnits(
  trx: WriteTransaction,
  positions: readonly { sku: string; facilityCode: string }[],
): Promise<Map<string, number>> {
  const rows = await inPieces(
    positions.map(({ sku }) => sku),
    (piece) =>
      trx
        .selectFrom('stock_position as s')
        .innerJoin('product', 'product.id', 's.product_id')
        .innerJoin('facility', 'facility.id', 's.facility_id')
        .select(['product.sku', 'facility.code', 's.reserved_allocated'])
        .where('product.sku', 'in', piece)
        .where('s.reserved_allocated', '>', 0)
        .execute(),
  );
  return new Map(rows.map((row) => [`${row.sku}|${row.code}`, row.reserved_allocated]));
}

/** Of orders by their numbers, those that Vigie works on. */
export async function workedOnOrders(
  trx: WriteTransaction,
  numbers: readonly string[],
): Promise<Set<string>> {
  const rows = await inPieces(numbers, (piece) =>
    trx
      .selectFrom('sales_order')
      .select('number')
      .where('number', 'in', piece)
      .where('worked_on_at', 'is not', null)
      .execute(),
  );
  return new Set(rows.map(({ number }) => number));
}
