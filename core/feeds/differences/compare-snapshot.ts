import type { WriteTransaction } from '../../db/database.ts';
import type { AppContext } from '../../features/context.ts';
import { publishChanges } from '../../features/journal/index.ts';
import type { AnyConnector, ConnectorTools, RawItem } from '../connector.ts';
import { FeedFaultError } from '../connector.ts';
import { hashOf } from '../engine/inbox.queries.ts';
import { isCompared } from './fields.ts';
import { Checksum, KeySet } from './key-set.ts';
import { notePending } from './note-pending.ts';
import { reviewKeys } from './review.ts';
import {
  countKnown,
  type KindCensus,
  type KnownItem,
  knownBefore,
  knownItems,
  markItemsDeleted,
  markRecordsDeleted,
  type StoredCensus,
  storeCensus,
} from './snapshot.queries.ts';

const DELETED_BATCH = 500;
/** The comparison with the workspace follows. */
const SHARE_OF_PROGRESS = 0.9;

export interface CompareHooks {
  onProgress(share: number | null): void;
  /** Takes in what is new or changed there, as any other raw items. */
  takeIn(items: readonly RawItem[]): Promise<void>;
}

/** One raw kind under comparison. */
class KindTally {
  readonly kind: string;
  readonly seen = new KeySet();
  readonly there = new Checksum();
  readonly here = new Checksum();
  complete = false;
  known = 0;
  differing = 0;
  missingHere = 0;
  deletedThere = 0;

  constructor(kind: string) {
    this.kind = kind;
  }

  /** Accounts for an item of the source; returns whether it must be taken in. */
  compare(item: RawItem, known: KnownItem | undefined, startedAt: number): boolean {
    const hash = hashOf(item);
    const first = this.seen.add(item.key);
    const here = known && !known.deleted ? known : undefined;
    const same = here?.hash === hash;
    const changedMeanwhile = known !== undefined && known.seenAt >= startedAt;
    const older =
      known !== undefined && item.version !== null && item.version < (known.version ?? item.version);
    if (first) {
      this.there.add(item.key, changedMeanwhile && here ? here.hash : hash);
      if (here) this.countHere(item.key, here.hash);
      if (!here && !changedMeanwhile) this.missingHere++;
      if (here && !same && !changedMeanwhile) this.differing++;
    }
    return !same && !older;
  }

  /** An item that is known here. */
  countHere(key: string, hash: string): void {
    this.known++;
    this.here.add(key, hash);
  }

  get census(): KindCensus & { complete: boolean } {
    return {
      kind: this.kind,
      there: this.seen.size,
      here: this.known,
      checksumThere: this.there.toString(),
      checksumHere: this.here.toString(),
      differing: this.differing,
      missingHere: this.missingHere,
      deletedThere: this.deletedThere,
      complete: this.complete,
    };
  }
}

/**
 * Compares all that a source has with all that came from it, kind by kind: counts and checksums. What is new or changed there
 * is taken in; what is no longer there becomes a difference on which a person decides, since a source may also have kept it
 * from us. Of the source only a batch is held at a time, and 8 bytes a key. What comes in while it runs is neither called
 * deleted nor different. @throws FeedFaultError `cannotCompare`.
 */
export async function compareSnapshot(
  ctx: AppContext,
  feed: { id: number; name: string },
  connector: AnyConnector,
  tools: ConnectorTools<never>,
  hooks: CompareHooks,
): Promise<StoredCensus> {
  if (!connector.snapshot) {
    throw new FeedFaultError('cannotCompare', `${feed.name} cannot tell all that it has.`, {
      action: 'Run a back-fill instead.',
      temporary: false,
    });
  }
  const startedAt = ctx.clock();
  const expected = await countKnown(ctx.db, feed.id);
  const tallies = new Map<string, KindTally>();
  let read = 0;
  for await (const { kind, items, complete } of connector.snapshot(tools)) {
    tools.signal.throwIfAborted();
    const tally = tallies.get(kind) ?? new KindTally(kind);
    tallies.set(kind, tally);
    tally.complete = complete;
    await compareBatch(ctx, feed.id, tally, items, startedAt, hooks);
    read += items.length;
    hooks.onProgress(expected === 0 ? null : Math.min(1, read / expected) * SHARE_OF_PROGRESS);
  }
  let deleted = 0;
  for (const tally of tallies.values()) {
    await findDeleted(ctx, feed.id, tally, startedAt, tools.signal);
    deleted += tally.deletedThere;
  }
  await notePending(ctx, feed, connector, tools);
  const kinds = [...tallies.values()].map(({ census }) => census);
  const census: StoredCensus = { startedAt, at: ctx.clock(), kinds };
  await ctx.db.write((trx) => storeCensus(trx, feed.id, census));
  if (deleted > 0) await publishChanges(ctx, [{ type: 'differences.changed' }]);
  return census;
}

async function compareBatch(
  ctx: AppContext,
  feedId: number,
  tally: KindTally,
  items: readonly RawItem[],
  startedAt: number,
  { takeIn }: CompareHooks,
): Promise<void> {
  if (items.length === 0) return;
  const known = await knownItems(
    ctx.db,
    feedId,
    tally.kind,
    items.map(({ key }) => key),
  );
  const news = items.filter((item) => tally.compare(item, known.get(item.key), startedAt));
  if (news.length > 0) await takeIn(news);
}

/** What was known before the comparison began and that the source did not name. */
async function findDeleted(
  ctx: AppContext,
  feedId: number,
  tally: KindTally,
  startedAt: number,
  signal: AbortSignal,
): Promise<void> {
  const deleted: string[] = [];
  for await (const chunk of knownBefore(ctx.db, feedId, tally.kind, startedAt)) {
    signal.throwIfAborted();
    for (const { key, hash } of chunk) {
      if (tally.seen.has(key)) continue;
      tally.countHere(key, hash);
      if (tally.complete) deleted.push(key);
    }
  }
  for (let from = 0; from < deleted.length; from += DELETED_BATCH) {
    signal.throwIfAborted();
    const keys = deleted.slice(from, from + DELETED_BATCH);
    tally.deletedThere += await ctx.db.write((trx) =>
      noteDeleted(trx, feedId, tally.kind, keys, startedAt, ctx.clock()),
    );
  }
}

/** Notes items as deleted there, unless they came in meanwhile, and what they brought as differences; returns how many. */
async function noteDeleted(
  trx: WriteTransaction,
  feedId: number,
  kind: string,
  keys: readonly string[],
  startedAt: number,
  at: number,
): Promise<number> {
  const gone = await markItemsDeleted(trx, feedId, kind, keys, startedAt, at);
  const records = await markRecordsDeleted(trx, feedId, kind, gone, at);
  for (const [recordKind, group] of Map.groupBy(records, (record) => record.kind)) {
    if (!isCompared(recordKind)) continue;
    await reviewKeys(
      trx,
      recordKind,
      group.map(({ key }) => key),
      at,
    );
  }
  return gone.length;
}
