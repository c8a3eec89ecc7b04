import type { BoxTypeDraft, BoxTypeView, ProductSize } from '../../contract/packing.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import { type BoxToFill, volumeOf } from './packing-plan.ts';

/** A facility's box types, the smallest first. */
export async function listBoxTypes(read: Database['read'], facility: string): Promise<BoxTypeView[]> {
  const rows = await read
    .selectFrom('box_type as b')
    .innerJoin('facility as f', 'f.id', 'b.facility_id')
    .select(['b.id', 'f.code as facility', 'b.code', 'b.name', 'b.length_mm as lengthMillimetres'])
    .select(['b.width_mm as widthMillimetres', 'b.height_mm as heightMillimetres', 'b.currency'])
    .select(['b.most_weight_grams as mostWeightGrams', 'b.own_weight_grams as ownWeightGrams'])
    .select(['b.cost_minor as costMinor', 'b.active'])
    .where('f.code', '=', facility)
    .execute();
  return rows
    .map(({ costMinor, currency, active, ...row }) => ({
      ...row,
      cost: { amountMinor: costMinor, currency },
      active: active === 1,
      volumeMillilitres: volumeOf(row),
    }))
    .sort((a, b) => a.volumeMillilitres - b.volumeMillilitres);
}

/** The boxes that a facility packs into now. */
export async function findBoxes(read: Database['read'], facility: string): Promise<BoxToFill[]> {
  const types = await listBoxTypes(read, facility);
  return types
    .filter(({ active }) => active)
    .map(({ cost, ...box }) => ({ ...box, costMinor: cost.amountMinor, currency: cost.currency }));
}

/** Which box type of a facility has a code. */
export async function findBoxByCode(
  trx: WriteTransaction,
  facilityId: number,
  code: string,
): Promise<number | null> {
  const row = await trx
    .selectFrom('box_type')
    .select('id')
    .where('facility_id', '=', facilityId)
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Writes a box type. @returns its id; null when the one to change is not there */
export async function writeBoxType(
  trx: WriteTransaction,
  draft: BoxTypeDraft & { id?: number | undefined },
  facilityId: number,
  at: number,
): Promise<number | null> {
  const values = {
    facility_id: facilityId,
    code: draft.code,
    name: draft.name,
    length_mm: draft.lengthMillimetres,
    width_mm: draft.widthMillimetres,
    height_mm: draft.heightMillimetres,
    most_weight_grams: draft.mostWeightGrams,
    own_weight_grams: draft.ownWeightGrams,
    cost_minor: draft.cost.amountMinor,
    currency: draft.cost.currency,
    active: draft.active ? 1 : 0,
    updated_at: at,
  };
  const { id } = draft;
  const row =
    id === undefined
      ? await trx.insertInto('box_type').values(values).returning('id').executeTakeFirst()
      : await trx.updateTable('box_type').set(values).where('id', '=', id).returning('id').executeTakeFirst();
  return row?.id ?? null;
}

export async function deleteBoxType(
  trx: WriteTransaction,
  id: number,
): Promise<{ code: string; facility: string } | null> {
  const row = await trx
    .selectFrom('box_type as b')
    .innerJoin('facility as f', 'f.id', 'b.facility_id')
    .select(['b.code', 'f.code as facility'])
    .where('b.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  await trx.deleteFrom('box_type').where('id', '=', id).execute();
  return row;
}

export async function writeSizes(
  trx: WriteTransaction,
  sizes: readonly (Omit<ProductSize, 'sku'> & { productId: number })[],
  at: number,
): Promise<void> {
  await inPieces(sizes, async (piece) => {
    await trx
      .insertInto('product_size')
      .values(
        piece.map((size) => ({
          product_id: size.productId,
          length_mm: size.lengthMillimetres,
          width_mm: size.widthMillimetres,
          height_mm: size.heightMillimetres,
          updated_at: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('product_id').doUpdateSet((eb) => ({
          length_mm: eb.ref('excluded.length_mm'),
          width_mm: eb.ref('excluded.width_mm'),
          height_mm: eb.ref('excluded.height_mm'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute();
    return [];
  });
}
