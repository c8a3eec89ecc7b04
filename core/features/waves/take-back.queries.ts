import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** What pick lists hold of a wave. */
export function findWaveParts(trx: WriteTransaction, waveId: number) {
  return trx
    .selectFrom('pick_part as k')
    .innerJoin('pick_task as t', 't.id', 'k.task_id')
    .innerJoin('pick_list as l', 'l.id', 't.list_id')
    .select(['k.id', 'k.shipment_id as shipmentId', 'k.allocation_id as allocationId', 'k.picked'])
    .select(['k.quantity', 'k.short', 'l.id as listId'])
    .where('l.wave_id', '=', waveId)
    .where('k.active', '=', 1)
    .execute();
}

/** What the floor holds of shipments, line by line. */
export function findOnFloor(trx: WriteTransaction, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('shipment as s')
      .innerJoin('allocation as a', (join) =>
        join.onRef('a.order_id', '=', 's.order_id').onRef('a.facility_id', '=', 's.facility_id'),
      )
      .innerJoin('sales_order as o', 'o.id', 'a.order_id')
      .innerJoin('product as p', 'p.id', 'a.product_id')
      .leftJoin('shipment_line as l', (join) =>
        join.onRef('l.shipment_id', '=', 's.id').onRef('l.order_line_id', '=', 'a.order_line_id'),
      )
      .select(['s.id as shipmentId', 's.weight_grams as shipmentGrams', 'a.id', 'a.quantity'])
      .select(['a.order_id as orderId', 'o.number', 'o.status', 'p.weight_grams as weightGrams'])
      .select(['l.id as lineId', 'l.quantity as lineQuantity'])
      .where('s.id', 'in', piece)
      .where('a.status', '=', 'released')
      .orderBy('a.id')
      .execute(),
  );
}

/** Reserves a part of a released allocation as before the release; its rest stays on the floor. */
export async function splitBack(
  trx: WriteTransaction,
  { id, back }: { id: number; back: number },
  at: number,
): Promise<void> {
  await trx
    .updateTable('allocation')
    .set((eb) => ({ quantity: eb('quantity', '-', back), updated_at: at }))
    .where('id', '=', id)
    .execute();
  const { id: _id, ...rest } = await trx
    .selectFrom('allocation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('allocation')
    .values({ ...rest, quantity: back, status: 'reserved', cost_minor: 0, created_at: at, updated_at: at })
    .execute();
}

/** What a line of a shipment holds now; nothing ends it. */
export async function writeContent(trx: WriteTransaction, lineId: number, quantity: number): Promise<void> {
  if (quantity <= 0) await trx.deleteFrom('shipment_line').where('id', '=', lineId).execute();
  else await trx.updateTable('shipment_line').set({ quantity }).where('id', '=', lineId).execute();
}

/** A shipment is picked as far as it will be. */
export async function sayPicked(
  trx: WriteTransaction,
  shipmentId: number,
  weightGrams: number,
  at: number,
): Promise<void> {
  await trx
    .updateTable('shipment')
    .set({ said_status: 'picked', weight_grams: Math.max(0, weightGrams), updated_at: at })
    .where('id', '=', shipmentId)
    .execute();
}

/** Ends what lists hold: parts that nobody touched are let go of, the others hold what was picked and what was missing. */
export async function endParts(
  trx: WriteTransaction,
  { untouched, begun }: { untouched: readonly number[]; begun: readonly number[] },
): Promise<void> {
  await inPieces(untouched, async (piece) => {
    await trx.updateTable('pick_part').set({ active: null }).where('id', 'in', piece).execute();
    return [];
  });
  await inPieces(begun, async (piece) => {
    await trx
      .updateTable('pick_part')
      .set((eb) => ({ quantity: eb('picked', '+', eb.ref('short')) }))
      .where('id', 'in', piece)
      .execute();
    return [];
  });
}

/** Ends the lists of a wave: those with picked goods are handed over, the others taken back. */
export async function endLists(
  trx: WriteTransaction,
  waveId: number,
  withGoods: readonly number[],
  at: number,
): Promise<void> {
  const open = () =>
    trx.updateTable('pick_list').where('wave_id', '=', waveId).where('status', 'in', ['open', 'picking']);
  if (withGoods.length > 0) {
    await open()
      .set({ status: 'picked', finished_at: at, updated_at: at })
      .where('id', 'in', withGoods)
      .execute();
  }
  await open().set({ status: 'cancelled', updated_at: at }).execute();
}
