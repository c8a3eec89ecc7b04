import { z } from 'zod';
import type { MessageKind, RecordProblem } from '../../core/contract/feed-records.ts';
import type { AppContext } from '../../core/features/context.ts';
import type {
  AnyConnector,
  Connector,
  ConnectorTools,
  Cursor,
  Delivery,
  Message,
  PullMode,
  RawBatch,
  RawItem,
} from '../../core/feeds/connector.ts';
import { saveFeed } from '../../core/feeds/feeds.service.ts';
import type { ConnectorRegistry } from '../../core/feeds/index.ts';
import { type FeedRecord, type ParsedItem, record } from '../../core/feeds/record.ts';

/** What a test's source does when it is pulled, and its sink when it must deliver. */
export interface Script {
  pull?: (cursor: Cursor | null, mode: PullMode, tools: ConnectorTools<never>) => AsyncIterable<RawBatch>;
  deliver?: (message: Message, tools: ConnectorTools<never>) => Promise<Delivery>;
  snapshot?: NonNullable<Connector<never>['snapshot']>;
  kinds?: FeedRecord['kind'][];
  delivers?: MessageKind[];
}

/** A connector of its own for a test; its bodies are JSON of `{ records, problems }`, or of one record. */
export function scriptedConnector(id: string, script: Script): AnyConnector {
  const connector: AnyConnector = {
    id,
    family: 'web',
    options: z.object({}),
    secrets: [{ name: 'token', required: false }],
    defaultIntervalSeconds: 5,
    kinds: () => script.kinds ?? ['stock', 'orders', 'shipments', 'tracking', 'products', 'facilities'],
    delivers: () => script.delivers ?? [],
    test: async () => [{ code: 'connect', ok: true, detail: 'Here.', action: null }],
    parse: ({ body }) => parseScripted(body),
    ...(script.pull
      ? { pull: (tools, cursor, mode) => (script.pull as NonNullable<Script['pull']>)(cursor, mode, tools) }
      : {}),
    ...(script.snapshot ? { snapshot: script.snapshot } : {}),
    ...(script.deliver
      ? { deliver: (tools, message) => (script.deliver as NonNullable<Script['deliver']>)(message, tools) }
      : {}),
  };
  return connector;
}

function parseScripted(body: string): ParsedItem {
  if (body === '') return { records: [], problems: [] };
  const { kind, fields, lines, problems } = JSON.parse(body) as {
    kind?: FeedRecord['kind'];
    fields?: FeedRecord['fields'];
    lines?: FeedRecord['lines'];
    problems?: RecordProblem[];
  };
  return {
    records: kind && fields ? [record(kind, fields, lines ? { lines } : {})] : [],
    problems: problems ?? [],
  };
}

/** A raw item of a scripted source. */
export function item(
  kind: FeedRecord['kind'],
  key: string,
  fields: FeedRecord['fields'],
  more: { version?: number; lines?: FeedRecord['lines']; problems?: RecordProblem[] } = {},
): RawItem {
  const { version, ...rest } = more;
  return { kind, key, version: version ?? null, body: JSON.stringify({ kind, fields, ...rest }) };
}

export function registryOf(...connectors: AnyConnector[]): ConnectorRegistry {
  return new Map(connectors.map((connector) => [connector.id, connector]));
}

/** A feed of a scripted connector, run only when asked. */
export function addFeed(ctx: AppContext, connector: string, name = connector, intervalSeconds = 0) {
  return saveFeed(ctx, {
    name,
    connector,
    options: {},
    secrets: {},
    intervalSeconds,
    budgetPerHour: null,
    active: true,
  });
}
