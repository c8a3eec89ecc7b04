import type { DifferenceRow } from '../../contract/differences.ts';
import type { RecordKind } from '../../contract/feed-records.ts';
import { RECORD_KINDS } from '../../contract/feed-records.ts';
import type { Freshness } from '../../contract/feeds.ts';
import type { AppContext } from '../../features/context.ts';
import { notFound } from '../../features/procedures.ts';
import { allFeeds } from '../engine/feed.queries.ts';
import { isStale } from '../freshness.ts';
import type { RecordFields } from '../record.ts';
import { VIGIE } from './compare.ts';
import { type DifferenceFilter, feedNames, listRows } from './differences.queries.ts';
import { isCompared } from './fields.ts';
import { loadSaid } from './said.queries.ts';
import { type KindCensus, loadCensus, type StoredCensus } from './snapshot.queries.ts';

/** A window of the differences, newest first, with how many there are of each kind and field. */
export async function listDifferences(
  ctx: AppContext,
  { offset, limit, ...filter }: DifferenceFilter & { offset: number; limit: number },
) {
  const [{ rows, total, groups }, names] = await Promise.all([
    listRows(ctx.db, filter, offset, limit),
    feedNames(ctx.db.read),
  ]);
  const nameOf = (feedId: number | null, name: string) =>
    feedId === null ? VIGIE : (names.get(feedId) ?? name);
  return {
    rows: rows.map(
      ({ id, type, kind, key, field, says, status, since }): DifferenceRow => ({
        id,
        type,
        kind,
        key,
        field: field || null,
        says: says.map((entry) => ({ ...entry, name: nameOf(entry.feedId, entry.name) })),
        status,
        since,
      }),
    ),
    total,
    groups: groups.map((group) => ({
      kind: group.kind as RecordKind,
      type: group.type as DifferenceRow['type'],
      field: group.field || null,
      rows: Number(group.rows),
    })),
  };
}

/** The counts and checksums of the last full comparison. @throws NOT_FOUND */
export async function readCensus(
  ctx: AppContext,
  feedId: number,
): Promise<{ at: number | null; kinds: KindCensus[] }> {
  const row = await loadCensus(ctx.db, feedId);
  if (!row) throw notFound('feed', String(feedId));
  if (row.census_json === null) return { at: null, kinds: [] };
  const { at, kinds } = JSON.parse(row.census_json) as StoredCensus;
  return { at, kinds: kinds.map(({ complete: _complete, ...census }) => census) };
}

/** How old the facts of each kind are, by the active feeds that bring them. */
export async function freshness(ctx: AppContext): Promise<Freshness[]> {
  const now = ctx.clock();
  const feeds = (await allFeeds(ctx.db)).filter(({ active }) => active);
  return RECORD_KINDS.map((kind) => {
    const ofKind = feeds
      .filter(({ kinds }) => kinds.includes(kind))
      .map((feed) => ({
        feedId: feed.id,
        name: feed.name,
        lastSuccessAt: feed.lastSuccessAt,
        stale: isStale(feed, now),
        fault: feed.fault,
      }));
    const known = ofKind.map(({ lastSuccessAt }) => lastSuccessAt).filter((at) => at !== null);
    return {
      kind,
      asOf: known.length > 0 ? Math.min(...known) : null,
      stale: ofKind.some(({ stale }) => stale),
      feeds: ofKind,
    };
  });
}

/** Which feeds speak of a thing, with what each last said; carriers by their scans. */
export async function sourcesOf(ctx: AppContext, kind: RecordKind, key: string) {
  if (!isCompared(kind)) return [];
  const now = ctx.clock();
  const feeds = new Map((await allFeeds(ctx.db)).map((feed) => [feed.id, feed]));
  const said = (await loadSaid(ctx.db.read, kind, [key])).get(key) ?? [];
  return said.flatMap(({ feedId, name, at, deleted, upstream, fields }) => {
    const feed = feeds.get(feedId);
    if (!feed || deleted) return [];
    const source = { feedId, name, saidAt: at, confirmedAt: feed.lastSuccessAt, upstream };
    return [{ ...source, stale: isStale(feed, now), fields: withoutNulls(fields) }];
  });
}

function withoutNulls(fields: RecordFields): RecordFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
