import { z } from 'zod';
import { byId, instant, page, reads, writes } from './base.ts';

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
  'routePlan.publish',
  'routePlan.unpublish',
  'customer.message',
  'carrier.message',
  'warehouse.order',
  'warehouse.cancel',
  'stock.discrepancy',
  'order.shipped',
] as const;
export const messageKind = z.enum(MESSAGE_KINDS);
export type MessageKind = z.infer<typeof messageKind>;

/** Why something went wrong, in words: a code for the language files, a sentence in English, and the way out. */
export const feedFault = z.object({
  code: z.string(),
  message: z.string(),
  action: z.string().nullable(),
  at: instant,
});
export type FeedFault = z.infer<typeof feedFault>;

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

/** What came in and waits, and what must go out. */
export const exchangeContract = {
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
};
