import { z } from 'zod';
import { apiKeysContract } from './api-keys.ts';
import { byId, instant, page, reads, writes } from './base.ts';
import { demoCarriersContract } from './demo-carriers.ts';
import { differencesContract } from './differences.ts';
import {
  exchangeContract,
  feedFault,
  messageKind,
  recordKind,
  recordProblem,
  recordView,
} from './feed-records.ts';
import { shipmentCommandResult } from './shipments.ts';

export const CONNECTOR_FAMILIES = ['erp', 'files', 'web', 'carrier', 'demo'] as const;
export const connectorFamily = z.enum(CONNECTOR_FAMILIES);
export type ConnectorFamily = z.infer<typeof connectorFamily>;

/** A connector as the wizard shows it; names and help are in the language files under `feeds:connector.<id>`. */
export const connectorView = z.object({
  id: z.string(),
  family: connectorFamily,
  /** JSON Schema of its options; `x-widget` (folder, textarea, mapping, json) and `x-group` steer the form drawn from it. */
  options: z.record(z.string(), z.unknown()),
  /** Options kept as secrets: never read back. */
  secrets: z.array(z.object({ name: z.string(), required: z.boolean() })),
  kinds: z.array(recordKind),
  delivers: z.array(messageKind),
  /** What can be asked of it. */
  abilities: z.object({
    pull: z.boolean(),
    receive: z.boolean(),
    backfill: z.boolean(),
    reconcile: z.boolean(),
  }),
  defaultIntervalSeconds: z.number().int(),
});
export type ConnectorView = z.infer<typeof connectorView>;

/**
 * `healthy`; `late`: nothing heard for longer than expected; `failing`: the last tries failed; `paused`; `new`: never ran;
 * `syncing` is told apart by `run`.
 */
export const FEED_HEALTH = ['healthy', 'late', 'failing', 'paused', 'new'] as const;

export const RUN_KINDS = ['sync', 'backfill', 'reconcile', 'replay'] as const;
export const RUN_STATUSES = ['running', 'done', 'failed', 'cancelled', 'interrupted'] as const;

/** One stretch of work of a feed and what came of it. */
export const feedRun = z.object({
  id: z.number().int(),
  feedId: z.number().int(),
  kind: z.enum(RUN_KINDS),
  /** What set it off. */
  trigger: z.enum(['schedule', 'user', 'received', 'start']),
  status: z.enum(RUN_STATUSES),
  startedAt: instant,
  finishedAt: instant.nullable(),
  /** 0 to 1; null while unknown. */
  progress: z.number().nullable(),
  /** Raw records that came in, new ones only. */
  received: z.number().int(),
  /** Raw records that came again as they were. */
  duplicates: z.number().int(),
  applied: z.number().int(),
  unchanged: z.number().int(),
  /** Older than what is known: kept, not applied. */
  stale: z.number().int(),
  waiting: z.number().int(),
  quarantined: z.number().int(),
  /** Records applied, by kind. */
  kinds: z.record(z.string(), z.number().int()),
  calls: z.number().int(),
  error: feedFault.nullable(),
});
export type FeedRun = z.infer<typeof feedRun>;

export const feedView = z.object({
  id: z.number().int(),
  /** Stands in the journal, in tracking events and in web addresses. */
  code: z.string(),
  name: z.string(),
  connector: z.string(),
  family: connectorFamily,
  kinds: z.array(recordKind),
  delivers: z.array(messageKind),
  active: z.boolean(),
  /** 0: only when asked, or when something is received. */
  intervalSeconds: z.number().int(),
  health: z.enum(FEED_HEALTH),
  /** The run under way. */
  run: feedRun.nullable(),
  lastAttemptAt: instant.nullable(),
  /** When it last knew that it had everything. */
  lastSuccessAt: instant.nullable(),
  /** When something new last came. */
  lastRecordAt: instant.nullable(),
  /** The source's own time of the newest record less the time at which it came: how far behind the source we hear. */
  lagMs: z.number().nullable(),
  nextRunAt: instant.nullable(),
  fault: feedFault.nullable(),
  /** Failures in a row. */
  failures: z.number().int(),
  /** Records a minute over the last hour. */
  throughputPerMinute: z.number(),
  backlog: z.object({
    /** Received and not yet applied. */
    in: z.number().int(),
    /** Waiting for something they refer to. */
    waiting: z.number().int(),
    quarantined: z.number().int(),
    /** Messages not yet delivered. */
    out: z.number().int(),
    parked: z.number().int(),
  }),
  calls: z.object({ lastHour: z.number().int(), budgetPerHour: z.number().int().nullable() }),
  differences: z.number().int(),
});
export type FeedView = z.infer<typeof feedView>;

/** Values of options as the form holds them. */
export const optionValues = z.record(z.string(), z.unknown());

