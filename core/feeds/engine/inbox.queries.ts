import { hash as digest } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import type { InboxState, RecordProblem } from '../../contract/feed-records.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Row } from '../../db/tables.ts';
import type { RawItem } from '../connector.ts';

const INBOX_COLUMNS = ['feed_id', 'kind', 'key', 'hash', 'version', 'body', 'state', 'received_at'] as const;
const ITEM_COLUMNS = [
  'feed_id',
  'kind',
  'key',
  'hash',
  'version',
  'inbox_id',
  'seen_at',
  'deleted_at',
] as const;

/** A raw record in the inbox, with what is needed to make something of it. */
export interface StoredItem extends Pick<RawItem, 'kind' | 'key' | 'version' | 'body' | 'parsed'> {
  id: number;
  deleted: boolean;
}

export interface TakenIn {
  /** New ones to be applied, in the order in which they came. */
  stored: StoredItem[];
  duplicates: number;
  stale: number;
}

export const DELETED = '';

export function hashOf(item: Pick<RawItem, 'body' | 'deleted'>): string {
  return item.deleted ? 'deleted' : digest('sha256', item.body, 'base64url');
}

/** In the words of the index over what is not yet dealt with: SQLite uses it only where a statement says the same. */
export const notDealtWith = sql<SqlBool>`state in ('received', 'waiting', 'quarantined')`;

const idOf = (kind: string, key: string) => `${kind}\u0000${key}`;

/**
 * Stores raw items that are new, inside the caller's transaction. What came before with the same body is a duplicate; what
 * is older than what is known is kept as `stale`.
 */
export async function storeItems(
  trx: WriteTransaction,
  tools: WriteTools,
  feedId: number,
  items: readonly RawItem[],
  at: number,
): Promise<TakenIn> {
  const known = await knownItems(trx, feedId, items);
  const fresh: { item: RawItem; hash: string; stale: boolean }[] = [];
  let duplicates = 0;
  for (const item of items) {
    const hash = hashOf(item);
    const id = idOf(item.kind, item.key);
    const before = known.get(id);
    if (before?.hash === hash) {
      duplicates++;
      continue;
    }
    const stale = isOlder(item.version, before?.version ?? null);
    fresh.push({ item, hash, stale });
    if (!stale) known.set(id, { hash, version: item.version ?? before?.version ?? null });
  }
  if (fresh.length === 0) return { stored: [], duplicates, stale: 0 };
  const ids = await insertInbox(trx, tools, feedId, fresh, at);
  const newest = new Map<string, unknown[]>();
  const stored: StoredItem[] = [];
  fresh.forEach(({ item, hash, stale }, index) => {
    if (stale) return;
    const id = ids[index] as number;
    const deleted = item.deleted === true;
    const version = known.get(idOf(item.kind, item.key))?.version ?? null;
    newest.set(idOf(item.kind, item.key), [
      feedId,
      item.kind,
      item.key,
      hash,
      version,
      id,
      at,
      deleted ? at : null,
    ]);
    stored.push({ ...item, id, deleted });
  });
  await tools.bulkUpsert('feed_item', ITEM_COLUMNS, [...newest.values()], {
    keys: ['feed_id', 'kind', 'key'],
    replace: ['hash', 'version', 'inbox_id', 'seen_at', 'deleted_at'],
  });
  return { stored, duplicates, stale: fresh.length - stored.length };
}

function isOlder(version: number | null, known: number | null): boolean {
  return version !== null && known !== null && version < known;
}

async function knownItems(trx: WriteTransaction, feedId: number, items: readonly RawItem[]) {
  const known = new Map<string, { hash: string; version: number | null }>();
  for (const [kind, keys] of keysByKind(items)) {
    const rows = await inPieces([...keys], (piece) =>
      trx
        .selectFrom('feed_item')
        .select(['key', 'hash', 'version'])
        .where('feed_id', '=', feedId)
        .where('kind', '=', kind)
        .where('key', 'in', piece)
        .execute(),
    );
    for (const row of rows) known.set(idOf(kind, row.key), row);
  }
  return known;
}

function keysByKind(items: readonly Pick<RawItem, 'kind' | 'key'>[]): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const { kind, key } of items) {
    const keys = kinds.get(kind);
    if (keys) keys.add(key);
    else kinds.set(kind, new Set([key]));
  }
  return kinds;
}

