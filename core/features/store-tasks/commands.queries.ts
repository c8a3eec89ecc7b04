import type { CollectSettings, StoreTaskKind, StoreTaskStatus } from '../../contract/store-tasks.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { KeptCode } from './pick-up-code.ts';

/** How a store keeps orders for collection; null where nobody has said. */
export async function findCollectSettings(
  read: Database['read'],
  facilityId: number,
): Promise<CollectSettings | null> {
  const row = await read
    .selectFrom('collect_setting')
    .select(['days', 'when_expired as whenExpired'])
    .where('facility_id', '=', facilityId)
    .executeTakeFirst();
  return row ? { days: row.days, whenExpired: row.whenExpired as CollectSettings['whenExpired'] } : null;
}

export async function writeCollectSettings(
  trx: WriteTransaction,
  facilityId: number,
  { days, whenExpired }: CollectSettings,
  at: number,
): Promise<void> {
  const values = { days, when_expired: whenExpired, updated_at: at };
  await trx
    .insertInto('collect_setting')
    .values({ facility_id: facilityId, ...values })
    .onConflict((conflict) => conflict.column('facility_id').doUpdateSet(values))
    .execute();
}

export async function insertTask(
  trx: WriteTransaction,
  task: {
    facilityId: number;
    orderId: number;
    kind: StoreTaskKind;
    status: StoreTaskStatus;
    shipmentId: number | null;
    reason: string | null;
    note: string | null;
    actor: string;
  },
  at: number,
): Promise<void> {
  const over = task.status === 'declined';
  await trx
    .insertInto('store_task')
    .values({
      facility_id: task.facilityId,
      order_id: task.orderId,
      kind: task.kind,
      status: task.status,
      shipment_id: task.shipmentId,
      reason: task.reason,
      note: task.note,
      code_salt: null,
      code_hash: null,
      ready_at: null,
      expires_at: null,
      ended_at: over ? at : null,
      actor: task.actor,
      active: over ? null : 1,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** Ends a task that goes on. @returns whether it still did */
export async function endTask(
  trx: WriteTransaction,
  id: number,
  end: { status: StoreTaskStatus; reason?: string; note?: string | null },
  at: number,
): Promise<boolean> {
  const row = await trx
    .updateTable('store_task')
    .set({ ...end, ended_at: at, active: null, expires_at: null, updated_at: at })
    .where('id', '=', id)
    .where('active', '=', 1)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Says that an order lies ready, or has a new code. */
export async function writeCode(
  trx: WriteTransaction,
  id: number,
  { kept, readyAt, expiresAt }: { kept: KeptCode; readyAt: number | null; expiresAt: number | null },
  at: number,
): Promise<void> {
  await trx
    .updateTable('store_task')
    .set({
      status: 'ready',
      code_salt: kept.salt,
      code_hash: kept.hash,
      attempts: 0,
      ready_at: readyAt,
      expires_at: expiresAt,
      updated_at: at,
    })
    .where('id', '=', id)
    .execute();
}

/** Counts a wrong code. */
export async function countAttempt(trx: WriteTransaction, id: number, at: number): Promise<void> {
  await trx
    .updateTable('store_task')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), updated_at: at }))
    .where('id', '=', id)
    .execute();
}

export async function insertLines(
  trx: WriteTransaction,
  shipmentId: number,
  lines: readonly { id: number; lineId: number; productId: number; quantity: number }[],
): Promise<void> {
  const rows = [...Map.groupBy(lines, ({ lineId }) => lineId)].flatMap(([lineId, own]) => {
    const [first] = own;
    if (!first) return [];
    const quantity = own.reduce((sum, line) => sum + line.quantity, 0);
    return [
      {
        shipment_id: shipmentId,
        order_line_id: lineId,
        allocation_id: first.id,
        product_id: first.productId,
        quantity,
      },
    ];
  });
  await inPieces(rows, async (piece) => {
    await trx.insertInto('shipment_line').values(piece).execute();
    return [];
  });
}

/** A wave does not hold an order at a facility any more. */
export async function leaveWaves(trx: WriteTransaction, facilityId: number, orderId: number): Promise<void> {
  await trx
    .updateTable('wave_order')
    .set({ active: null })
    .where('facility_id', '=', facilityId)
    .where('order_id', '=', orderId)
    .where('active', '=', 1)
    .execute();
}

/** An order leaves the waves of a facility that are still only planned. */
export async function leavePlannedWaves(
  trx: WriteTransaction,
  facilityId: number,
  orderId: number,
): Promise<void> {
  await trx
    .deleteFrom('wave_order')
    .where('facility_id', '=', facilityId)
    .where('order_id', '=', orderId)
    .where('active', '=', 1)
    .where('wave_id', 'in', (eb) => eb.selectFrom('wave').select('id').where('status', '=', 'planned'))
    .execute();
}

/** The customer has a shipment. */
export async function writeDelivered(trx: WriteTransaction, shipmentId: number, at: number): Promise<void> {
  await trx
    .updateTable('shipment')
    .set({ said_status: 'delivered', said_delivered_at: at, updated_at: at })
    .where('id', '=', shipmentId)
    .execute();
}

/** Gives back what a facility holds of an order. @returns the products */
export async function giveBack(
  trx: WriteTransaction,
  facilityId: number,
  orderId: number,
  at: number,
): Promise<number[]> {
  const rows = await trx
    .updateTable('allocation')
    .set({ status: 'cancelled', updated_at: at })
    .where('facility_id', '=', facilityId)
    .where('order_id', '=', orderId)
    .where('status', 'in', ['reserved', 'released'])
    .returning('product_id as productId')
    .execute();
  return [...new Set(rows.map(({ productId }) => productId))];
}
