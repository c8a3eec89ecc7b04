import type { FeedDraft, FeedView, TestStep } from '../contract/feeds.ts';
import type { AppContext } from '../features/context.ts';
import { runCommand } from '../features/journal/index.ts';
import { conflict, notFound } from '../features/procedures.ts';
import type { AnyConnector, RawItem } from './connector.ts';
import { FeedFaultError } from './connector.ts';
import { parseRow } from './engine/apply-inbox.ts';
import { type FeedsEngine, feedsOf } from './engine/engine.ts';
import {
  allFeeds,
  feedByCode,
  feedById,
  forgetFeed,
  insertFeed,
  updateFeed,
  usedCodes,
} from './engine/feed.queries.ts';
import { connectorOf, type Feed, optionsOf, secretKey, toFault } from './engine/feed.ts';
import { dismissInbox, mendBody } from './engine/inbox.queries.ts';
import { type InboxFilter, inboxById, listInbox } from './engine/inbox-lists.queries.ts';
import { cancelOutbox, reviveMessages } from './engine/sender.queries.ts';
import { excerptOf, feedViews, inboxView, recordView } from './feeds.views.ts';

export async function listFeeds(ctx: AppContext): Promise<FeedView[]> {
  return feedViews(ctx, feedsOf(ctx), await allFeeds(ctx.db));
}

/** @throws NOT_FOUND */
export async function findFeed(ctx: AppContext, id: number): Promise<Feed> {
  const feed = await feedById(ctx.db, id);
  if (!feed) throw notFound('feed', String(id));
  return feed;
}

export async function viewFeed(ctx: AppContext, id: number): Promise<FeedView> {
  const [view] = await feedViews(ctx, feedsOf(ctx), [await findFeed(ctx, id)]);
  return view as FeedView;
}

/** A feed with what its form needs; its secrets only by name. */
export async function getFeed(ctx: AppContext, id: number) {
  const feed = await findFeed(ctx, id);
  const connector = feedsOf(ctx).registry.get(feed.connector);
  const kept = new Set(await ctx.secrets.names(secretKey(feed.code, '')));
  return {
    feed: await viewFeed(ctx, id),
    options: feed.options,
    secrets: (connector?.secrets ?? [])
      .map(({ name }) => name)
      .filter((name) => kept.has(secretKey(feed.code, name))),
    hookPath: connector?.receive ? `/hooks/${feed.code}` : null,
  };
}

function knownConnector(engine: FeedsEngine, id: string): AnyConnector {
  const connector = engine.registry.get(id);
  if (!connector) throw notFound('connector', id);
  return connector;
}

/** A fault as the answer to a command. */
function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FeedFaultError)) throw error;
    throw conflict(error.message, error.code, error.action ?? undefined);
  }
}

/** Makes a feed or changes it. Secrets go to the store first: a feed is never active without them. */
export async function saveFeed(ctx: AppContext, draft: FeedDraft): Promise<FeedView> {
  const engine = feedsOf(ctx);
  const connector = knownConnector(engine, draft.connector);
  const options = inWords(() => optionsOf(connector, draft));
  const before = draft.id === undefined ? null : await findFeed(ctx, draft.id);
  if (before && before.connector !== draft.connector) {
    throw conflict('A feed keeps its connector.', 'otherConnector', 'Make a new feed.');
  }
  const code = before?.code ?? codeFor(draft.name, await usedCodes(ctx.db));
  const unknown = Object.keys(draft.secrets).find(
    (name) => !connector.secrets.some((secret) => secret.name === name),
  );
  if (unknown) throw notFound('secret', unknown);
  for (const [name, value] of Object.entries(draft.secrets))
    await ctx.secrets.set(secretKey(code, name), value);
  const id = await runCommand(ctx, 'feeds.save', async (command) => {
    const row = {
      name: draft.name,
      options_json: JSON.stringify(draft.options),
      kinds_json: JSON.stringify(connector.kinds(options)),
      delivers_json: JSON.stringify(connector.delivers(options)),
      active: draft.active ? 1 : 0,
      interval_seconds: connector.pull ? draft.intervalSeconds : 0,
      budget_per_hour: draft.budgetPerHour,
      updated_at: command.at,
    };
    const feedId =
      before?.id ??
      (await insertFeed(command.trx, { ...row, code, connector: draft.connector, created_at: command.at }));
    if (before) await updateFeed(command.trx, before.id, { ...row, failures: 0, fault_json: null });
    const { secrets: _never, ...told } = draft;
    command.record({
      entity: 'feed',
      id: feedId,
      key: code,
      before: before && describe(before),
      after: told,
    });
    command.publish({ type: 'feeds.changed', feedId });
    return feedId;
  });
  return viewFeed(ctx, id);
}

function describe({ name, options, active, intervalSeconds, budgetPerHour }: Feed) {
  return { name, options, active, intervalSeconds, budgetPerHour };
}