async function insertInbox(
  trx: WriteTransaction,
  tools: WriteTools,
  feedId: number,
  fresh: readonly { item: RawItem; hash: string; stale: boolean }[],
  at: number,
): Promise<number[]> {
  const before = await trx
    .selectFrom('feed_inbox')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  await tools.bulkInsert(
    'feed_inbox',
    INBOX_COLUMNS,
    fresh.map(({ item, hash, stale }) => [
      feedId,
      item.kind,
      item.key,
      hash,
      item.version,
      item.deleted ? DELETED : item.body,
      stale ? 'stale' : 'received',
      at,
    ]),
  );
  const rows = await trx
    .selectFrom('feed_inbox')
    .select('id')
    .where('feed_id', '=', feedId)
    .where('id', '>', before?.id ?? 0)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** What became of one inbox row. */
export interface Settled {
  id: number;
  state: InboxState;
  problems: readonly RecordProblem[];
  /** What a waiting row waits for. */
  waitsFor: string | null;
}

/** Writes what became of rows; those of the same state and without problems in one statement. */
export async function settleRows(trx: WriteTransaction, rows: readonly Settled[], at: number): Promise<void> {
  const plain = new Map<InboxState, number[]>();
  for (const row of rows) {
    if (row.problems.length > 0) continue;
    const ids = plain.get(row.state);
    if (ids) ids.push(row.id);
    else plain.set(row.state, [row.id]);
  }
  for (const [state, ids] of plain) {
    await inPieces(ids, (piece) =>
      trx
        .updateTable('feed_inbox')
        .set((eb) => ({
          state,
          code: null,
          waits_for: null,
          problems_json: null,
          applied_at: at,
          attempts: eb('attempts', '+', 1),
        }))
        .where('id', 'in', piece)
        .execute(),
    );
  }
  for (const row of rows) {
    if (row.problems.length === 0) continue;
    await trx
      .updateTable('feed_inbox')
      .set((eb) => ({
        state: row.state,
        code: (row.problems.find(({ severity }) => severity !== 'warning') ?? row.problems[0])?.code ?? null,
        waits_for: row.waitsFor,
        problems_json: JSON.stringify(row.problems),
        applied_at: row.state === 'applied' || row.state === 'unchanged' ? at : null,
        attempts: eb('attempts', '+', 1),
      }))
      .where('id', '=', row.id)
      .execute();
  }
}

const toStored = (row: Row<'feed_inbox'>): StoredItem => ({
  id: row.id,
  kind: row.kind,
  key: row.key,
  version: row.version,
  body: row.mended_body ?? row.body,
  deleted: row.hash === 'deleted' && row.mended_body === null,
});

/** Rows of a feed in some state, oldest first. */
export async function rowsInState(
  db: Database,
  feedId: number,
  state: InboxState,
  after: number,
  limit: number,
  code?: string,
): Promise<StoredItem[]> {
  let query = db.read
    .selectFrom('feed_inbox')
    .selectAll()
    .where('feed_id', '=', feedId)
    .where('state', '=', state)
    .where(notDealtWith)
    .where('id', '>', after);
  if (code) query = query.where('code', '=', code);
  return (await query.orderBy('id').limit(limit).execute()).map(toStored);
}

export async function rowsById(
  db: Database,
  ids: readonly number[],
): Promise<(StoredItem & { feedId: number; state: InboxState })[]> {
  const rows = await inPieces(ids, (piece) =>
    db.read.selectFrom('feed_inbox').selectAll().where('id', 'in', piece).orderBy('id').execute(),
  );
  return rows.map((row) => ({ ...toStored(row), feedId: row.feed_id, state: row.state as InboxState }));
}

/** Waiting rows, of any feed, whose missing reference is one of these. */
export async function rowsWaitingFor(
  db: Database,
  references: readonly string[],
): Promise<{ id: number; feedId: number }[]> {
  const rows = await inPieces(references, (piece) =>
    db.read
      .selectFrom('feed_inbox')
      .select(['id', 'feed_id as feedId'])
      .where('state', '=', 'waiting')
      .where('waits_for', 'in', piece)
      .execute(),
  );
  return rows;
}

export async function mendBody(trx: WriteTransaction, id: number, body: string): Promise<void> {
  await trx.updateTable('feed_inbox').set({ mended_body: body }).where('id', '=', id).execute();
}

export async function dismissInbox(trx: WriteTransaction, ids: readonly number[]): Promise<number> {
  const changed = await inPieces(ids, (piece) =>
    trx
      .updateTable('feed_inbox')
      .set({ state: 'dismissed' })
      .where('id', 'in', piece)
      .where('state', 'in', ['waiting', 'quarantined'])
      .returning('id')
      .execute(),
  );
  return changed.length;
}

/** Raw records that were dealt with before `before` and are not the newest of their thing. */
export async function pruneInbox(trx: WriteTransaction, before: number, limit: number): Promise<number> {
  const old = await trx
    .selectFrom('feed_inbox')
    .select('id')
    .where('received_at', '<', before)
    .where('state', 'in', ['applied', 'unchanged', 'stale', 'dismissed'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('feed_item')
            .select('inbox_id')
            .whereRef('feed_item.feed_id', '=', 'feed_inbox.feed_id')
            .whereRef('feed_item.kind', '=', 'feed_inbox.kind')
            .whereRef('feed_item.key', '=', 'feed_inbox.key')
            .whereRef('feed_item.inbox_id', '=', 'feed_inbox.id'),
        ),
      ),
    )
    .limit(limit)
    .execute();
  await inPieces(
    old.map(({ id }) => id),
    (piece) => trx.deleteFrom('feed_inbox').where('id', 'in', piece).execute(),
  );
  return old.length;
}

/** Keys and versions of the things that a source is known to have. */
export async function* streamItems(
  db: Database,
  feedId: number,
  kind: string,
): AsyncGenerator<{ key: string; version: number | null }> {
  const query = db.read
    .selectFrom('feed_item')
    .select(['key', 'version'])
    .where('feed_id', '=', feedId)
    .where('kind', '=', kind)
    .where('deleted_at', 'is', null)
    .orderBy('key');
  for await (const chunk of db.stream(query)) {
    for (const [key, version] of chunk.rows)
      yield { key: String(key), version: version === null ? null : Number(version) };
  }
}

const NONCE = 'nonce';

/** Notes what names a received request; false when it was noted before. */
export async function noteNonce(
  trx: WriteTransaction,
  feedId: number,
  nonce: string,
  at: number,
): Promise<boolean> {
  const rows = await trx
    .insertInto('feed_item')
    .values({
      feed_id: feedId,
      kind: NONCE,
      key: nonce,
      hash: '',
      version: null,
      inbox_id: 0,
      seen_at: at,
      deleted_at: null,
    })
    .onConflict((conflict) => conflict.columns(['feed_id', 'kind', 'key']).doNothing())
    .returning('key')
    .execute();
  return rows.length > 0;
}

export async function forgetNonces(trx: WriteTransaction, before: number): Promise<void> {
  await trx.deleteFrom('feed_item').where('kind', '=', NONCE).where('seen_at', '<', before).execute();
}
