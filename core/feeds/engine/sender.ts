import type { AppContext } from '../../features/context.ts';
import { publishChanges } from '../../features/journal/index.ts';
import type { AnyConnector, ConnectorTools, Delivery } from '../connector.ts';
import { FeedFaultError } from '../connector.ts';
import { feedById } from './feed.queries.ts';
import { type ConnectorRegistry, connectorOf, type Feed, toFault } from './feed.ts';
import {
  feedsWithDueMessages,
  markDelivered,
  markFailed,
  markSending,
  nextMessage,
  type StoredMessage,
} from './sender.queries.ts';

export const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** When to try again after the n-th failure: doubling from 2 s to 10 min, half of it by chance; null = park it. */
export function nextTry(attempt: number, chance: number): number | null {
  if (attempt >= MOST_ATTEMPTS) return null;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return Math.round(wait / 2 + (wait / 2) * chance);
}

export type ToolsFor = (feed: Feed, signal: AbortSignal) => ConnectorTools<never>;

/** Delivers what waits in the outbox: one message a feed at a time, in order, at least once. */
export class Sender {
  readonly #ctx: AppContext;
  readonly #registry: ConnectorRegistry;
  readonly #toolsFor: ToolsFor;
  readonly #busy = new Map<number, Promise<void>>();
  readonly #abort = new AbortController();

  constructor(ctx: AppContext, registry: ConnectorRegistry, toolsFor: ToolsFor) {
    this.#ctx = ctx;
    this.#registry = registry;
    this.#toolsFor = toolsFor;
  }

  /** Looks for due messages and sets off the delivery of each feed's. */
  async wake(): Promise<void> {
    for (const feedId of await feedsWithDueMessages(this.#ctx.db, this.#ctx.clock())) {
      if (this.#busy.has(feedId) || this.#abort.signal.aborted) continue;
      const work = this.#drain(feedId)
        .catch((error: unknown) => this.#ctx.log(`outbox of feed ${feedId}: ${String(error)}`))
        .finally(() => this.#busy.delete(feedId));
      this.#busy.set(feedId, work);
    }
  }

  /** Resolves when what is under way has ended. */
  async idle(): Promise<void> {
    await Promise.all(this.#busy.values());
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.idle();
  }

  async #drain(feedId: number): Promise<void> {
    while (!this.#abort.signal.aborted) {
      const feed = await feedById(this.#ctx.db, feedId);
      if (!feed?.active) return;
      const message = await nextMessage(this.#ctx.db, feedId, this.#ctx.clock());
      if (!message) return;
      await this.#send(feed, message);
      await publishChanges(this.#ctx, [{ type: 'feeds.changed', feedId }]);
    }
  }

  async #send(feed: Feed, message: StoredMessage): Promise<void> {
    const { db } = this.#ctx;
    if (!(await db.write((trx) => markSending(trx, message.id)))) return;
    try {
      const connector = connectorOf(this.#registry, feed.connector);
      const delivery = await this.#deliver(connector, feed, message);
      const at = this.#ctx.clock();
      await db.write((trx) =>
        delivery.done
          ? markDelivered(trx, message.id, delivery.response, delivery.controlNumber ?? null, at)
          : markFailed(
              trx,
              message.id,
              { code: delivery.code, message: delivery.message, action: delivery.action, at },
              null,
            ),
      );
    } catch (error) {
      const at = this.#ctx.clock();
      const temporary = !(error instanceof FeedFaultError) || error.temporary;
      const closing = this.#abort.signal.aborted;
      const wait = closing ? 0 : temporary ? nextTry(message.attempt, Math.random()) : null;
      await db.write((trx) =>
        markFailed(trx, message.id, toFault(error, at), wait === null ? null : at + wait),
      );
    }
  }

  #deliver(connector: AnyConnector, feed: Feed, message: StoredMessage): Promise<Delivery> {
    if (!connector.deliver) {
      throw new FeedFaultError('cannotDeliver', `${feed.name} takes no messages.`, { temporary: false });
    }
    return connector.deliver(this.#toolsFor(feed, this.#abort.signal), message);
  }
}
