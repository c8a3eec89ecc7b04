import type { FeedFault } from '../../contract/feed-records.ts';
import type { FeedRun } from '../../contract/feeds.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { NewRow, Row } from '../../db/tables.ts';
import { type Feed, toFeed } from './feed.ts';
import { notDealtWith } from './inbox.queries.ts';

export async function allFeeds(db: Database): Promise<Feed[]> {
  const rows = await db.read
    .selectFrom('feed')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(toFeed);
}

export async function feedById(db: Database, id: number): Promise<Feed | null> {
  const row = await db.read
    .selectFrom('feed')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row ? toFeed(row) : null;
}

export async function feedByCode(db: Database, code: string): Promise<Feed | null> {
  const row = await db.read
    .selectFrom('feed')
    .selectAll()
    .where('code', '=', code)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row ? toFeed(row) : null;
}

/** Codes ever used, removed feeds included: a code stays with the facts that it brought. */
export async function usedCodes(db: Database): Promise<Set<string>> {
  return new Set((await db.read.selectFrom('feed').select('code').execute()).map(({ code }) => code));
}

export async function insertFeed(trx: WriteTransaction, row: NewRow<'feed'>): Promise<number> {
  const { id } = await trx.insertInto('feed').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function updateFeed(
  trx: WriteTransaction,
  id: number,
  changes: Partial<NewRow<'feed'>>,
): Promise<void> {
  await trx.updateTable('feed').set(changes).where('id', '=', id).execute();
}

export async function callsOf(db: Database, id: number): Promise<string | null> {
  const row = await db.read.selectFrom('feed').select('calls_json').where('id', '=', id).executeTakeFirst();
  return row?.calls_json ?? null;
}

/** Removes what of a feed has not yet had an effect; what it brought stays, as does what it said. */
export async function forgetFeed(trx: WriteTransaction, id: number, at: number): Promise<void> {
  await trx
    .updateTable('feed_inbox')
    .set({ state: 'dismissed' })
    .where('feed_id', '=', id)
    .where('state', 'in', ['received', 'waiting', 'quarantined'])
    .execute();
  await trx
    .updateTable('outbox')
    .set({ state: 'cancelled' })
    .where('feed_id', '=', id)
    .where('state', 'in', ['waiting', 'sending', 'parked'])
    .execute();
  await trx.deleteFrom('feed_record').where('feed_id', '=', id).execute();
  await updateFeed(trx, id, { active: 0, removed_at: at, updated_at: at });
}

/** The figures of a run, as its row keeps them. */
export type RunCounts = Pick<
  FeedRun,
  | 'received'
  | 'duplicates'
  | 'applied'
  | 'unchanged'
  | 'stale'
  | 'waiting'
  | 'quarantined'
  | 'kinds'
  | 'calls'
>;

export const NO_RUN_COUNTS: RunCounts = {
  received: 0,
  duplicates: 0,
  applied: 0,
  unchanged: 0,
  stale: 0,
  waiting: 0,
  quarantined: 0,
  kinds: {},
  calls: 0,
};

export async function insertRun(
  trx: WriteTransaction,
  run: Pick<FeedRun, 'feedId' | 'kind' | 'trigger' | 'startedAt'>,
): Promise<number> {
  const { id } = await trx
    .insertInto('feed_run')
    .values({
      feed_id: run.feedId,
      kind: run.kind,
      trigger: run.trigger,
      status: 'running',
      started_at: run.startedAt,
      counts_json: JSON.stringify(NO_RUN_COUNTS),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function finishRun(
  trx: WriteTransaction,
  id: number,
  status: FeedRun['status'],
  counts: RunCounts,
  error: FeedFault | null,
  at: number,
): Promise<void> {
  await trx
    .updateTable('feed_run')
    .set({
      status,
      counts_json: JSON.stringify(counts),
      error_json: error ? JSON.stringify(error) : null,
      finished_at: at,
    })
    .where('id', '=', id)
    .execute();
}

/** What a killed core left unfinished. */
export async function tidyAfterKill(trx: WriteTransaction, at: number): Promise<void> {
  await trx
    .updateTable('feed_run')
    .set({ status: 'interrupted', finished_at: at })
    .where('status', '=', 'running')
    .execute();
  await trx
    .updateTable('outbox')
    .set({ state: 'waiting', next_attempt_at: at })
    .where('state', '=', 'sending')
    .execute();
}

export function toRun(row: Row<'feed_run'>): FeedRun {
  return {
    id: row.id,
    feedId: row.feed_id,
    kind: row.kind as FeedRun['kind'],
    trigger: row.trigger as FeedRun['trigger'],
    status: row.status as FeedRun['status'],
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    progress: row.finished_at === null ? null : 1,
    ...NO_RUN_COUNTS,
    ...(JSON.parse(row.counts_json) as Partial<RunCounts>),
    error: row.error_json === null ? null : (JSON.parse(row.error_json) as FeedFault),
  };
}

export async function listRuns(db: Database, feedId: number | undefined, offset: number, limit: number) {
  const rowsOf = () => {
    const query = db.read.selectFrom('feed_run');
    return feedId === undefined ? query : query.where('feed_id', '=', feedId);
  };
  const [rows, count] = await Promise.all([
    rowsOf()
      .selectAll()
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute(),
    rowsOf()
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  ]);
  return { rows: rows.map(toRun), total: Number(count.count) };
}

const HOUR_MS = 3_600_000;

/** Per feed: what waits on both sides, and how many records came in the last hour. */
export async function backlogs(db: Database, now: number) {
  const [inbox, outbox, recent, differences] = await Promise.all([
    db.read
      .selectFrom('feed_inbox')
      .select((eb) => ['feed_id', 'state', eb.fn.countAll<number>().as('count')])
      .where(notDealtWith)
      .groupBy(['feed_id', 'state'])
      .execute(),
    db.read
      .selectFrom('outbox')
      .select((eb) => ['feed_id', 'state', eb.fn.countAll<number>().as('count')])
      .where('state', 'in', ['waiting', 'sending', 'parked'])
      .groupBy(['feed_id', 'state'])
      .execute(),
    db.read
      .selectFrom('feed_run')
      .select(['feed_id', 'counts_json'])
      .where('started_at', '>', now - HOUR_MS)
      .execute(),
    db.read
      .selectFrom('difference')
      .select(['says_json'])
      .where('status', '=', 'open')
      .limit(10_000)
      .execute(),
  ]);
  return { inbox, outbox, recent, differences };
}
