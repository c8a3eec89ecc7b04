import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

export interface KnownItem {
  key: string;
  hash: string;
  version: number | null;
  /** When it was stored. */
  seenAt: number;
  deleted: boolean;
}

/** The result of a full comparison of one raw kind. */
export interface KindCensus {
  kind: string;
  there: number;
  here: number;
  checksumThere: string;
  checksumHere: string;
  differing: number;
  missingHere: number;
  deletedThere: number;
}

export interface StoredCensus {
  startedAt: number;
  at: number;
  kinds: (KindCensus & { complete: boolean })[];
}

/** What is known of raw items of a feed, by their keys. */
export async function knownItems(
  db: Database,
  feedId: number,
  kind: string,
  keys: readonly string[],
): Promise<Map<string, KnownItem>> {
  const rows = await inPieces(keys, (piece) =>
    db.read
      .selectFrom('feed_item')
      .select(['key', 'hash', 'version', 'seen_at', 'deleted_at'])
      .where('feed_id', '=', feedId)
      .where('kind', '=', kind)
      .where('key', 'in', piece)
      .execute(),
  );
  return new Map(
    rows.map(({ key, hash, version, seen_at, deleted_at }) => [
      key,
      { key, hash, version, seenAt: seen_at, deleted: deleted_at !== null },
    ]),
  );
}

export async function countKnown(db: Database, feedId: number): Promise<number> {
  const row = await db.read
    .selectFrom('feed_item')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('feed_id', '=', feedId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Raw items of a kind that were known before an instant and not deleted, in chunks. */
export async function* knownBefore(
  db: Database,
  feedId: number,
  kind: string,
  before: number,
): AsyncGenerator<{ key: string; hash: string }[]> {
  const query = db.read
    .selectFrom('feed_item')
    .select(['key', 'hash'])
    .where('feed_id', '=', feedId)
    .where('kind', '=', kind)
    .where('deleted_at', 'is', null)
    .where('seen_at', '<', before);
  for await (const chunk of db.stream(query)) {
    yield chunk.rows.map(([key, hash]) => ({ key: String(key), hash: String(hash) }));
  }
}

/** What a deleted item is told by in place of the hash of its body: when it comes back, it is news. */
const DELETED_HASH = 'deleted';

/** Notes items as deleted at the source, except those that came in since an instant; returns the keys of the others. */
export async function markItemsDeleted(
  trx: WriteTransaction,
  feedId: number,
  kind: string,
  keys: readonly string[],
  before: number,
  at: number,
): Promise<string[]> {
  const rows = await inPieces(keys, (piece) =>
    trx
      .updateTable('feed_item')
      .set({ hash: DELETED_HASH, deleted_at: at })
      .where('feed_id', '=', feedId)
      .where('kind', '=', kind)
      .where('key', 'in', piece)
      .where('deleted_at', 'is', null)
      .where('seen_at', '<', before)
      .returning('key')
      .execute(),
  );
  return rows.map(({ key }) => key);
}

/** Notes what items brought as deleted at the source; returns which things that are. */
export function markRecordsDeleted(
  trx: WriteTransaction,
  feedId: number,
  itemKind: string,
  itemKeys: readonly string[],
  at: number,
): Promise<{ kind: string; key: string }[]> {
  return inPieces(itemKeys, (piece) =>
    trx
      .updateTable('feed_record')
      .set({ deleted_at: at })
      .where('feed_id', '=', feedId)
      .where('item_kind', '=', itemKind)
      .where('item_key', 'in', piece)
      .where('deleted_at', 'is', null)
      .returning(['kind', 'key'])
      .execute(),
  );
}

export async function storeCensus(
  trx: WriteTransaction,
  feedId: number,
  census: StoredCensus,
): Promise<void> {
  await trx
    .updateTable('feed')
    .set({ census_json: JSON.stringify(census) })
    .where('id', '=', feedId)
    .execute();
}

export async function loadCensus(
  db: Database,
  feedId: number,
): Promise<{ census_json: string | null } | undefined> {
  return db.read
    .selectFrom('feed')
    .select('census_json')
    .where('id', '=', feedId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}
