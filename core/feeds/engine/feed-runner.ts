import { setImmediate as breathe } from 'node:timers/promises';
import type { FeedFault } from '../../contract/feed-records.ts';
import type { FeedRun } from '../../contract/feeds.ts';
import type { AppContext } from '../../features/context.ts';
import type { AnyConnector, ConnectorTools, PullMode, RawItem, SettledOutcome } from '../connector.ts';
import { FeedFaultError } from '../connector.ts';
import { compareSnapshot, findAllDifferences } from '../differences/index.ts';
import { type Applied, addApplied, applyStored, nothingApplied, slices } from './apply-inbox.ts';
import { finishRun, insertRun, updateFeed } from './feed.queries.ts';
import { type Feed, toFault } from './feed.ts';
import { rowsInState, type StoredItem, storeItems, type TakenIn } from './inbox.queries.ts';
import { oneAhead } from './one-ahead.ts';
import { RunTally } from './run-tally.ts';

const PENDING_ROWS = 1000;

export interface RunnerHooks {
  /** Something was applied: screens and waiting rows want to know. */
  applied(outcome: Applied): Promise<void>;
  changed(feedId: number): void;
  calls(): { made: number; json: string };
  redact(text: string): string;
}

export interface RunRequest {
  kind: FeedRun['kind'];
  trigger: FeedRun['trigger'];
  /** Of a back-fill: from when. */
  from?: number;
}

/** One stretch of work on one feed. */
export class FeedRunner {
  readonly #ctx: AppContext;
  readonly #feed: Feed;
  readonly #connector: AnyConnector;
  readonly #openTools: () => ConnectorTools<never>;
  readonly #signal: AbortSignal;
  readonly #hooks: RunnerHooks;
  readonly #request: RunRequest;
  readonly tally: RunTally;
  #row: number | null = null;
  #unsettled: SettledOutcome = nothingApplied();

  constructor(
    ctx: AppContext,
    feed: Feed,
    connector: AnyConnector,
    openTools: () => ConnectorTools<never>,
    hooks: RunnerHooks,
    request: RunRequest,
    signal: AbortSignal,
  ) {
    this.#ctx = ctx;
    this.#feed = feed;
    this.#connector = connector;
    this.#openTools = openTools;
    this.#signal = signal;
    this.#hooks = hooks;
    this.#request = request;
    this.tally = new RunTally(feed.id, request.kind, request.trigger, ctx.clock());
  }