/** `Tryton Lyon` becomes `tryton-lyon`, or `tryton-lyon-2` when that is taken. */
export function codeFor(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'feed';
  if (!taken.has(plain)) return plain;
  for (let count = 2; ; count++) if (!taken.has(`${plain}-${count}`)) return `${plain}-${count}`;
}

export async function setActive(ctx: AppContext, id: number, active: boolean): Promise<FeedView> {
  const feed = await findFeed(ctx, id);
  await runCommand(ctx, 'feeds.setActive', async (command) => {
    await updateFeed(command.trx, id, {
      active: active ? 1 : 0,
      updated_at: command.at,
      ...(active ? { failures: 0, fault_json: null, last_attempt_at: null } : {}),
    });
    command.record({
      entity: 'feed',
      id,
      key: feed.code,
      before: { active: feed.active },
      after: { active },
    });
    command.publish({ type: 'feeds.changed', feedId: id });
  });
  if (!active) feedsOf(ctx).cancel(id);
  return viewFeed(ctx, id);
}

export async function removeFeed(ctx: AppContext, id: number): Promise<void> {
  const feed = await findFeed(ctx, id);
  feedsOf(ctx).cancel(id);
  await runCommand(ctx, 'feeds.remove', async (command) => {
    await forgetFeed(command.trx, id, command.at);
    command.record({ entity: 'feed', id, key: feed.code, before: describe(feed), after: null });
    command.publish({ type: 'feeds.changed', feedId: id });
    command.publish({ type: 'differences.changed' });
  });
  for (const name of await ctx.secrets.names(secretKey(feed.code, ''))) await ctx.secrets.delete(name);
}

export interface FeedTry {
  id?: number | undefined;
  connector: string;
  options: Record<string, unknown>;
  secrets: Record<string, string>;
}

async function tryTools(ctx: AppContext, attempt: FeedTry, signal: AbortSignal) {
  const engine = feedsOf(ctx);
  const connector = knownConnector(engine, attempt.connector);
  const feed = attempt.id === undefined ? null : await findFeed(ctx, attempt.id);
  const identity = { id: feed?.id ?? 0, code: feed?.code ?? '', name: feed?.name ?? connector.id };
  const tools = engine.draftTools(
    { ...identity, connector: attempt.connector, options: attempt.options },
    attempt.secrets,
    signal,
  );
  return { connector, tools, feed };
}

/** Tries a connection; what goes wrong is a step that is not ok. */
export async function testFeed(
  ctx: AppContext,
  attempt: FeedTry,
  signal: AbortSignal,
): Promise<{ ok: boolean; steps: TestStep[] }> {
  try {
    const { connector, tools } = await tryTools(ctx, attempt, signal);
    const steps = await connector.test(tools);
    return { ok: steps.every(({ ok }) => ok), steps };
  } catch (error) {
    if (!(error instanceof FeedFaultError)) throw error;
    const { message, action } = toFault(error, ctx.clock());
    return { ok: false, steps: [{ code: error.code, ok: false, detail: message, action }] };
  }
}

/** The first items that a feed would bring, as they would be understood. */
export async function previewFeed(ctx: AppContext, attempt: FeedTry, limit: number, signal: AbortSignal) {
  const { connector, tools } = await tryTools(ctx, attempt, signal);
  const items: RawItem[] = [];
  if (connector.pull) {
    try {
      for await (const batch of connector.pull(tools, null, { type: 'sync' })) {
        items.push(...batch.items.slice(0, limit - items.length));
        if (items.length >= limit) break;
      }
    } catch (error) {
      if (!(error instanceof FeedFaultError)) throw error;
      throw conflict(error.message, error.code, error.action ?? undefined);
    }
  }
  return {
    items: items.map((item) => {
      const parsed = item.parsed ?? connector.parse(item, tools.options);
      return {
        kind: item.kind,
        key: item.key,
        excerpt: excerptOf(item.body),
        records: parsed.records.map(recordView),
        problems: parsed.problems,
      };
    }),
  };
}

export async function listInboxRows(
  ctx: AppContext,
  filter: InboxFilter & { offset: number; limit: number },
) {
  const { rows, total, reasons } = await listInbox(ctx.db, filter, filter.offset, filter.limit);
  return {
    rows: rows.map(inboxView),
    total,
    reasons: reasons.map(({ code, rows: count, problems }) => ({
      code: code ?? '',
      reason: firstReason(problems, code),
      rows: Number(count),
    })),
  };
}

function firstReason(problemsJson: string | null, code: string | null): string {
  const problems = problemsJson ? (JSON.parse(problemsJson) as { code: string; reason: string }[]) : [];
  return problems.find((problem) => problem.code === code)?.reason ?? code ?? '';
}

async function findInboxRow(ctx: AppContext, id: number) {
  const row = await inboxById(ctx.db, id);
  if (!row) throw notFound('record', String(id));
  return row;
}

