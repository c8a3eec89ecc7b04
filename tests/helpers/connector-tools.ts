import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGazetteer } from '../../core/features/places/index.ts';
import {
  type Connector,
  type ConnectorTools,
  FeedFaultError,
  type PullMode,
  type RawBatch,
  type RawItem,
} from '../../core/feeds/connector.ts';
import { createFeedHttp } from '../../core/feeds/engine/feed-http.ts';
import type { FeedRecord } from '../../core/feeds/record.ts';
import { programFolder, threadEntries } from '../../core/host/entries.ts';
import { createTaskRunner, type TaskRunner } from '../../core/jobs/task-runner.ts';

export interface ToolsSetting {
  /** As a form would send them; defaults are filled in. */
  options: Record<string, unknown>;
  secrets?: Readonly<Record<string, string>> | undefined;
  clock?: (() => number) | undefined;
  signal?: AbortSignal | undefined;
}

export interface TestTools<Options> {
  tools: ConnectorTools<Options>;
  /** Lines that were logged. */
  logged: string[];
  /** HTTP calls so far. */
  calls(): number;
  /** Called before each call over HTTP, with its number; may throw. */
  onCall(listener: ((call: number) => Promise<void> | void) | null): void;
  abort(): void;
  /** What the inbox would hold. */
  remember(items: readonly RawItem[]): void;
  close(): Promise<void>;
}

/** The tools of a connector without the engine: real HTTP, real worker threads, a real folder; secrets from a map. */
export function createConnectorTools<Options>(
  connector: Connector<Options>,
  { options, secrets = {}, clock = Date.now, signal: outer }: ToolsSetting,
): TestTools<Options> {
  const controller = new AbortController();
  const signal = outer ? AbortSignal.any([outer, controller.signal]) : controller.signal;
  let scratch: string | null = null;
  const known = new Map<string, RawItem>();
  const logged: string[] = [];
  let runner: TaskRunner | null = null;
  let calls = 0;
  let listener: ((call: number) => Promise<void> | void) | null = null;
  const tools: ConnectorTools<Options> = {
    feed: { id: 1, code: 'test', name: 'Test' },
    options: connector.options.parse(options),
    signal,
    async secret(name) {
      const value = secrets[name];
      if (value === undefined) {
        throw new FeedFaultError('secretMissing', `The secret ${name} is not set.`, { temporary: false });
      }
      return value;
    },
    hasSecret: async (name) => name in secrets,
    http: createFeedHttp({
      signal,
      beforeCall: async () => {
        calls++;
        await listener?.(calls);
      },
      redact: (text) =>
        Object.values(secrets).reduce((clean, secret) => clean.replaceAll(secret, '•••'), text),
    }),
    places: openGazetteer(join(programFolder, 'resources')),
    clock,
    log: (line) => logged.push(line),
    get scratch() {
      scratch ??= mkdtempSync(join(tmpdir(), 'vigie-connector-'));
      return scratch;
    },
    runTask: (task, input, more) => {
      runner ??= createTaskRunner(threadEntries.job);
      return runner.run(task, input, { ...more, signal });
    },
    async *known(kind) {
      for (const { kind: itemKind, key, version } of known.values())
        if (itemKind === kind) yield { key, version };
    },
  };
  return {
    tools,
    logged,
    calls: () => calls,
    onCall: (next) => {
      listener = next;
    },
    abort: () => controller.abort(),
    remember: (items) => {
      for (const item of items) {
        if (item.deleted) known.delete(`${item.kind} ${item.key}`);
        else known.set(`${item.kind} ${item.key}`, item);
      }
    },
    close: async () => {
      await runner?.close();
      if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** Only the tools, for code that needs no more of them than HTTP, secrets and options. */
export function toolsFor<Options>(
  connector: Connector<Options>,
  options: Record<string, unknown>,
  more: Omit<ToolsSetting, 'options'> = {},
): ConnectorTools<Options> {
  return createConnectorTools(connector, { ...more, options }).tools;
}

export interface Pulled {
  items: RawItem[];
  batches: RawBatch[];
  /** As it would be stored. */
  cursor: unknown;
  calls: number;
}

/** Pulls to the end. Cursors pass through JSON, as they do when they are stored. */
export async function pullAll<Options>(
  connector: Connector<Options>,
  test: TestTools<Options>,
  cursor: unknown = null,
  mode: PullMode = { type: 'sync' },
): Promise<Pulled> {
  const before = test.calls();
  const pulled: Pulled = { items: [], batches: [], cursor, calls: 0 };
  for await (const batch of connector.pull?.(test.tools, cursor, mode) ?? []) {
    pulled.batches.push(batch);
    pulled.items.push(...batch.items);
    pulled.cursor = JSON.parse(JSON.stringify(batch.cursor));
  }
  test.remember(pulled.items);
  pulled.calls = test.calls() - before;
  return pulled;
}

/** Records of raw items, in their order. */
export function parseAll<Options>(
  connector: Connector<Options>,
  test: TestTools<Options>,
  items: readonly RawItem[],
): FeedRecord[] {
  return items.flatMap((item) => connector.parse(item, test.tools.options).records);
}