export const feedDraft = z.object({
  /** Left out for a new one. */
  id: z.number().int().optional(),
  name: z.string().trim().min(1).max(80),
  connector: z.string(),
  options: optionValues,
  /** New values only; a secret that is not named stays as it is. */
  secrets: z.record(z.string(), z.string().min(1).max(10_000)).default({}),
  intervalSeconds: z.number().int().min(0).max(86_400),
  budgetPerHour: z.number().int().min(1).nullable().default(null),
  active: z.boolean().default(true),
});
export type FeedDraft = z.infer<typeof feedDraft>;

/** How old the facts of one kind are. */
export const freshness = z.object({
  kind: recordKind,
  /** The oldest last success of the active feeds of this kind; null when no feed brings it. */
  asOf: instant.nullable(),
  stale: z.boolean(),
  feeds: z.array(
    z.object({
      feedId: z.number().int(),
      name: z.string(),
      lastSuccessAt: instant.nullable(),
      stale: z.boolean(),
      fault: feedFault.nullable(),
    }),
  ),
});
export type Freshness = z.infer<typeof freshness>;

export const testStep = z.object({
  /** `connect`, `signIn`, `version`, `rights`, `read`, `write`, … for the language files. */
  code: z.string(),
  ok: z.boolean(),
  detail: z.string(),
  action: z.string().nullable(),
});
export type TestStep = z.infer<typeof testStep>;

const jobStarted = z.object({ jobId: z.string() });
const feedTry = z.object({
  /** An existing feed whose secrets are used where no new ones are given. */
  id: z.number().int().optional(),
  connector: z.string(),
  options: optionValues,
  secrets: z.record(z.string(), z.string()).default({}),
});

export const feedsContract = {
  connectors: reads('feeds:read').output(z.array(connectorView)),
  list: reads('feeds:read').output(z.array(feedView)),
  get: reads('feeds:read')
    .input(byId)
    .output(
      z.object({
        feed: feedView,
        options: optionValues,
        /** Secrets that are set. */
        secrets: z.array(z.string()),
        /** Where a receiving feed is to be reached, under the address of `vigie serve`. */
        hookPath: z.string().nullable(),
      }),
    ),
  /** Tries the connection, step by step, and changes nothing. */
  test: reads('feeds:manage')
    .input(feedTry)
    .output(z.object({ ok: z.boolean(), steps: z.array(testStep) })),
  /** The first records as they would be understood; changes nothing. */
  preview: reads('feeds:manage')
    .input(feedTry.extend({ limit: z.number().int().min(1).max(100).default(20) }))
    .output(
      z.object({
        items: z.array(
          z.object({
            kind: z.string(),
            key: z.string(),
            excerpt: z.string(),
            records: z.array(recordView),
            problems: z.array(recordProblem),
          }),
        ),
      }),
    ),
  save: writes('feeds:manage').input(feedDraft).output(feedView),
  setActive: writes('feeds:manage')
    .input(byId.extend({ active: z.boolean() }))
    .output(feedView),
  /** Forgets the connection, its secrets and what it had not yet sent; what it brought stays. */
  remove: writes('feeds:manage').input(byId).output(z.object({})),

  /** Each starts a job whose outcome is the FeedRun. */
  sync: writes('feeds:manage').input(byId).output(jobStarted),
  backfill: writes('feeds:manage')
    .input(byId.extend({ from: instant }))
    .output(jobStarted),
  reconcile: writes('feeds:manage').input(byId).output(jobStarted),
  cancelRun: writes('feeds:manage').input(byId).output(z.object({})),
  runs: reads('feeds:read')
    .input(z.object({ feedId: z.number().int().optional(), ...page }))
    .output(z.object({ rows: z.array(feedRun), total: z.number().int() })),

  ...exchangeContract,

  /** Asks a carrier, through a feed that delivers such messages, to book shipments or to make their labels. */
  book: writes('orders:write')
    .input(
      byId.extend({
        numbers: z.array(z.string()).min(1).max(5000),
        kind: z.enum(['booking.request', 'label.request']).default('booking.request'),
      }),
    )
    .output(shipmentCommandResult),

  ...differencesContract,

  freshness: reads('network:read').output(z.array(freshness)),
  /** Which feeds speak of a thing (a stock position `SKU|FACILITY`, a shipment by number), and when each last did. */
  sources: reads('network:read')
    .input(z.object({ kind: recordKind, key: z.string() }))
    .output(
      z.array(
        z.object({
          feedId: z.number().int(),
          name: z.string(),
          saidAt: instant,
          /** The feed has confirmed everything up to here. */
          confirmedAt: instant.nullable(),
          stale: z.boolean(),
          upstream: z.string().nullable(),
          fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
        }),
      ),
    ),

  ...apiKeysContract,

  ...demoCarriersContract,
};
