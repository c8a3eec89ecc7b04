import { z } from 'zod';
import { instant, page, reads, writes } from './base.ts';
import { shipmentCommandResult } from './shipments.ts';

/** What the records of feeds tell of, in the order in which one needs the other. */
export const RECORD_KINDS = [
  'facilities',
  'products',
  'customers',
  'carriers',
  'rates',
  'stock',
  'inbound',
  'orders',
  'shipments',
  'tracking',
  'returns',
  'acknowledgements',
] as const;
export const recordKind = z.enum(RECORD_KINDS);
export type RecordKind = z.infer<typeof recordKind>;

/** What Vigie tells other systems. */
export const MESSAGE_KINDS = [
  'shipment.assign',
  'shipment.pack',
  'shipment.ship',
  'return.create',
  'booking.request',
  'label.request',
  'tracking.register',
  'edi.acknowledge',
] as const;
export const messageKind = z.enum(MESSAGE_KINDS);
export type MessageKind = z.infer<typeof messageKind>;

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

/** Why something went wrong, in words: a code for the language files, a sentence in English, and the way out. */
export const feedFault = z.object({
  code: z.string(),
  message: z.string(),
  action: z.string().nullable(),
  at: instant,
});
export type FeedFault = z.infer<typeof feedFault>;

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

export const INBOX_STATES = [
  'received',
  'applied',
  'unchanged',
  'stale',
  'waiting',
  'quarantined',
  'dismissed',
] as const;
export const inboxState = z.enum(INBOX_STATES);
export type InboxState = z.infer<typeof inboxState>;

/** What is wrong with a record. `warning`: it was used all the same. `waiting`: right, but what it refers to is not here yet. */
export const recordProblem = z.object({
  severity: z.enum(['warning', 'error', 'waiting']),
  code: z.string(),
  /** In words, with what to do. */
  reason: z.string(),
  /** Where: a field, a segment with its position, a row, a JSON path. */
  place: z.string().nullable(),
  /** What stands there. */
  value: z.string().nullable(),
});
export type RecordProblem = z.infer<typeof recordProblem>;

/** A raw record as it came, and what became of it. */
export const inboxRow = z.object({
  id: z.number().int(),
  feedId: z.number().int(),
  feedName: z.string(),
  /** What the source calls it: `sale.sale`, `x12.214`, `row`. */
  kind: z.string(),
  key: z.string(),
  state: inboxState,
  receivedAt: instant,
  appliedAt: instant.nullable(),
  attempts: z.number().int(),
  problems: z.array(recordProblem),
  /** The first 200 characters. */
  excerpt: z.string(),
  /** Its correction, once somebody mended it. */
  mended: z.boolean(),
});
export type InboxRow = z.infer<typeof inboxRow>;

/** A parsed record as previews and `feeds read` show it. */
export const recordView = z.object({
  kind: recordKind,
  key: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  lines: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))).optional(),
  deleted: z.boolean().optional(),
});
export type RecordView = z.infer<typeof recordView>;

export const OUTBOX_STATES = ['waiting', 'sending', 'delivered', 'parked', 'cancelled'] as const;
export const outboxState = z.enum(OUTBOX_STATES);
export type OutboxState = z.infer<typeof outboxState>;

export const outboxRow = z.object({
  id: z.number().int(),
  feedId: z.number().int(),
  feedName: z.string(),
  kind: messageKind,
  /** What it is about: messages about the same thing are delivered in order. */
  subject: z.string(),
  state: outboxState,
  attempts: z.number().int(),
  createdAt: instant,
  nextAttemptAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  /** The other side's own acknowledgement, where it sends one. */
  acknowledged: z.enum(['accepted', 'acceptedWithErrors', 'rejected']).nullable(),
  fault: feedFault.nullable(),
  actor: z.string(),
  payload: z.record(z.string(), z.unknown()),
});
export type OutboxRow = z.infer<typeof outboxRow>;

