import { type Expression, type SqlBool, sql } from 'kysely';
import type { InboxState } from '../../contract/feed-records.ts';
import type { Database } from '../../db/database.ts';

/** Which rows of the inbox a screen shows. */
export interface InboxFilter {
  states: readonly InboxState[];
  feedId?: number | undefined;
  code?: string | undefined;
  search?: string | undefined;
}

function inboxRows(db: Database, filter: InboxFilter) {
  return db.read
    .selectFrom('feed_inbox')
    .innerJoin('feed', 'feed.id', 'feed_inbox.feed_id')
    .where((eb) => {
      const parts: Expression<SqlBool>[] = [eb('feed_inbox.state', 'in', filter.states)];
      if (filter.feedId !== undefined) parts.push(eb('feed_inbox.feed_id', '=', filter.feedId));
      if (filter.code) parts.push(eb('feed_inbox.code', '=', filter.code));
      if (filter.search) {
        const like = `%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
        parts.push(
          eb.or([
            sql<SqlBool>`lower(feed_inbox.key) like ${like} escape '\\'`,
            sql<SqlBool>`lower(feed_inbox.body) like ${like} escape '\\'`,
          ]),
        );
      }
      return eb.and(parts);
    });
}

export async function listInbox(db: Database, filter: InboxFilter, offset: number, limit: number) {
  const [rows, count, reasons] = await Promise.all([
    inboxRows(db, filter)
      .selectAll('feed_inbox')
      .select('feed.name as feed_name')
      .orderBy('feed_inbox.id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute(),
    inboxRows(db, filter)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
    inboxRows(db, { ...filter, code: undefined })
      .select((eb) => [
        'feed_inbox.code',
        eb.fn.countAll<number>().as('rows'),
        eb.fn.max('feed_inbox.problems_json').as('problems'),
      ])
      .where('feed_inbox.code', 'is not', null)
      .groupBy('feed_inbox.code')
      .orderBy('rows', 'desc')
      .execute(),
  ]);
  return { rows, total: Number(count.count), reasons };
}

export function inboxById(db: Database, id: number) {
  return db.read
    .selectFrom('feed_inbox')
    .innerJoin('feed', 'feed.id', 'feed_inbox.feed_id')
    .selectAll('feed_inbox')
    .select('feed.name as feed_name')
    .where('feed_inbox.id', '=', id)
    .executeTakeFirst();
}
