import type { Database } from '../../db/database.ts';
import type { ItemRef } from './compare.ts';
import type { Reader } from './current-facts.queries.ts';

const PENDING = ['waiting', 'quarantined'];

/** Raw records of a feed that could not be used yet, oldest first, after one. */
export async function pendingItems(db: Database, feedId: number, after: number, limit: number) {
  const rows = await db.read
    .selectFrom('feed_inbox')
    .select(['id', 'kind', 'key', 'version', 'body', 'mended_body', 'hash'])
    .where('feed_id', '=', feedId)
    .where('state', 'in', PENDING)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, kind, key, version, body, mended_body, hash }) => ({
    id,
    kind,
    key,
    version,
    body: mended_body ?? body,
    deleted: hash === 'deleted' && mended_body === null,
  }));
}

/** Whether what a feed told of a thing still waits in the inbox. */
export async function isPending(db: Reader, feedId: number, item: ItemRef): Promise<boolean> {
  const row = await db
    .selectFrom('feed_inbox')
    .select('id')
    .where('feed_id', '=', feedId)
    .where('kind', '=', item.kind)
    .where('key', '=', item.key)
    .where('state', 'in', PENDING)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
