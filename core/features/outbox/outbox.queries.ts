import type { MessageKind, RecordKind } from '../../contract/feed-records.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** A message to another system, to be written in the transaction that decides what it says. */
export interface NewMessage {
  feedId: number;
  kind: MessageKind;
  /** What it is about (`shipment:SH-1`): messages about the same thing keep their order. */
  subject: string;
  /** The same key is never written twice, so a repeated command sends nothing twice. */
  idempotencyKey: string;
  payload: Record<string, unknown>;
}

/** Writes messages into the outbox; returns how many were new. The sender takes them up after the commit. */
export async function enqueue(
  trx: WriteTransaction,
  messages: readonly NewMessage[],
  actor: string,
  at: number,
): Promise<number> {
  const written = await inPieces(messages, (piece) =>
    trx
      .insertInto('outbox')
      .values(
        piece.map((message) => ({
          feed_id: message.feedId,
          kind: message.kind,
          subject: message.subject,
          idempotency_key: message.idempotencyKey,
          payload_json: JSON.stringify(message.payload),
          state: 'waiting',
          actor,
          created_at: at,
          next_attempt_at: at,
        })),
      )
      .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
      .returning('id')
      .execute(),
  );
  return written.length;
}

export interface Destination {
  key: string;
  feedId: number;
  /** Name of the feed. */
  feed: string;
  /** The source's own name of the thing. */
  upstream: string | null;
}

/** Which feeds own these things and take such messages: those that brought them and deliver that kind. */
export async function destinationsFor(
  read: Database['read'],
  kind: RecordKind,
  keys: readonly string[],
  message: MessageKind,
): Promise<Destination[]> {
  const rows = await inPieces(keys, (piece) =>
    read
      .selectFrom('feed_record')
      .innerJoin('feed', 'feed.id', 'feed_record.feed_id')
      .select([
        'feed_record.key',
        'feed_record.feed_id as feedId',
        'feed_record.upstream',
        'feed.name',
        'feed.delivers_json',
      ])
      .where('feed_record.kind', '=', kind)
      .where('feed_record.key', 'in', piece)
      .where('feed_record.deleted_at', 'is', null)
      .where('feed.removed_at', 'is', null)
      .execute(),
  );
  return rows
    .filter((row) => (JSON.parse(row.delivers_json) as string[]).includes(message))
    .map(({ key, feedId, name, upstream }) => ({ key, feedId, feed: name, upstream }));
}

/** Cancels messages that still wait. @returns the keys of those that have been sent, or were tried: they stay */
export async function withdraw(trx: WriteTransaction, keys: readonly string[]): Promise<string[]> {
  const gone = await inPieces(keys, (piece) =>
    trx
      .updateTable('outbox')
      .set({ state: 'cancelled', next_attempt_at: null })
      .where('idempotency_key', 'in', piece)
      .where('state', '=', 'waiting')
      .where('attempts', '=', 0)
      .returning('idempotency_key as key')
      .execute(),
  );
  const withdrawn = new Set(gone.map(({ key }) => key));
  return keys.filter((key) => !withdrawn.has(key));
}
