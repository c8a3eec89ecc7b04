import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** Ids of products by SKU; a SKU that is not known is left out. */
export async function findProductIds(
  trx: WriteTransaction,
  skus: readonly string[],
): Promise<Map<string, number>> {
  const rows = await inPieces(skus, (piece) =>
    trx.selectFrom('product').select(['id', 'sku']).where('sku', 'in', piece).execute(),
  );
  return new Map(rows.map(({ id, sku }) => [sku, id]));
}