/** A raw record with what it gives. */
export async function getInboxItem(ctx: AppContext, id: number) {
  const row = await findInboxRow(ctx, id);
  const feed = await feedById(ctx.db, row.feed_id);
  const connector = feed ? feedsOf(ctx).registry.get(feed.connector) : undefined;
  const { kind, key, version } = row;
  const stored = {
    id,
    kind,
    key,
    version,
    body: row.mended_body ?? row.body,
    deleted: row.hash === 'deleted',
  };
  const records = feed && connector ? parseRow(connector, optionsOf(connector, feed), stored).records : [];
  return {
    row: inboxView(row),
    body: row.body,
    mendedBody: row.mended_body,
    records: records.map(recordView),
  };
}

/** Corrects a raw record and applies it. When it is still wrong it stays, with what is wrong now. */
export async function mendInboxRow(ctx: AppContext, id: number, body: string) {
  const row = await findInboxRow(ctx, id);
  if (row.state !== 'quarantined' && row.state !== 'waiting') {
    throw conflict('This record is no longer in quarantine.', 'notOpen');
  }
  await runCommand(ctx, 'feeds.mend', async (command) => {
    await mendBody(command.trx, id, body);
    command.record({ entity: 'inbox', id, key: row.key, before: row.mended_body ?? row.body, after: body });
  });
  const { applied } = await feedsOf(ctx).replay([id]);
  return { applied: applied > 0, row: inboxView(await findInboxRow(ctx, id)) };
}

const REPLAY_PAGE = 1000;

/** Applies raw records again: those named, or all in quarantine of a feed or a reason. */
export async function replayInbox(
  ctx: AppContext,
  which: { ids?: number[] | undefined; feedId?: number | undefined; code?: string | undefined },
): Promise<{ tried: number; applied: number }> {
  if (which.ids) return feedsOf(ctx).replay(which.ids);
  const total = { tried: 0, applied: 0 };
  for (let offset = 0; ; ) {
    const filter: InboxFilter = {
      states: ['quarantined', 'waiting'],
      feedId: which.feedId,
      code: which.code,
    };
    const { rows } = await listInbox(ctx.db, filter, offset, REPLAY_PAGE);
    if (rows.length === 0) return total;
    const { tried, applied } = await feedsOf(ctx).replay(rows.map(({ id }) => id));
    total.tried += tried;
    total.applied += applied;
    offset += tried - applied;
  }
}

export async function dismissInboxRows(ctx: AppContext, ids: readonly number[]): Promise<number> {
  return runCommand(ctx, 'feeds.dismiss', async (command) => {
    const dismissed = await dismissInbox(command.trx, ids);
    for (const id of ids)
      command.record({ entity: 'inbox', id, key: null, before: null, after: { state: 'dismissed' } });
    command.publish({ type: 'feeds.changed' });
    command.publish({ type: 'quarantine.changed' });
    return dismissed;
  });
}

export async function retryMessages(
  ctx: AppContext,
  which: { ids?: number[] | undefined; feedId?: number | undefined },
): Promise<number> {
  const retried = await runCommand(ctx, 'feeds.retry', async (command) => {
    const count = await reviveMessages(command.trx, which, command.at);
    command.record({
      entity: 'outbox',
      id: null,
      key: null,
      before: null,
      after: { ...which, retried: count },
    });
    command.publish({ type: 'feeds.changed' });
    return count;
  });
  await feedsOf(ctx).send();
  return retried;
}

export async function cancelMessages(ctx: AppContext, ids: readonly number[]): Promise<number> {
  return runCommand(ctx, 'feeds.cancelMessages', async (command) => {
    const cancelled = await cancelOutbox(command.trx, ids);
    for (const id of ids)
      command.record({ entity: 'outbox', id, key: null, before: null, after: { state: 'cancelled' } });
    command.publish({ type: 'feeds.changed' });
    return cancelled;
  });
}

/** The built-in feed of a connector that has just one (intake, demo carriers): made when it is not there. */
export async function ensureFeed(
  ctx: AppContext,
  wanted: {
    code: string;
    name: string;
    connector: string;
    options: Record<string, unknown>;
    intervalSeconds: number;
  },
): Promise<Feed> {
  const known = await feedByCode(ctx.db, wanted.code);
  if (known) return known;
  const view = await saveFeed(ctx, {
    name: wanted.code,
    connector: wanted.connector,
    options: wanted.options,
    secrets: {},
    intervalSeconds: wanted.intervalSeconds,
    budgetPerHour: null,
    active: true,
  });
  await runCommand(ctx, 'feeds.save', (command) => updateFeed(command.trx, view.id, { name: wanted.name }));
  return findFeed(ctx, view.id);
}

/** @throws FeedFaultError when this version does not know the feed's connector. */
export function connectorFor(ctx: AppContext, feed: Pick<Feed, 'connector'>): AnyConnector {
  return connectorOf(feedsOf(ctx).registry, feed.connector);
}
