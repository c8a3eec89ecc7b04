import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppContext } from '../../features/context.ts';
import type { TaskRunner } from '../../jobs/task-runner.ts';
import type { AnyConnector, ConnectorTools } from '../connector.ts';
import { FeedFaultError } from '../connector.ts';
import { type Feed, optionsOf, secretKey } from './feed.ts';
import { createFeedHttp } from './feed-http.ts';
import { streamItems } from './inbox.queries.ts';
import type { Throttle } from './throttle.ts';

const HIDDEN = '•••';
const SHORTEST_HIDDEN = 4;

/** Takes the secrets that were used out of everything that is told. */
export class Redaction {
  readonly #values = new Set<string>();

  add(value: string): void {
    if (value.length < SHORTEST_HIDDEN) return;
    for (const form of [value, encodeURIComponent(value), Buffer.from(value).toString('base64')]) {
      this.#values.add(form);
    }
  }

  clean(text: string): string {
    let result = text;
    for (const value of this.#values) result = result.replaceAll(value, HIDDEN);
    return result;
  }
}

/** What a connector's code for one feed works with. */
export interface ToolsOptions {
  ctx: AppContext;
  tasks: TaskRunner;
  feed: Pick<Feed, 'id' | 'code' | 'name' | 'options' | 'budgetPerHour'>;
  connector: AnyConnector;
  throttle: Throttle;
  redaction: Redaction;
  signal: AbortSignal;
  /** Secrets that are not stored yet: those of a form. */
  secrets?: Readonly<Record<string, string>>;
}

/** @throws FeedFaultError `badOptions` when the options do not fit the connector's schema any more. */
export function createTools(options: ToolsOptions): ConnectorTools<never> {
  const { ctx, feed, connector, throttle, redaction, signal } = options;
  const checked = optionsOf(connector, feed);
  const findSecret = async (name: string) =>
    options.secrets?.[name] ?? (feed.id === 0 ? null : await ctx.secrets.get(secretKey(feed.code, name)));
  const scratch = join(ctx.scratch, 'feeds', feed.code || 'draft');
  mkdirSync(scratch, { recursive: true });
  return {
    feed: { id: feed.id, code: feed.code, name: feed.name },
    options: checked,
    signal,
    async secret(name) {
      const value = await findSecret(name);
      if (value === null || value === '') {
        throw new FeedFaultError('secretMissing', `The secret “${name}” is not set.`, {
          action: 'Edit the feed and enter it.',
          temporary: false,
        });
      }
      redaction.add(value);
      return value;
    },
    hasSecret: async (name) => (await findSecret(name)) !== null,
    http: createFeedHttp({
      signal,
      beforeCall: () =>
        throttle.take({ perSecond: connector.callsPerSecond ?? null, perHour: feed.budgetPerHour }, signal),
      redact: (text) => redaction.clean(text),
    }),
    places: ctx.places,
    clock: ctx.clock,
    log: (line) => ctx.log(`feed ${feed.code}: ${redaction.clean(line)}`),
    scratch,
    runTask: (task, input, more) => options.tasks.run(task, input, { ...more, signal }),
    known: (kind) => streamItems(ctx.db, feed.id, kind),
  };
}
