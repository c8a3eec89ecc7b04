import type { FeedRun } from '../../contract/feeds.ts';
import type { AppContext } from '../../features/context.ts';
import type { TaskRunner } from '../../jobs/task-runner.ts';
import { registerShipments } from '../booking/index.ts';
import type { ConnectorTools, RawItem, ReceivedRequest } from '../connector.ts';
import { type Applied, addApplied, applyStored, nothingApplied, slices } from './apply-inbox.ts';
import { allFeeds, callsOf, feedByCode, feedById, tidyAfterKill, updateFeed } from './feed.queries.ts';
import { type ConnectorRegistry, connectorOf, type Feed } from './feed.ts';
import { FeedRunner, type RunRequest } from './feed-runner.ts';
import {
  forgetNonces,
  noteNonce,
  pruneInbox,
  rowsById,
  rowsInState,
  rowsWaitingFor,
  type StoredItem,
  storeItems,
  type TakenIn,
} from './inbox.queries.ts';
import { EngineLease } from './lease.ts';
import { Publisher } from './publisher.ts';
import { Sender } from './sender.ts';
import { Throttle } from './throttle.ts';
import { createTools, Redaction } from './tools.ts';

const TICK_MS = 500;
const LONGEST_PAUSE_MS = 5 * 60_000;
const KEPT_MS = 30 * 86_400_000;
const REGISTER_EVERY_MS = 20_000;
const PRUNE_EVERY_MS = 3_600_000;
const PRUNE_ROWS = 5_000;
const RETRY_WAITING_EVERY_MS = 60_000;
const RETRY_ROWS = 2_000;

/** When a feed is due again: its interval after a success, longer and longer after failures. */
export function pauseMs(intervalSeconds: number, failures: number): number {
  const interval = intervalSeconds * 1000;
  return failures === 0
    ? interval
    : Math.max(interval, Math.min(LONGEST_PAUSE_MS, interval * 2 ** Math.min(failures, 10)));
}

export interface EngineOptions {
  ctx: AppContext;
  registry: ConnectorRegistry;
  tasks: TaskRunner;
  /** Called once this program is the one that works the feeds. */
  onWorking?: () => void;
}

interface Running {
  runner: FeedRunner;
  abort: AbortController;
  ended: Promise<FeedRun>;
}

/** Works the feeds of one workspace: runs them when due, takes in what is received, applies, sends what must go out. */
export class FeedsEngine {
  readonly ctx: AppContext;
  readonly registry: ConnectorRegistry;
  readonly publisher: Publisher;
  readonly #tasks: TaskRunner;
  readonly #onWorking: () => void;
  readonly #lease: EngineLease;
  readonly #sender: Sender;
  readonly #running = new Map<number, Running>();
  readonly #throttles = new Map<number, Throttle>();
  readonly #redactions = new Map<number, Redaction>();
  readonly #applying = new Map<number, Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;
  #ticking = false;
  #tidied = false;
  #closed = false;
  #prunedAt = 0;
  #registeredAt = 0;
  #retryWaitingAt = 0;
  readonly #retriedUpTo = new Map<number, number>();

  constructor(options: EngineOptions) {
    this.ctx = options.ctx;
    this.registry = options.registry;
    this.#tasks = options.tasks;
    this.#onWorking = options.onWorking ?? (() => {});
    this.publisher = new Publisher(options.ctx);
    this.#lease = new EngineLease(options.ctx.db, options.ctx.clock);
    this.#sender = new Sender(options.ctx, options.registry, (feed, signal) => this.tools(feed, signal));
  }

