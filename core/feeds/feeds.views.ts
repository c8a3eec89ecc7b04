import { z } from 'zod';
import type {
  FeedFault,
  InboxRow,
  InboxState,
  MessageKind,
  OutboxRow,
  OutboxState,
  RecordProblem,
  RecordView,
} from '../contract/feed-records.ts';
import type { ConnectorView, FeedView } from '../contract/feeds.ts';
import type { Row } from '../db/tables.ts';
import type { AppContext } from '../features/context.ts';
import { forOthers } from '../features/outbox/index.ts';
import type { AnyConnector } from './connector.ts';
import type { FeedsEngine } from './engine/engine.ts';
import { pauseMs } from './engine/engine.ts';
import { backlogs, type RunCounts } from './engine/feed.queries.ts';
import type { Feed } from './engine/feed.ts';
import { feedHealth } from './freshness.ts';
import type { FeedRecord } from './record.ts';

const EXCERPT = 200;
const MINUTES_AN_HOUR = 60;

export function connectorView(connector: AnyConnector): ConnectorView {
  const defaults = connector.options.safeParse({}).data as never;
  return {
    id: connector.id,
    family: connector.family,
    options: z.toJSONSchema(connector.options, { io: 'input', unrepresentable: 'any' }) as Record<
      string,
      unknown
    >,
    secrets: connector.secrets.map(({ name, required }) => ({ name, required })),
    kinds: defaults === undefined ? [] : connector.kinds(defaults),
    delivers: defaults === undefined ? [] : connector.delivers(defaults),
    abilities: {
      pull: connector.pull !== undefined,
      receive: connector.receive !== undefined,
      backfill: connector.pull !== undefined,
      reconcile: connector.snapshot !== undefined,
    },
    defaultIntervalSeconds: connector.defaultIntervalSeconds,
  };
}

type Backlogs = Awaited<ReturnType<typeof backlogs>>;

/** Feeds as the screens show them, with what waits on both sides. */
export async function feedViews(
  ctx: AppContext,
  engine: FeedsEngine,
  feeds: readonly Feed[],
): Promise<FeedView[]> {
  const now = ctx.clock();
  const waiting = await backlogs(ctx.db, now);
  return feeds.map((feed) => feedView(engine, feed, waiting, now));
}

function feedView(engine: FeedsEngine, feed: Feed, waiting: Backlogs, now: number): FeedView {
  const inbox = (state: string) =>
    Number(waiting.inbox.find((row) => row.feed_id === feed.id && row.state === state)?.count ?? 0);
  const outbox = (state: string) =>
    Number(waiting.outbox.find((row) => row.feed_id === feed.id && row.state === state)?.count ?? 0);
  const records = waiting.recent
    .filter((row) => row.feed_id === feed.id)
    .reduce((sum, row) => sum + (JSON.parse(row.counts_json) as RunCounts).received, 0);
  const scheduled = feed.active && feed.intervalSeconds > 0;
  return {
    id: feed.id,
    code: feed.code,
    name: feed.name,
    connector: feed.connector,
    family: engine.registry.get(feed.connector)?.family ?? 'web',
    kinds: feed.kinds,
    delivers: feed.delivers,
    active: feed.active,
    intervalSeconds: feed.intervalSeconds,
    health: feedHealth(feed, now),
    run: engine.runOf(feed.id),
    lastAttemptAt: feed.lastAttemptAt,
    lastSuccessAt: feed.lastSuccessAt,
    lastRecordAt: feed.lastRecordAt,
    lagMs: feed.lagMs,
    nextRunAt: scheduled ? (feed.lastAttemptAt ?? now) + pauseMs(feed.intervalSeconds, feed.failures) : null,
    fault: feed.fault,
    failures: feed.failures,
    throughputPerMinute: records / MINUTES_AN_HOUR,
    backlog: {
      in: inbox('received'),
      waiting: inbox('waiting'),
      quarantined: inbox('quarantined'),
      out: outbox('waiting') + outbox('sending'),
      parked: outbox('parked'),
    },
    calls: { lastHour: engine.callsLastHour(feed.id), budgetPerHour: feed.budgetPerHour },
    differences: waiting.differences.filter((row) => row.says_json.includes(`"feedId":${feed.id},`)).length,
  };
}

export function inboxView(row: Row<'feed_inbox'> & { feed_name: string }): InboxRow {
  const body = row.mended_body ?? row.body;
  return {
    id: row.id,
    feedId: row.feed_id,
    feedName: row.feed_name,
    kind: row.kind,
    key: row.key,
    state: row.state as InboxState,
    receivedAt: row.received_at,
    appliedAt: row.applied_at,
    attempts: row.attempts,
    problems: row.problems_json ? (JSON.parse(row.problems_json) as RecordProblem[]) : [],
    excerpt: excerptOf(body),
    mended: row.mended_body !== null,
  };
}

export function excerptOf(body: string): string {
  return body.slice(0, EXCERPT);
}

export function recordView({ kind, key, fields, lines, deleted }: FeedRecord): RecordView {
  return { kind, key, fields, ...(lines ? { lines } : {}), ...(deleted ? { deleted } : {}) };
}

export function outboxView(row: Row<'outbox'> & { feed_name: string }): OutboxRow {
  return {
    id: row.id,
    feedId: row.feed_id,
    feedName: row.feed_name,
    kind: row.kind as MessageKind,
    subject: row.subject,
    state: row.state as OutboxState,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAttemptAt: row.next_attempt_at,
    deliveredAt: row.delivered_at,
    acknowledged: row.acknowledged as OutboxRow['acknowledged'],
    fault: row.fault_json ? (JSON.parse(row.fault_json) as FeedFault) : null,
    actor: row.actor,
    payload: forOthers(JSON.parse(row.payload_json)),
  };
}
