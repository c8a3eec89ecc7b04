import type { InboxState, RecordProblem } from '../../contract/feed-records.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** What is kept of a request; `status` 0: claimed, and not yet answered. */
export interface StoredRequest {
  requestHash: string;
  status: number;
  response: unknown;
  createdAt: number;
}

export async function findRequest(
  db: Pick<Database, 'read'>,
  apiKeyId: number,
  idempotencyKey: string,
): Promise<StoredRequest | null> {
  const row = await db.read
    .selectFrom('intake_request')
    .selectAll()
    .where('api_key_id', '=', apiKeyId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
  if (!row) return null;
  const { request_hash, status, response_json, created_at } = row;
  const response: unknown = JSON.parse(response_json);
  return { requestHash: request_hash, status, response, createdAt: created_at };
}

/** Notes that a request is being worked on, unless it is known already. */
export async function claimRequest(
  trx: WriteTransaction,
  request: { apiKeyId: number; idempotencyKey: string; requestHash: string },
  at: number,
): Promise<void> {
  await trx
    .insertInto('intake_request')
    .values({
      api_key_id: request.apiKeyId,
      idempotency_key: request.idempotencyKey,
      request_hash: request.requestHash,
      status: 0,
      response_json: 'null',
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['api_key_id', 'idempotency_key']).doNothing())
    .execute();
}

/** Keeps the first answer that was given. */
export async function keepAnswer(
  trx: WriteTransaction,
  apiKeyId: number,
  idempotencyKey: string,
  status: number,
  response: unknown,
): Promise<void> {
  await trx
    .updateTable('intake_request')
    .set({ status, response_json: JSON.stringify(response) })
    .where('api_key_id', '=', apiKeyId)
    .where('idempotency_key', '=', idempotencyKey)
    .where('status', '=', 0)
    .execute();
}

export async function pruneRequests(trx: WriteTransaction, before: number): Promise<void> {
  await trx.deleteFrom('intake_request').where('created_at', '<', before).execute();
}

/** The newest inbox row of each key and body. */
export async function inboxOf(
  db: Database,
  feedId: number,
  kind: string,
  keys: readonly string[],
): Promise<{ id: number; key: string; hash: string; state: InboxState }[]> {
  const rows = await inPieces([...new Set(keys)], (piece) =>
    db.read
      .selectFrom('feed_inbox')
      .select(['id', 'key', 'hash', 'state'])
      .where('feed_id', '=', feedId)
      .where('kind', '=', kind)
      .where('key', 'in', piece)
      .orderBy('id')
      .execute(),
  );
  return rows.map((row) => ({ ...row, state: row.state as InboxState }));
}

export async function inboxStates(
  db: Database,
  ids: readonly number[],
): Promise<Map<number, { state: InboxState; problems: RecordProblem[] }>> {
  const rows = await inPieces(ids, (piece) =>
    db.read
      .selectFrom('feed_inbox')
      .select(['id', 'state', 'problems_json'])
      .where('id', 'in', piece)
      .execute(),
  );
  return new Map(
    rows.map(({ id, state, problems_json }) => [
      id,
      { state: state as InboxState, problems: JSON.parse(problems_json ?? '[]') as RecordProblem[] },
    ]),
  );
}
