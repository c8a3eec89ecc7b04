import { z } from 'zod';
import { instant, reads, writes } from './base.ts';
import { rejectionReason } from './rejections.ts';

const integer = z.number().int();
const code = z.string().trim().min(1).max(60);

/** What a store does for an order: send it, or keep it ready for its customer. */
export const STORE_TASK_KINDS = ['ship', 'collect'] as const;
export const storeTaskKind = z.enum(STORE_TASK_KINDS);
export type StoreTaskKind = z.infer<typeof storeTaskKind>;

/**
 * A task's life: it waits for the store's yes, is prepared, lies ready; and ends: sent (`ship`) or handed over (`collect`), declined, or
 * expired because nobody came.
 */
export const STORE_TASK_STATUSES = [
  'waiting',
  'accepted',
  'ready',
  'sent',
  'handedOver',
  'declined',
  'expired',
  'cancelled',
] as const;
export const storeTaskStatus = z.enum(STORE_TASK_STATUSES);
export type StoreTaskStatus = z.infer<typeof storeTaskStatus>;

export const storeTaskView = z.object({
  facility: z.string(),
  facilityName: z.string(),
  timeZone: z.string(),
  order: z.string(),
  customer: z.string().nullable(),
  kind: storeTaskKind,
  status: storeTaskStatus,
  promisedAt: instant.nullable(),
  /** Once it is accepted. */
  shipment: z.string().nullable(),
  shipmentStatus: z.string().nullable(),
  units: integer,
  lines: z.array(z.object({ lineNumber: integer, sku: z.string(), name: z.string(), quantity: integer })),
  /** Why it was declined. */
  reason: rejectionReason.nullable(),
  note: z.string().nullable(),
  readyAt: instant.nullable(),
  /** Until when its customer may collect it. */
  expiresAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Wrong codes that may still be typed before a new code is needed; null where there is no code. */
  attemptsLeft: integer.nullable(),
  actor: z.string().nullable(),
});
export type StoreTaskView = z.infer<typeof storeTaskView>;

/** How a store keeps orders for collection. */
export const collectSettings = z.object({
  /** Days that they lie ready. */
  days: integer.min(1).max(90).default(7),
  /** Nobody came: the order is cancelled, or held for somebody to decide. */
  whenExpired: z.enum(['cancel', 'hold']).default('cancel'),
});
export type CollectSettings = z.infer<typeof collectSettings>;

/** A store's task for an order: there is one at a time. */
const task = z.object({ facility: code, order: z.string().trim().min(1).max(120) });
const pickUpCode = z.string().trim().min(4).max(20);

const readyTask = z.object({ task: storeTaskView, code: z.string(), sentTo: z.string().nullable() });

export const storeTasksContract = {
  settings: reads('network:read')
    .input(z.object({ facility: code }))
    .output(collectSettings),
  /** @throws CONFLICT `unknownFacility` */
  saveSettings: writes('orders:write')
    .input(collectSettings.extend({ facility: code }))
    .output(collectSettings),
  /** What a store has to do, the most urgent first; ended tasks with the newest first. @throws CONFLICT `unknownFacility` */
  list: reads('orders:read')
    .input(
      z.object({
        facility: code,
        kind: storeTaskKind.optional(),
        statuses: z.array(storeTaskStatus).min(1).default(['waiting', 'accepted', 'ready']),
        limit: integer.min(1).max(1000).default(200),
      }),
    )
    .output(z.array(storeTaskView)),
  /** The store will do it: its units are released and its shipment is made. @throws CONFLICT `notWaiting`, `held` */
  accept: writes('orders:write').input(task).output(storeTaskView),
  /**
   * The store cannot do it: its units are given back, its stock changes as the reason says, and the order is sourced again at once,
   * elsewhere first, by a job (kind `rejections.source`); none for an order that is held.
   * @throws CONFLICT `notWaiting`, `packed`, `alreadySent`
   */
  decline: writes('orders:write')
    .input(task.extend({ reason: rejectionReason, note: z.string().trim().max(500).optional() }))
    .output(z.object({ task: storeTaskView, jobId: z.string().nullable() })),
  /**
   * A collected order lies ready. `code` is for the customer only and shown once: a new one can be had. It is sent to them (message
   * `customer.message`) where they can be written to and a connection delivers such messages; `sentTo` null: somebody has to tell them.
   * @throws CONFLICT `notAccepted`, `notCollected`
   */
  ready: writes('orders:write').input(task).output(readyTask),
  /** A new code for the customer; the old one is worth nothing. @throws CONFLICT `notReady` */
  renewCode: writes('orders:write').input(task).output(readyTask),
  /**
   * The customer has it: the order is delivered.
   * @throws CONFLICT `wrongCode`, `tooManyAttempts`, `notReady`, `expired`
   */
  handOver: writes('orders:write')
    .input(task.extend({ code: pickUpCode }))
    .output(storeTaskView),
  /** Nobody comes for it: the units go back to stock now, whatever its date. @throws CONFLICT `notReady`, `alreadySent` */
  expire: writes('orders:write').input(task).output(storeTaskView),
};