  /** Does the work; what goes wrong is in the run that it returns, and in the feed's row. */
  async perform(): Promise<FeedRun> {
    const callsBefore = this.#hooks.calls().made;
    let fault: FeedFault | null = null;
    let status: FeedRun['status'] = 'done';
    try {
      if (this.#request.trigger === 'user') await this.#record();
      this.#hooks.changed(this.#feed.id);
      await this.#work(this.#openTools());
    } catch (error) {
      const cancelled = this.#signal.aborted;
      status = cancelled ? 'cancelled' : 'failed';
      fault = cancelled ? null : this.#explain(error);
    }
    this.tally.view.calls = this.#hooks.calls().made - callsBefore;
    this.tally.end(status, fault, this.#ctx.clock());
    await this.#finish();
    this.#hooks.changed(this.#feed.id);
    return this.tally.view;
  }

  #explain(error: unknown): FeedFault {
    const fault = toFault(error, this.#ctx.clock());
    if (!(error instanceof FeedFaultError)) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#ctx.log(this.#hooks.redact(`feed ${this.#feed.code}: ${detail}`));
    }
    return { ...fault, message: this.#hooks.redact(fault.message) };
  }

  async #work(tools: ConnectorTools<never>): Promise<void> {
    await this.#applyPending();
    const { kind, from } = this.#request;
    if (kind === 'reconcile') return this.#reconcile(tools);
    if (kind === 'replay' || !this.#connector.pull) return;
    const mode: PullMode = kind === 'backfill' ? { type: 'backfill', from: from ?? 0 } : { type: 'sync' };
    for await (const batch of oneAhead(this.#connector.pull(tools, this.#feed.cursor, mode))) {
      this.#signal.throwIfAborted();
      this.tally.view.progress = batch.progress ?? null;
      const cursor = mode.type === 'sync' ? { value: batch.cursor } : null;
      await this.#applyAll((await this.#takeIn(batch.items, cursor)).stored);
      if (batch.settled) {
        await batch.settled(this.#unsettled);
        this.#unsettled = nothingApplied();
      }
    }
  }

  /** What an interrupted run had received and not yet applied. */
  async #applyPending(): Promise<void> {
    for (let after = 0; ; ) {
      const rows = await rowsInState(this.#ctx.db, this.#feed.id, 'received', after, PENDING_ROWS);
      if (rows.length === 0) return;
      after = rows.at(-1)?.id ?? after;
      await this.#applyAll(rows);
    }
  }

  async #takeIn(items: readonly RawItem[], cursor: { value: unknown } | null): Promise<TakenIn> {
    const nothing: TakenIn = { stored: [], duplicates: 0, stale: 0 };
    const cursorJson = cursor ? JSON.stringify(cursor.value ?? null) : null;
    const moved = cursorJson !== null && cursorJson !== JSON.stringify(this.#feed.cursor ?? null);
    if (items.length === 0 && !moved) return nothing;
    const at = this.#ctx.clock();
    const taken = await this.#ctx.db.write(async (trx, tools) => {
      const stored = items.length > 0 ? await storeItems(trx, tools, this.#feed.id, items, at) : nothing;
      if (moved) await updateFeed(trx, this.#feed.id, { cursor_json: cursorJson });
      return stored;
    });
    if (cursor) this.#feed.cursor = cursor.value;
    this.tally.took(taken);
    return taken;
  }

  async #applyAll(rows: readonly StoredItem[]): Promise<void> {
    for (const slice of slices(rows)) {
      this.#signal.throwIfAborted();
      const outcome = await applyStored(this.#ctx, this.#connector, this.#feed, slice);
      this.tally.applied(outcome);
      addApplied(this.#unsettled as Applied, { ...outcome, events: [], references: new Set() });
      await this.#hooks.applied(outcome);
      this.#hooks.changed(this.#feed.id);
      await breathe();
    }
  }

  async #reconcile(tools: ConnectorTools<never>): Promise<void> {
    const progress = (share: number | null) => {
      this.tally.view.progress = share;
      this.#hooks.changed(this.#feed.id);
    };
    await compareSnapshot(this.#ctx, this.#feed, this.#connector, tools, {
      onProgress: progress,
      takeIn: async (items) => this.#applyAll((await this.#takeIn(items, null)).stored),
    });
    await findAllDifferences(this.#ctx, this.#feed.kinds, this.#signal, progress);
  }

  /** The run's row: made when there is something to tell. */
  async #record(): Promise<void> {
    if (this.#row !== null) return;
    this.#row = await this.#ctx.db.write((trx) => insertRun(trx, this.tally.view));
    this.tally.view.id = this.#row;
  }

  async #finish(): Promise<void> {
    const { view } = this.tally;
    const at = this.#ctx.clock();
    const failed = view.status === 'failed';
    const ended = view.status === 'done';
    if (this.tally.eventful || failed) await this.#record();
    await this.#ctx.db.write(async (trx) => {
      if (this.#row !== null) await finishRun(trx, this.#row, view.status, view, view.error, at);
      await updateFeed(trx, this.#feed.id, {
        last_attempt_at: at,
        calls_json: this.#hooks.calls().json,
        ...(ended ? { last_success_at: at, failures: 0, fault_json: null } : {}),
        ...(failed
          ? {
              failures: view.received > 0 ? 1 : this.#feed.failures + 1,
              fault_json: JSON.stringify(view.error),
            }
          : {}),
        ...(view.received > 0 ? { last_record_at: at } : {}),
        ...(this.tally.newestVersion !== null
          ? { lag_ms: Math.max(0, view.startedAt - this.tally.newestVersion) }
          : {}),
      });
    });
  }
}
