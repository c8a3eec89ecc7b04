import { setImmediate as breathe } from 'node:timers/promises';
import type { RecordKind } from '../../contract/feed-records.ts';
import type { WriteTransaction } from '../../db/database.ts';
import type { AppContext } from '../../features/context.ts';
import { publishChanges } from '../../features/journal/index.ts';
import type { FeedRecord } from '../record.ts';
import { absentKeys, type OwnerKind, ownersOf } from './absent.queries.ts';
import type { Hint } from './compare.ts';
import { kindsWithDifferences, standingDifferences, storedDifferences } from './differences.queries.ts';
import { type ComparedKind, isCompared } from './fields.ts';
import { planReview, reviewKeys, reviewThings } from './review.ts';
import { type BringingFeed, bringingFeeds, saidKeys, scannedKeys, shipmentsOfScans } from './said.queries.ts';

const PAGE = 1000;

type Told = Pick<FeedRecord, 'kind' | 'key' | 'fields' | 'deleted'>;

/**
 * Looks for differences in what a batch told of, inside the transaction that applied it; returns whether any came or went.
 * Costs two small reads where only one feed speaks of a kind and nothing of it is open: then a full comparison finds them.
 */
export async function findDifferences(
  trx: WriteTransaction,
  _feed: { id: number },
  records: readonly Told[],
  at: number,
): Promise<boolean> {
  const told = Map.groupBy(records, ({ kind }) => (kind === 'tracking' ? 'shipments' : kind));
  const kinds = [...told.keys()].filter(isCompared);
  if (kinds.length === 0) return false;
  const feeds = await bringingFeeds(trx);
  const standing = await kindsWithDifferences(trx, kinds);
  let changed = false;
  for (const kind of kinds) {
    const keys = await keysToReview(
      trx,
      kind,
      told.get(kind) ?? [],
      isShared(kind, feeds),
      standing.has(kind),
    );
    for (let from = 0; from < keys.length; from += PAGE) {
      if (await reviewKeys(trx, kind, keys.slice(from, from + PAGE), at)) changed = true;
    }
  }
  return changed;
}

/** Whether more than one feed speaks of a kind; those that scan speak of shipments. */
function isShared(kind: ComparedKind, feeds: readonly BringingFeed[]): boolean {
  const brings = ({ kinds }: BringingFeed) =>
    kinds.includes(kind) || (kind === 'shipments' && kinds.includes('tracking'));
  return feeds.filter(brings).length > 1;
}

async function keysToReview(
  trx: WriteTransaction,
  kind: ComparedKind,
  told: readonly Told[],
  shared: boolean,
  standing: boolean,
): Promise<string[]> {
  if (!shared && !standing) return [...new Set(told.filter(({ deleted }) => deleted).map(({ key }) => key))];
  const keys = await keysOf(trx, kind, told);
  if (shared) return keys;
  const stored = await storedDifferences(trx, kind, keys);
  const deleted = new Set(told.filter((record) => record.deleted).map(({ key }) => key));
  return keys.filter((key) => stored.has(key) || deleted.has(key));
}

async function keysOf(trx: WriteTransaction, kind: ComparedKind, told: readonly Told[]): Promise<string[]> {
  const keys = new Set(told.filter((record) => record.kind === kind).map(({ key }) => key));
  const scans = told.filter((record) => record.kind === 'tracking').map(({ fields }) => fields);
  if (scans.length > 0) for (const number of await shipmentsOfScans(trx, scans)) keys.add(number);
  return [...keys];
}

/** Compares all that feeds ever said of these kinds, page by page; a page is only written where something changed. */
export async function findAllDifferences(
  ctx: AppContext,
  kinds: readonly RecordKind[],
  signal: AbortSignal,
  progress: (share: number | null) => void,
): Promise<void> {
  const all = new Set(kinds.map((kind) => (kind === 'tracking' ? 'shipments' : kind)).filter(isCompared));
  const feeds = await bringingFeeds(ctx.db.read);
  let changed = false;
  let done = 0;
  for (const kind of all) {
    for await (const { keys, hints } of pagesOf(ctx, kind, feeds)) {
      signal.throwIfAborted();
      if (await reviewPage(ctx, kind, keys, hints)) changed = true;
      await breathe();
    }
    progress(++done / all.size);
  }
  if (changed) await publishChanges(ctx, [{ type: 'differences.changed' }]);
}

interface Page {
  keys: string[];
  hints: Map<string, Hint>;
}

async function* pagesOf(
  ctx: AppContext,
  kind: ComparedKind,
  feeds: readonly BringingFeed[],
): AsyncGenerator<Page> {
  const db = ctx.db.read;
  yield* inOrder((after) => saidKeys(db, kind, after, PAGE));
  if (kind === 'shipments') yield* inOrder((after) => scannedKeys(db, after, PAGE));
  for (let after = 0; ; ) {
    const rows = await standingDifferences(db, kind, after, PAGE);
    if (rows.length === 0) break;
    after = rows.at(-1)?.id ?? after;
    yield { keys: [...new Set(rows.map(({ key }) => key))], hints: new Map() };
  }
  for (const owner of ownersOf(kind, feeds)) {
    const keys = await absentKeys(db, kind as OwnerKind, owner);
    for (let from = 0; from < keys.length; from += PAGE) {
      const piece = keys.slice(from, from + PAGE);
      const hint: Hint = { type: 'missingThere', feedId: owner.id, name: owner.name };
      yield { keys: piece, hints: new Map(piece.map((key) => [key, hint])) };
    }
  }
}

async function* inOrder(pageAfter: (after: string) => Promise<string[]>): AsyncGenerator<Page> {
  for (let after = ''; ; ) {
    const keys = await pageAfter(after);
    if (keys.length === 0) return;
    after = keys.at(-1) ?? after;
    yield { keys, hints: new Map() };
  }
}

/** Compared off the writer's thread first: most pages have nothing to write. */
async function reviewPage(
  ctx: AppContext,
  kind: ComparedKind,
  keys: readonly string[],
  hints: ReadonlyMap<string, Hint>,
): Promise<boolean> {
  const at = ctx.clock();
  const { keys: suspects } = planReview(await reviewThings(ctx.db.read, kind, keys, hints, at), at);
  if (suspects.length === 0) return false;
  return ctx.db.write((trx) => reviewKeys(trx, kind, suspects, at, hints));
}