export const DIFFERENCE_KINDS = ['differs', 'missingHere', 'deletedThere', 'missingThere'] as const;
export const differenceStatus = z.enum(['open', 'accepted', 'fixed', 'gone']);

/** A fact on which sources do not agree. */
export const differenceRow = z.object({
  id: z.number().int(),
  type: z.enum(DIFFERENCE_KINDS),
  kind: recordKind,
  key: z.string(),
  /** The field they differ in; null when the whole thing is missing or deleted. */
  field: z.string().nullable(),
  /** Who says what and since when; `feedId` null = Vigie itself. */
  says: z.array(
    z.object({
      feedId: z.number().int().nullable(),
      name: z.string(),
      value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      since: instant.nullable(),
      /** Its word is the one that counts, by the precedence set or because it spoke last. */
      wins: z.boolean(),
    }),
  ),
  status: differenceStatus,
  since: instant,
});
export type DifferenceRow = z.infer<typeof differenceRow>;

/** Which sources win for a field of a kind (`*`: every field), the first one first. Without a rule the last word counts. */
export const precedenceRule = z.object({
  kind: recordKind,
  field: z.string(),
  feedIds: z.array(z.number().int()),
});
export type PrecedenceRule = z.infer<typeof precedenceRule>;

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

const byId = z.object({ id: z.number().int() });
const jobStarted = z.object({ jobId: z.string() });
const feedTry = z.object({
  /** An existing feed whose secrets are used where no new ones are given. */
  id: z.number().int().optional(),
  connector: z.string(),
  options: optionValues,
  secrets: z.record(z.string(), z.string()).default({}),
});

