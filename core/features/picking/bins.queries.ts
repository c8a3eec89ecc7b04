import type { BinView } from '../../contract/picking.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** Where a facility's products lie, by zone, aisle, bay and level. */
export function listBins(read: Database['read'], facility: string): Promise<BinView[]> {
  return read
    .selectFrom('bin as b')
    .innerJoin('facility as f', 'f.id', 'b.facility_id')
    .innerJoin('product as p', 'p.id', 'b.product_id')
    .select(['p.sku', 'b.code', 'b.zone', 'b.aisle', 'b.bay', 'b.level'])
    .where('f.code', '=', facility)
    .orderBy('b.zone')
    .orderBy('b.aisle')
    .orderBy('b.bay')
    .orderBy('b.level')
    .orderBy('p.sku')
    .execute();
}

/** Puts products into bins; one that lay elsewhere in the facility moves. */
export async function writeBins(
  trx: WriteTransaction,
  facilityId: number,
  bins: readonly (Omit<BinView, 'sku'> & { productId: number })[],
  at: number,
): Promise<void> {
  await inPieces(bins, async (piece) => {
    await trx
      .insertInto('bin')
      .values(
        piece.map(({ productId, ...place }) => ({
          ...place,
          facility_id: facilityId,
          product_id: productId,
          updated_at: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['facility_id', 'product_id']).doUpdateSet((eb) => ({
          code: eb.ref('excluded.code'),
          zone: eb.ref('excluded.zone'),
          aisle: eb.ref('excluded.aisle'),
          bay: eb.ref('excluded.bay'),
          level: eb.ref('excluded.level'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute();
    return [];
  });
}
