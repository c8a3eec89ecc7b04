import type { PromiseHold, PromiseOption, PromiseRequest } from '../../contract/promise.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { NewRow } from '../../db/tables.ts';
import { isActiveHold } from './open-promises.ts';

type Kysely = Database['read'];
type HoldQuery = { statuses?: PromiseHold['status'][] | undefined; offset: number; limit: number };

export interface StoredHold {
  id: number;
  requestHash: string;
  view: PromiseHold;
}

function selectHolds(db: Kysely) {
  return db
    .selectFrom('promise_hold as h')
    .leftJoin('sales_order as o', 'o.id', 'h.order_id')
    .select(['h.id', 'h.request_hash', 'h.reference', 'h.status', 'h.actor', 'h.channel', 'h.request_json'])
    .select(['h.option_json', 'h.created_at', 'h.expires_at', 'h.ended_at', 'o.number as order_number']);
}

type HoldRow = Awaited<ReturnType<ReturnType<typeof selectHolds>['execute']>>[number];

function toStored(row: HoldRow): StoredHold {
  const request = JSON.parse(row.request_json) as PromiseRequest;
  return {
    id: row.id,
    requestHash: row.request_hash,
    view: {
      reference: row.reference,
      status: row.status as PromiseHold['status'],
      actor: row.actor,
      mode: request.mode,
      channel: row.channel as PromiseHold['channel'],
      lines: request.lines,
      destination: placeOf(request),
      option: JSON.parse(row.option_json) as PromiseOption,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      endedAt: row.ended_at,
      orderNumber: row.order_number,
    },
  };
}

function placeOf({ mode, store, destination }: PromiseRequest): string {
  if (mode === 'clickAndCollect') return store ?? '';
  const { postalCode, city, country } = destination ?? {};
  return [postalCode, city, country].filter(Boolean).join(' ');
}

export async function findHold(
  db: Kysely,
  by: { reference: string } | { key: string },
): Promise<StoredHold | null> {
  const row = await selectHolds(db)
    .$if('reference' in by, (query) => query.where('h.reference', '=', 'reference' in by ? by.reference : ''))
    .$if('key' in by, (query) => query.where('h.idempotency_key', '=', 'key' in by ? by.key : ''))
    .executeTakeFirst();
  return row ? toStored(row) : null;
}

export async function listHolds(
  db: Database,
  { statuses, offset, limit }: HoldQuery,
): Promise<{ rows: PromiseHold[]; total: number }> {
  const [rows, { total }] = await Promise.all([
    selectHolds(db.read)
      .$if(statuses !== undefined, (query) => query.where('h.status', 'in', statuses ?? []))
      .orderBy('h.id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute(),
    db.read
      .selectFrom('promise_hold')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .$if(statuses !== undefined, (query) => query.where('status', 'in', statuses ?? []))
      .executeTakeFirstOrThrow(),
  ]);
  return { rows: rows.map((row) => toStored(row).view), total: Number(total) };
}

export async function insertHold(trx: WriteTransaction, row: NewRow<'promise_hold'>): Promise<number> {
  return (await trx.insertInto('promise_hold').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

/** Reserves. The database itself refuses what is not available. */
export async function insertHoldLines(
  trx: WriteTransaction,
  lines: readonly NewRow<'promise_hold_line'>[],
): Promise<void> {
  if (lines.length > 0) await trx.insertInto('promise_hold_line').values(lines).execute();
}

export async function insertInboundPromises(
  trx: WriteTransaction,
  promises: readonly NewRow<'inbound_promise'>[],
): Promise<void> {
  if (promises.length > 0) await trx.insertInto('inbound_promise').values(promises).execute();
}

export function anyOverdue(db: Database, now: number): Promise<{ id: number } | undefined> {
  return db.read
    .selectFrom('promise_hold')
    .select('id')
    .where(isActiveHold('promise_hold'))
    .where('expires_at', '<=', now)
    .limit(1)
    .executeTakeFirst();
}

export function findOverdue(
  trx: WriteTransaction,
  now: number,
  limit: number,
): Promise<{ id: number; reference: string }[]> {
  return trx
    .selectFrom('promise_hold')
    .select(['id', 'reference'])
    .where(isActiveHold('promise_hold'))
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
}

/** Ends holds that are still active; returns those that this ended. */
export async function markEnded(
  trx: WriteTransaction,
  ids: readonly number[],
  end: { status: 'released' | 'expired' | 'converted'; at: number; orderId?: number },
): Promise<number[]> {
  const rows = await inPieces(ids, (piece) =>
    trx
      .updateTable('promise_hold')
      .set({ status: end.status, ended_at: end.at, ...(end.orderId ? { order_id: end.orderId } : {}) })
      .where('id', 'in', piece)
      .where('status', '=', 'active')
      .returning('id')
      .execute(),
  );
  return rows.map(({ id }) => id);
}

export interface HeldLine {
  holdId: number;
  productId: number;
  facilityId: number;
  quantity: number;
  serviceId: number | null;
  costMinor: number;
}

/** Gives the stock of holds back; returns what they held. */
export async function endHoldLines(trx: WriteTransaction, holdIds: readonly number[]): Promise<HeldLine[]> {
  const rows = await inPieces(holdIds, (piece) =>
    trx
      .updateTable('promise_hold_line')
      .set({ status: 'ended' })
      .where('hold_id', 'in', piece)
      .where('status', '=', 'held')
      .returning(['hold_id', 'product_id', 'facility_id', 'quantity', 'service_id', 'cost_minor'])
      .execute(),
  );
  return rows.map((row) => ({
    holdId: row.hold_id,
    productId: row.product_id,
    facilityId: row.facility_id,
    quantity: row.quantity,
    serviceId: row.service_id,
    costMinor: row.cost_minor,
  }));
}

/** Gives back what holds have spoken for of inbounds; returns the products. */
export async function endHeldPromises(
  trx: WriteTransaction,
  holdIds: readonly number[],
  at: number,
): Promise<number[]> {
  const rows = await inPieces(holdIds, (piece) =>
    trx
      .updateTable('inbound_promise')
      .set({ status: 'ended', updated_at: at })
      .where('hold_id', 'in', piece)
      .where('status', '=', 'held')
      .returning('product_id')
      .execute(),
  );
  return rows.map((row) => row.product_id);
}