export const API_SCOPES = ['orders', 'stock', 'products', 'shipments', 'tracking'] as const;
export const apiKeyView = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Its first characters, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(z.enum(API_SCOPES)),
  requestsPerMinute: z.number().int(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;

/** The demo carriers' server: how fast its time runs and what goes wrong there. */
export const demoCarriers = z.object({
  running: z.boolean(),
  feedId: z.number().int().nullable(),
  /** Simulated seconds a second. */
  speed: z.number().min(1).max(600),
  switches: z.object({
    /** Scans and deliveries come late. */
    delays: z.boolean(),
    /** Some parcels are lost. */
    losses: z.boolean(),
    /** The server answers with errors or not at all. */
    outage: z.boolean(),
  }),
  shipments: z.number().int(),
});
export type DemoCarriers = z.infer<typeof demoCarriers>;

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

  inbox: reads('feeds:read')
    .input(
      z.object({
        states: z.array(inboxState).default(['quarantined', 'waiting']),
        feedId: z.number().int().optional(),
        code: z.string().optional(),
        search: z.string().optional(),
        ...page,
      }),
    )
    .output(
      z.object({
        rows: z.array(inboxRow),
        total: z.number().int(),
        /** How many rows each reason has under the filter, its own dimension left out. */
        reasons: z.array(z.object({ code: z.string(), reason: z.string(), rows: z.number().int() })),
      }),
    ),
  inboxItem: reads('feeds:read')
    .input(byId)
    .output(
      z.object({
        row: inboxRow,
        /** As it came; `mendedBody` as somebody corrected it. */
        body: z.string(),
        mendedBody: z.string().nullable(),
        records: z.array(recordView),
      }),
    ),
  /** Replaces the body by a corrected one and applies it; the original is kept. */
  mend: writes('feeds:manage')
    .input(byId.extend({ body: z.string().max(5_000_000) }))
    .output(z.object({ applied: z.boolean(), row: inboxRow })),
  /** Applies raw records again as they are: these, or all of a feed, of a reason. */
  replay: writes('feeds:manage')
    .input(
      z.object({
        ids: z.array(z.number().int()).optional(),
        feedId: z.number().int().optional(),
        code: z.string().optional(),
      }),
    )
    .output(z.object({ tried: z.number().int(), applied: z.number().int() })),
  dismiss: writes('feeds:manage')
    .input(z.object({ ids: z.array(z.number().int()).min(1) }))
    .output(z.object({ dismissed: z.number().int() })),

  outbox: reads('feeds:read')
    .input(
      z.object({
        states: z.array(outboxState).default(['waiting', 'sending', 'parked']),
        feedId: z.number().int().optional(),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(outboxRow), total: z.number().int() })),
  /** Tries messages again now; parked ones come back to life. */
  retry: writes('feeds:manage')
    .input(z.object({ ids: z.array(z.number().int()).optional(), feedId: z.number().int().optional() }))
    .output(z.object({ retried: z.number().int() })),
  cancelMessages: writes('feeds:manage')
    .input(z.object({ ids: z.array(z.number().int()).min(1) }))
    .output(z.object({ cancelled: z.number().int() })),

  /** Asks a carrier, through a feed that delivers such messages, to book shipments or to make their labels. */
  book: writes('orders:write')
    .input(
      byId.extend({
        numbers: z.array(z.string()).min(1).max(5000),
        kind: z.enum(['booking.request', 'label.request']).default('booking.request'),
      }),
    )
    .output(shipmentCommandResult),

  differences: reads('feeds:read')
    .input(
      z.object({
        status: differenceStatus.default('open'),
        kind: recordKind.optional(),
        type: z.enum(DIFFERENCE_KINDS).optional(),
        feedId: z.number().int().optional(),
        field: z.string().optional(),
        search: z.string().optional(),
        ...page,
      }),
    )
    .output(
      z.object({
        rows: z.array(differenceRow),
        total: z.number().int(),
        groups: z.array(
          z.object({
            kind: recordKind,
            type: z.enum(DIFFERENCE_KINDS),
            field: z.string().nullable(),
            rows: z.number().int(),
          }),
        ),
      }),
    ),
  /** `take`: what that source says becomes ours (a thing deleted there is retired here); `accept`: it may stay so until somebody says something new. */
  resolveDifferences: writes('feeds:manage')
    .input(
      z.object({
        ids: z.array(z.number().int()).min(1),
        action: z.enum(['take', 'accept', 'reopen']),
        feedId: z.number().int().optional(),
      }),
    )
    .output(
      z.object({
        changed: z.number().int(),
        refused: z.array(z.object({ id: z.number().int(), reason: z.string() })),
      }),
    ),
  /** The counts and checksums of the last full comparison, by kind. */
  census: reads('feeds:read')
    .input(byId)
    .output(
      z.object({
        at: instant.nullable(),
        kinds: z.array(
          z.object({
            kind: z.string(),
            there: z.number().int(),
            here: z.number().int(),
            checksumThere: z.string(),
            checksumHere: z.string(),
            differing: z.number().int(),
            missingHere: z.number().int(),
            deletedThere: z.number().int(),
          }),
        ),
      }),
    ),
  precedence: reads('feeds:read').output(z.array(precedenceRule)),
  savePrecedence: writes('feeds:manage').input(z.array(precedenceRule)).output(z.array(precedenceRule)),

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

  apiKeys: reads('feeds:manage').output(z.array(apiKeyView)),
  /** The key itself is shown once. */
  createApiKey: writes('feeds:manage')
    .input(
      z.object({
        name: z.string().trim().min(1).max(80),
        scopes: z.array(z.enum(API_SCOPES)).min(1),
        requestsPerMinute: z.number().int().min(1).max(60_000).default(600),
      }),
    )
    .output(z.object({ key: z.string(), view: apiKeyView })),
  revokeApiKey: writes('feeds:manage').input(byId).output(apiKeyView),

  demoCarriers: reads('feeds:read').output(demoCarriers),
  /** Starts (or stops) the demo carriers' server with its feed, or changes its time and its troubles. */
  setDemoCarriers: writes('feeds:manage')
    .input(
      z.object({
        running: z.boolean().optional(),
        speed: z.number().min(1).max(600).optional(),
        switches: demoCarriers.shape.switches.partial().optional(),
      }),
    )
    .output(demoCarriers),
};