  /** From now on feeds run by themselves, as long as no other program works them. */
  start(): void {
    this.#timer ??= setInterval(() => void this.#tick(), TICK_MS);
    void this.#tick();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const { abort } of this.#running.values()) abort.abort();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended.catch(() => {})));
    await Promise.allSettled(this.#applying.values());
    await this.#sender.close();
    await this.publisher.flush();
    await this.#lease.release().catch(() => {});
  }

  runOf(feedId: number): FeedRun | null {
    return this.#running.get(feedId)?.runner.tally.view ?? null;
  }

  callsLastHour(feedId: number): number {
    return this.#throttles.get(feedId)?.lastHour() ?? 0;
  }

  cancel(feedId: number): void {
    this.#running.get(feedId)?.abort.abort();
  }

  /** What a connector's code for this feed works with. @throws FeedFaultError when its options do not fit. */
  tools(feed: Feed, signal: AbortSignal): ConnectorTools<never> {
    return createTools({
      ctx: this.ctx,
      tasks: this.#tasks,
      feed,
      connector: connectorOf(this.registry, feed.connector),
      throttle: this.#throttleOf(feed.id),
      redaction: this.#redactionOf(feed.id),
      signal,
    });
  }

  /** Tools for a connection that is only tried: its secrets are those of the form, else the stored ones. */
  draftTools(
    feed: Pick<Feed, 'id' | 'code' | 'name' | 'options' | 'connector'>,
    secrets: Record<string, string>,
    signal: AbortSignal,
  ): ConnectorTools<never> {
    return createTools({
      ctx: this.ctx,
      tasks: this.#tasks,
      feed: { ...feed, budgetPerHour: null },
      connector: connectorOf(this.registry, feed.connector),
      throttle: new Throttle(this.ctx.clock),
      redaction: new Redaction(),
      signal,
      secrets,
    });
  }

  /** Runs a feed now, after the run under way if there is one; cancelled with `signal`. */
  async run(feedId: number, request: RunRequest, signal?: AbortSignal): Promise<FeedRun> {
    await this.#running.get(feedId)?.ended.catch(() => {});
    const feed = await feedById(this.ctx.db, feedId);
    if (!feed) throw new Error(`There is no feed ${feedId}.`);
    return this.#begin(feed, request, signal);
  }

  /** Stores what was received, and applies it soon after. Once this resolves nothing of it can be lost. */
  async takeIn(feed: Feed, items: readonly RawItem[]): Promise<TakenIn>;
  /** Null, and nothing stored, when a request with this nonce was taken in before. */
  async takeIn(feed: Feed, items: readonly RawItem[], nonce: string | null): Promise<TakenIn | null>;
  async takeIn(feed: Feed, items: readonly RawItem[], nonce: string | null = null): Promise<TakenIn | null> {
    const at = this.ctx.clock();
    const taken = await this.ctx.db.write(async (trx, tools) => {
      if (nonce !== null && !(await noteNonce(trx, feed.id, nonce, at))) return null;
      const stored = await storeItems(trx, tools, feed.id, items, at);
      await updateFeed(trx, feed.id, {
        last_record_at: at,
        last_success_at: at,
        last_attempt_at: at,
        failures: 0,
        fault_json: null,
      });
      return stored;
    });
    if (taken) void this.#applySoon(feed, taken.stored);
    return taken;
  }

  /** A webhook's request for the feed of that code. */
  async receive(code: string, request: ReceivedRequest): Promise<{ status: number; reason?: string }> {
    const feed = await feedByCode(this.ctx.db, code);
    const connector = feed ? this.registry.get(feed.connector) : undefined;
    if (!feed?.active || !connector?.receive) return { status: 404, reason: 'No feed takes requests here.' };
    const received = await connector.receive(this.tools(feed, AbortSignal.timeout(10_000)), request);
    if (!received.accepted) return { status: received.status, reason: received.reason };
    const taken = await this.takeIn(feed, received.items, received.nonce);
    return taken ? { status: 202 } : { status: 409, reason: 'This request was received before.' };
  }

  /** Applies rows of the inbox again; returns how many are now used. */
  async replay(ids: readonly number[]): Promise<{ tried: number; applied: number }> {
    let tried = 0;
    let applied = 0;
    for (const [feedId, rows] of groupByFeed(await rowsById(this.ctx.db, ids))) {
      const feed = await feedById(this.ctx.db, feedId);
      if (!feed) continue;
      const open = rows.filter(
        ({ state }) => state === 'waiting' || state === 'quarantined' || state === 'received',
      );
      const outcome = await this.#inTurn(feedId, () => this.#applyRows(feed, open));
      tried += open.length;
      applied += outcome.applied + outcome.unchanged;
    }
    await this.publisher.flush();
    return { tried, applied };
  }

  /** Sends what is due now. */
  async send(): Promise<void> {
    await this.#sender.wake();
  }

  /** Resolves when nothing is being run, applied or sent: for commands that come and go, and for tests. */
  async settle(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ ended }) => ended.catch(() => {})));
    await Promise.allSettled(this.#applying.values());
    await this.#sender.idle();
    await this.publisher.flush();
  }

  #throttleOf(feedId: number): Throttle {
    const throttle = this.#throttles.get(feedId) ?? new Throttle(this.ctx.clock);
    this.#throttles.set(feedId, throttle);
    return throttle;
  }

  #redactionOf(feedId: number): Redaction {
    const redaction = this.#redactions.get(feedId) ?? new Redaction();
    this.#redactions.set(feedId, redaction);
    return redaction;
  }

  async #tick(): Promise<void> {
    if (this.#ticking || this.#closed) return;
    this.#ticking = true;
    try {
      if (!(await this.#lease.hold())) return;
      await this.#tidyOnce();
      const now = this.ctx.clock();
      for (const feed of await allFeeds(this.ctx.db)) {
        if (this.#isDue(feed, now))
          void this.#begin(feed, { kind: 'sync', trigger: 'schedule' }).catch(() => {});
      }
      await this.#sender.wake();
      if (now >= this.#registeredAt + REGISTER_EVERY_MS) {
        this.#registeredAt = now;
        await registerShipments(this.ctx, await allFeeds(this.ctx.db));
      }
      await this.#retryWaiting(now);
      await this.#prune(now);
    } catch (error) {
      if (!this.#closed) this.ctx.log(`feeds: ${String(error)}`);
    } finally {
      this.#ticking = false;
    }
  }

  #isDue(feed: Feed, now: number): boolean {
    if (!feed.active || feed.intervalSeconds === 0 || this.#running.has(feed.id)) return false;
    if (!this.registry.get(feed.connector)?.pull) return false;
    return now >= (feed.lastAttemptAt ?? 0) + pauseMs(feed.intervalSeconds, feed.failures);
  }

  /** Once the lease is ours: what a killed program left half done is taken up. */
  async #tidyOnce(): Promise<void> {
    if (this.#tidied) return;
    this.#tidied = true;
    this.#onWorking();
    await this.ctx.db.write((trx) => tidyAfterKill(trx, this.ctx.clock()));
    for (const feed of await allFeeds(this.ctx.db)) {
      this.#throttleOf(feed.id).restore(await callsOf(this.ctx.db, feed.id));
      const left = await rowsInState(this.ctx.db, feed.id, 'received', 0, 1);
      if (left.length > 0 && !this.#running.has(feed.id)) {
        void this.#begin(feed, { kind: 'replay', trigger: 'start' }).catch(() => {});
      }
    }
  }

  /** What waits may have become right by an import or a command, of which no feed tells. */
  async #retryWaiting(now: number): Promise<void> {
    if (now < this.#retryWaitingAt) return;
    this.#retryWaitingAt = now + RETRY_WAITING_EVERY_MS;
    for (const feed of await allFeeds(this.ctx.db)) {
      const from = this.#retriedUpTo.get(feed.id) ?? 0;
      const rows = await rowsInState(this.ctx.db, feed.id, 'waiting', from, RETRY_ROWS);
      this.#retriedUpTo.set(feed.id, rows.length < RETRY_ROWS ? 0 : (rows.at(-1)?.id ?? 0));
      if (rows.length > 0) void this.#applySoon(feed, rows);
    }
  }

  async #prune(now: number): Promise<void> {
    if (now < this.#prunedAt + PRUNE_EVERY_MS) return;
    this.#prunedAt = now;
    await this.ctx.db.write(async (trx) => {
      await pruneInbox(trx, now - KEPT_MS, PRUNE_ROWS);
      await forgetNonces(trx, now - KEPT_MS);
    });
  }

  async #begin(feed: Feed, request: RunRequest, signal?: AbortSignal): Promise<FeedRun> {
    const abort = new AbortController();
    const onAbort = () => abort.abort();
    signal?.addEventListener('abort', onAbort);
    const throttle = this.#throttleOf(feed.id);
    const redaction = this.#redactionOf(feed.id);
    const connector = connectorOf(this.registry, feed.connector);
    const runner = new FeedRunner(
      this.ctx,
      feed,
      connector,
      () => this.tools(feed, abort.signal),
      {
        applied: (outcome) => this.#spread(outcome),
        changed: (feedId) => this.publisher.add([{ type: 'feeds.changed', feedId }]),
        calls: () => ({ made: throttle.made, json: throttle.toJson() }),
        redact: (text) => redaction.clean(text),
      },
      request,
      abort.signal,
    );
    const ended = this.#inTurn(feed.id, () => runner.perform()).finally(() => {
      this.#running.delete(feed.id);
      signal?.removeEventListener('abort', onAbort);
      this.publisher.add([{ type: 'feeds.changed', feedId: feed.id }]);
    });
    this.#running.set(feed.id, { runner, abort, ended });
    return ended;
  }

  /** One piece of work on a feed at a time. */
  #inTurn<T>(feedId: number, work: () => Promise<T>): Promise<T> {
    const before = this.#applying.get(feedId) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(work);
    const settled = mine
      .catch(() => {})
      .finally(() => {
        if (this.#applying.get(feedId) === settled) this.#applying.delete(feedId);
      });
    this.#applying.set(feedId, settled);
    return mine;
  }

  #applySoon(feed: Feed, rows: readonly StoredItem[]): Promise<unknown> {
    return this.#inTurn(feed.id, () => this.#applyRows(feed, rows)).catch((error: unknown) =>
      this.ctx.log(`feed ${feed.code}: applying what was received: ${String(error)}`),
    );
  }

  async #applyRows(feed: Feed, rows: readonly StoredItem[]): Promise<Applied> {
    const connector = connectorOf(this.registry, feed.connector);
    const total = nothingApplied();
    for (const slice of slices(rows)) {
      const outcome = await applyStored(this.ctx, connector, feed, slice);
      await this.#spread(outcome);
      addApplied(total, { ...outcome, events: [], references: new Set() });
    }
    this.publisher.add([{ type: 'feeds.changed', feedId: feed.id }]);
    return total;
  }

  /** Tells the screens, and tries again what waited for what has come. */
  async #spread(outcome: Applied): Promise<void> {
    this.publisher.add(outcome.events);
    if (outcome.waiting + outcome.quarantined > 0) this.publisher.add([{ type: 'quarantine.changed' }]);
    if (outcome.references.size === 0) return;
    const waiting = await rowsWaitingFor(this.ctx.db, [...outcome.references]);
    if (waiting.length > 0) void this.replay(waiting.map(({ id }) => id)).catch(() => {});
  }
}

function groupByFeed<T extends { feedId: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) groups.set(row.feedId, [...(groups.get(row.feedId) ?? []), row]);
  return groups;
}

const engines = new WeakMap<object, FeedsEngine>();

/** Names the engine of a workspace, for procedures and servers that have its context. */
export function bindEngine(engine: FeedsEngine): void {
  engines.set(engine.ctx.db, engine);
}

/** @throws Error when the workspace was opened without feeds. */
export function feedsOf(ctx: Pick<AppContext, 'db'>): FeedsEngine {
  const engine = engines.get(ctx.db);
  if (!engine) throw new Error('The feeds of this workspace are not open.');
  return engine;
}
