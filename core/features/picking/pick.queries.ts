import type { PickListStatus, ResourcedLine, ShortReason } from '../../contract/picking.ts';
import { bulkUpdate } from '../../db/bulk-update.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** Moves a list on, if it still is as its life asks. @returns whether it was */
export async function moveList(
  trx: WriteTransaction,
  id: number,
  from: readonly PickListStatus[],
  to: { status: PickListStatus; picker?: string; startedAt?: number; finishedAt?: number | null },
  at: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('pick_list')
    .set({
      status: to.status,
      updated_at: at,
      ...(to.picker === undefined ? {} : { picker: to.picker }),
      ...(to.startedAt === undefined ? {} : { started_at: to.startedAt }),
      ...(to.finishedAt === undefined ? {} : { finished_at: to.finishedAt }),
    })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Lets go of what lists hold: it can be put on others. */
export async function freeParts(trx: WriteTransaction, listIds: readonly number[]): Promise<void> {
  await inPieces(listIds, async (piece) => {
    await trx
      .updateTable('pick_part')
      .set({ active: null })
      .where('task_id', 'in', (eb) =>
        eb.selectFrom('pick_task').select('pick_task.id').where('list_id', 'in', piece),
      )
      .execute();
    return [];
  });
}

/** Lets go of parts, and of what of them is in the trolley. */
export async function dropParts(trx: WriteTransaction, ids: readonly number[]): Promise<void> {
  await inPieces(ids, async (piece) => {
    await trx.updateTable('pick_part').set({ active: null, picked: 0 }).where('id', 'in', piece).execute();
    return [];
  });
}

/** How much of a part is picked and short. */
export async function writePart(
  trx: WriteTransaction,
  { id, picked, short }: { id: number; picked: number; short: number },
): Promise<void> {
  await trx.updateTable('pick_part').set({ picked, short }).where('id', '=', id).execute();
}

export async function writeReason(trx: WriteTransaction, taskId: number, reason: ShortReason): Promise<void> {
  await trx.updateTable('pick_task').set({ reason }).where('id', '=', taskId).execute();
}

/** Orders that are on the floor and not begun. */
export function findReleasedOrders(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('sales_order')
      .select(['id', 'number'])
      .where('id', 'in', piece)
      .where('status', '=', 'released')
      .execute(),
  );
}

/** Rows are id, status, updated. */
export function writeOrderStatuses(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  return bulkUpdate(
    trx,
    tools,
    { table: 'sales_order', columns: { status: 'text', updated_at: 'bigint' } },
    rows,
  );
}

/** Takes units out of what a shipment holds: it leaves without them. */
export async function takeOutOfShipment(
  trx: WriteTransaction,
  { shipmentId, lineId, units }: { shipmentId: number; lineId: number; units: number },
  at: number,
): Promise<void> {
  const line = await trx
    .selectFrom('shipment_line as l')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select(['l.id', 'l.quantity', 'p.weight_grams as weightGrams'])
    .where('l.shipment_id', '=', shipmentId)
    .where('l.order_line_id', '=', lineId)
    .executeTakeFirst();
  if (!line) return;
  const left = line.quantity - units;
  if (left > 0) {
    await trx.updateTable('shipment_line').set({ quantity: left }).where('id', '=', line.id).execute();
  } else await trx.deleteFrom('shipment_line').where('id', '=', line.id).execute();
  const weight = line.weightGrams * Math.min(units, line.quantity);
  await trx
    .updateTable('shipment')
    .set((eb) => ({
      weight_grams: eb
        .case()
        .when('weight_grams', '>', weight)
        .then(eb('weight_grams', '-', weight))
        .else(0)
        .end(),
      updated_at: at,
    }))
    .where('id', '=', shipmentId)
    .execute();
}

/** What lines have reserved since an instant. */
export function findReservedSince(
  read: Database['read'],
  lineIds: readonly number[],
  since: number,
): Promise<ResourcedLine[]> {
  return inPieces(lineIds, (piece) =>
    read
      .selectFrom('allocation as a')
      .innerJoin('order_line as l', 'l.id', 'a.order_line_id')
      .innerJoin('sales_order as o', 'o.id', 'a.order_id')
      .innerJoin('product as p', 'p.id', 'a.product_id')
      .innerJoin('facility as f', 'f.id', 'a.facility_id')
      .select(['o.number as order', 'l.line_number as lineNumber', 'p.sku', 'a.quantity'])
      .select(['f.code as facility', 'f.name as facilityName'])
      .where('a.order_line_id', 'in', piece)
      .where('a.status', '=', 'reserved')
      .where('a.created_at', '>=', since)
      .orderBy('a.id')
      .execute(),
  );
}
