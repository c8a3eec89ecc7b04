import type { FeedFault, MessageKind, OutboxState } from '../../contract/feed-records.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import { forAddressee, forOthers } from '../../features/outbox/index.ts';
import type { Message } from '../connector.ts';

export interface StoredMessage extends Message {
  id: number;
  feedId: number;
}

/** Feeds that have something to send, due now. */
export async function feedsWithDueMessages(db: Database, now: number): Promise<number[]> {
  const rows = await db.read
    .selectFrom('outbox')
    .innerJoin('feed', 'feed.id', 'outbox.feed_id')
    .select('feed_id')
    .distinct()
    .where('outbox.state', '=', 'waiting')
    .where('next_attempt_at', '<=', now)
    .where('feed.active', '=', 1)
    .execute();
  return rows.map(({ feed_id }) => feed_id);
}

/**
 * The message of a feed whose turn it is: the oldest waiting one about a subject of which no earlier message is parked or
 * unsent. Null when there is none; one that is not due yet holds up those behind it.
 */
export async function nextMessage(db: Database, feedId: number, now: number): Promise<StoredMessage | null> {
  const row = await db.read
    .selectFrom('outbox as m')
    .selectAll('m')
    .where('m.feed_id', '=', feedId)
    .where('m.state', '=', 'waiting')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as e')
            .select('e.id')
            .whereRef('e.feed_id', '=', 'm.feed_id')
            .whereRef('e.subject', '=', 'm.subject')
            .whereRef('e.id', '<', 'm.id')
            .where('e.state', 'in', ['waiting', 'sending', 'parked']),
        ),
      ),
    )
    .orderBy('m.id')
    .limit(1)
    .executeTakeFirst();
  if (!row || (row.next_attempt_at ?? 0) > now) return null;
  return {
    id: row.id,
    feedId: row.feed_id,
    kind: row.kind as MessageKind,
    subject: row.subject,
    idempotencyKey: row.idempotency_key,
    createdAt: row.created_at,
    attempt: row.attempts + 1,
    payload: forAddressee(JSON.parse(row.payload_json)),
  };
}

export async function markSending(trx: WriteTransaction, id: number): Promise<boolean> {
  const rows = await trx
    .updateTable('outbox')
    .set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning('id')
    .execute();
  return rows.length > 0;
}

export async function markDelivered(
  trx: WriteTransaction,
  id: number,
  response: unknown,
  controlNumber: string | null,
  at: number,
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({
      state: 'delivered',
      delivered_at: at,
      next_attempt_at: null,
      fault_json: null,
      response_json: response === undefined ? null : JSON.stringify(response),
      control_number: controlNumber,
    })
    .where('id', '=', id)
    .execute();
  await forgetConfidential(trx, [id]);
}

export async function markFailed(
  trx: WriteTransaction,
  id: number,
  fault: FeedFault,
  nextAttemptAt: number | null,
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({
      state: nextAttemptAt === null ? 'parked' : 'waiting',
      next_attempt_at: nextAttemptAt,
      fault_json: JSON.stringify(fault),
    })
    .where('id', '=', id)
    .execute();
}

/** Waiting and parked messages are tried again now, with a fresh number of tries. */
export async function reviveMessages(
  trx: WriteTransaction,
  which: { ids?: readonly number[] | undefined; feedId?: number | undefined },
  at: number,
): Promise<number> {
  const update = () =>
    trx
      .updateTable('outbox')
      .set({ state: 'waiting', attempts: 0, next_attempt_at: at })
      .where('state', 'in', ['waiting', 'parked']);
  if (which.ids) {
    return (await inPieces(which.ids, (piece) => update().where('id', 'in', piece).returning('id').execute()))
      .length;
  }
  const all = which.feedId === undefined ? update() : update().where('feed_id', '=', which.feedId);
  return (await all.returning('id').execute()).length;
}

export async function cancelOutbox(trx: WriteTransaction, ids: readonly number[]): Promise<number> {
  const rows = await inPieces(ids, (piece) =>
    trx
      .updateTable('outbox')
      .set({ state: 'cancelled', next_attempt_at: null })
      .where('id', 'in', piece)
      .where('state', 'in', ['waiting', 'parked'])
      .returning('id')
      .execute(),
  );
  await forgetConfidential(
    trx,
    rows.map(({ id }) => id),
  );
  return rows.length;
}

/** What is sent, or will never be, keeps no words for the addressee alone. */
async function forgetConfidential(trx: WriteTransaction, ids: readonly number[]): Promise<void> {
  const rows = await inPieces(ids, (piece) =>
    trx
      .selectFrom('outbox')
      .select(['id', 'payload_json'])
      .where('id', 'in', piece)
      .where('payload_json', 'like', '%"confidential":%')
      .execute(),
  );
  for (const { id, payload_json } of rows) {
    const shown = JSON.stringify(forOthers(JSON.parse(payload_json)));
    await trx.updateTable('outbox').set({ payload_json: shown }).where('id', '=', id).execute();
  }
}

export async function listOutbox(
  db: Database,
  filter: { states: readonly OutboxState[]; feedId?: number | undefined },
  offset: number,
  limit: number,
) {
  const rowsOf = () => {
    const query = db.read
      .selectFrom('outbox')
      .innerJoin('feed', 'feed.id', 'outbox.feed_id')
      .where('outbox.state', 'in', filter.states);
    return filter.feedId === undefined ? query : query.where('outbox.feed_id', '=', filter.feedId);
  };
  const [rows, count] = await Promise.all([
    rowsOf()
      .selectAll('outbox')
      .select('feed.name as feed_name')
      .orderBy('outbox.id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute(),
    rowsOf()
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  ]);
  return { rows, total: Number(count.count) };
}
