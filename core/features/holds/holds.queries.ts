import type { Kysely } from 'kysely';
import type { HoldCode, HoldView } from '../../contract/validation.ts';
import { bulkUpdate } from '../../db/bulk-update.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Tables } from '../../db/tables.ts';
import type { Hold } from './hold.ts';

/** The holds and warnings that lie over orders now, by order. */
export async function activeHolds(
  db: Kysely<Tables>,
  orderIds: readonly number[],
): Promise<Map<number, Hold[]>> {
  const rows = await inPieces(orderIds, (piece) =>
    db
      .selectFrom('order_hold')
      .select(['order_id', 'code', 'mode', 'values_json', 'reason', 'since', 'placed_by', 'fingerprint'])
      .where('order_id', 'in', piece)
      .where('active', '=', 1)
      .orderBy('id')
      .execute(),
  );
  const found = new Map<number, Hold[]>();
  for (const [orderId, own] of Map.groupBy(rows, (row) => row.order_id)) {
    found.set(
      orderId,
      own.map(({ order_id: _, values_json, placed_by, ...row }): Hold => {
        const [code, mode] = [row.code as HoldCode, row.mode as Hold['mode']];
        return { ...row, code, mode, values: JSON.parse(values_json), by: placed_by };
      }),
    );
  }
  return found;
}

/** What persons let pass, by order: its code and what the order said then. */
export async function letPass(
  db: Kysely<Tables>,
  orderIds: readonly number[],
): Promise<Map<number, { code: string; fingerprint: string | null }[]>> {
  const rows = await inPieces(orderIds, (piece) =>
    db
      .selectFrom('order_hold')
      .select(['order_id', 'code', 'fingerprint'])
      .where('order_id', 'in', piece)
      .where('active', 'is', null)
      .where('released_by', 'is not', null)
      .execute(),
  );
  return Map.groupBy(rows, (row) => row.order_id);
}

/** Holds that begin, of many orders at once. */
export async function placeHolds(
  tools: WriteTools,
  holds: readonly (Hold & { orderId: number })[],
): Promise<void> {
  if (holds.length === 0) return;
  const columns = [
    'order_id',
    'code',
    'mode',
    'active',
    'values_json',
    'reason',
    'fingerprint',
    'since',
    'placed_by',
  ];
  await tools.bulkInsert(
    'order_hold',
    columns,
    holds.map(({ orderId, code, mode, values, reason, fingerprint, since, by }) => [
      orderId,
      code,
      mode,
      1,
      JSON.stringify(values),
      reason,
      fingerprint,
      since,
      by,
    ]),
  );
}

/** Ends holds of one order; without `by` because their cause went away. */
export async function endHolds(
  trx: WriteTransaction,
  orderId: number,
  codes: readonly HoldCode[],
  end: { at: number; by: string | null; note: string | null },
): Promise<void> {
  if (codes.length === 0) return;
  await trx
    .updateTable('order_hold')
    .set({ active: null, released_at: end.at, released_by: end.by, note: end.note })
    .where('order_id', '=', orderId)
    .where('code', 'in', codes)
    .where('active', '=', 1)
    .execute();
}

/** Figures, words and mode of a hold that stays. */
export async function restateHold(trx: WriteTransaction, orderId: number, hold: Hold): Promise<void> {
  const { mode, reason, fingerprint } = hold;
  await trx
    .updateTable('order_hold')
    .set({ mode, reason, fingerprint, values_json: JSON.stringify(hold.values) })
    .where('order_id', '=', orderId)
    .where('code', '=', hold.code)
    .where('active', '=', 1)
    .execute();
}

/** Rows are id, status, reason, codes, updated. */
export function writeHeldOrders(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = {
    status: 'text',
    hold_reason: 'text',
    hold_codes: 'text',
    updated_at: 'bigint',
  } as const;
  return bulkUpdate(trx, tools, { table: 'sales_order', columns }, rows);
}

/** An order that a person holds: Vigie has worked on it. */
export async function writeHeldByHand(
  trx: WriteTransaction,
  orderId: number,
  order: { status: string; holdReason: string | null; holdCodes: string | null },
  at: number,
): Promise<void> {
  const { status, holdReason, holdCodes } = order;
  await trx
    .updateTable('sales_order')
    .set({ status, hold_reason: holdReason, hold_codes: holdCodes, worked_on_at: at, updated_at: at })
    .where('id', '=', orderId)
    .execute();
}

/** All holds and warnings of an order: active ones first, then the newest. */
export async function findHolds(db: Database, orderId: number): Promise<HoldView[]> {
  const rows = await db.read
    .selectFrom('order_hold')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy((eb) => eb.fn.coalesce('active', eb.lit(0)), 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code as HoldCode,
    mode: row.mode as HoldView['mode'],
    active: row.active === 1,
    values: JSON.parse(row.values_json),
    reason: row.reason,
    since: row.since,
    by: row.placed_by,
    releasedAt: row.released_at,
    releasedBy: row.released_by,
    note: row.note,
  }));
}
