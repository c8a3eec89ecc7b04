import type { FeedFault, MessageKind, RecordKind } from '../../contract/feed-records.ts';
import type { Row } from '../../db/tables.ts';
import type { AnyConnector } from '../connector.ts';
import { FeedFaultError } from '../connector.ts';

/** A connection as the engine works with it. */
export interface Feed {
  id: number;
  code: string;
  name: string;
  connector: string;
  options: Record<string, unknown>;
  kinds: RecordKind[];
  delivers: MessageKind[];
  active: boolean;
  intervalSeconds: number;
  budgetPerHour: number | null;
  cursor: unknown;
  lastAttemptAt: number | null;
  lastSuccessAt: number | null;
  lastRecordAt: number | null;
  lagMs: number | null;
  failures: number;
  fault: FeedFault | null;
  createdAt: number;
}

export function toFeed(row: Row<'feed'>): Feed {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    connector: row.connector,
    options: JSON.parse(row.options_json) as Record<string, unknown>,
    kinds: JSON.parse(row.kinds_json) as RecordKind[],
    delivers: JSON.parse(row.delivers_json) as MessageKind[],
    active: row.active === 1,
    intervalSeconds: row.interval_seconds,
    budgetPerHour: row.budget_per_hour,
    cursor: row.cursor_json === null ? null : JSON.parse(row.cursor_json),
    lastAttemptAt: row.last_attempt_at,
    lastSuccessAt: row.last_success_at,
    lastRecordAt: row.last_record_at,
    lagMs: row.lag_ms,
    failures: row.failures,
    fault: row.fault_json === null ? null : (JSON.parse(row.fault_json) as FeedFault),
    createdAt: row.created_at,
  };
}

/** Connectors by their id. */
export type ConnectorRegistry = ReadonlyMap<string, AnyConnector>;

/** @throws FeedFaultError `unknownConnector` when this version does not know it. */
export function connectorOf(registry: ConnectorRegistry, id: string): AnyConnector {
  const connector = registry.get(id);
  if (connector) return connector;
  throw new FeedFaultError('unknownConnector', `This version of Vigie has no connector ${id}.`, {
    action: 'Update Vigie, or remove the feed.',
    temporary: false,
  });
}

/** A feed's options as its connector understands them, defaults filled in. @throws FeedFaultError `badOptions`. */
export function optionsOf(connector: AnyConnector, { options }: Pick<Feed, 'options'>): never {
  const parsed = connector.options.safeParse(options);
  if (parsed.success) return parsed.data as never;
  const issue = parsed.error.issues[0];
  throw new FeedFaultError(
    'badOptions',
    `${issue?.path.join('.') || 'options'}: ${issue?.message ?? 'not valid'}`,
    {
      action: 'Correct the options of the feed.',
      temporary: false,
    },
  );
}

/** The name under which a feed's secret is kept. */
export function secretKey(code: string, name: string): string {
  return `feed.${code}.${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What was thrown as a fault in words. */
export function toFault(error: unknown, at: number): FeedFault {
  if (error instanceof FeedFaultError) {
    return { code: error.code, message: error.message, action: error.action, at };
  }
  return {
    code: 'failed',
    message: error instanceof Error ? error.message : String(error),
    action: null,
    at,
  };
}
