import { z } from 'zod';
import { channel, facilityKind, instant, money, page, reads, writes } from './base.ts';
import { facilityRef } from './stock.ts';

export const PROMISE_LEVELS = ['economy', 'standard', 'express', 'sameDay'] as const;
export const promiseLevel = z.enum(PROMISE_LEVELS);
export type PromiseLevel = z.infer<typeof promiseLevel>;

/** How goods reach the customer: from a warehouse, a store, a supplier (drop-ship), a 3PL; or they are collected. */
export const FULFILMENT_KINDS = [
  'shipFromWarehouse',
  'shipFromStore',
  'dropShip',
  'shipFromThirdParty',
  'collect',
  'collectByTransfer',
] as const;
export const fulfilmentKind = z.enum(FULFILMENT_KINDS);
export type FulfilmentKind = z.infer<typeof fulfilmentKind>;

/** A local date: `2026-12-24`. */
const day = z.iso.date();

export const promiseDestination = z.object({
  /** ISO 3166-1 alpha-2. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullish(),
  postalCode: z.string().max(30).nullish(),
  city: z.string().max(200).nullish(),
  latitude: z.number().min(-90).max(90).nullish(),
  longitude: z.number().min(-180).max(180).nullish(),
});

export const promiseRequest = z.object({
  lines: z
    .array(
      z.object({ sku: z.string().trim().min(1).max(100), quantity: z.number().int().min(1).max(1_000_000) }),
    )
    .min(1)
    .max(100),
  mode: z.enum(['delivery', 'clickAndCollect']).default('delivery'),
  /** With `clickAndCollect`: the code of the store. */
  store: z.string().trim().min(1).max(100).optional(),
  /** With `delivery`: where to. Without a point it is located offline. */
  destination: promiseDestination.optional(),
  channel: channel.default('web'),
  /** Only this one; every level when left out. */
  serviceLevel: promiseLevel.optional(),
  /** Only from facilities of these kinds. */
  from: z.array(facilityKind).min(1).optional(),
  /** Most parcels that one order may come in. */
  maxParcels: z.number().int().min(1).max(10).default(3),
});
export type PromiseRequest = z.output<typeof promiseRequest>;
export type PromiseRequestInput = z.input<typeof promiseRequest>;

const partLine = z.object({
  sku: z.string(),
  quantity: z.number().int(),
  onHand: z.number().int(),
  inbound: z.array(
    z.object({
      id: z.number().int(),
      reference: z.string(),
      quantity: z.number().int(),
      expectedAt: instant,
      /** It should have come already: it is counted on for tomorrow. */
      overdue: z.boolean(),
    }),
  ),
});

/** What one facility sends, and why it leaves and arrives when it does. */
export const promisePart = z.object({
  kind: fulfilmentKind,
  facility: facilityRef,
  lines: z.array(partLine),
  /** When all of it is there to be picked. */
  readyAt: instant,
  /** Local minutes until which it leaves the same day, and whose cut-off that is. */
  cutOffMinutes: z.number().int(),
  cutOffOf: z.enum(['facility', 'service', 'store']),
  /** The cut-off of the day on which it was ready had passed. */
  missedCutOff: z.boolean(),
  /** Days skipped because the facility or the carrier does not work. */
  closedDays: z.number().int(),
  /** Working days that the facility needs before it ships. */
  leadDays: z.number().int(),
  shipAt: instant.nullable(),
  shipDay: day.nullable(),
  timeZone: z.string(),
  service: z
    .object({ id: z.number().int(), code: z.string(), name: z.string(), carrier: z.string() })
    .nullable(),
  transitDaysMin: z.number().int(),
  transitDaysMax: z.number().int(),
  arriveDay: day,
  distanceMetres: z.number().int().nullable(),
  shippingMinor: z.number().int(),
  handlingMinor: z.number().int(),
});
export type PromisePart = z.infer<typeof promisePart>;

export const promiseOption = z.object({
  /** Null for a collection. */
  level: promiseLevel.nullable(),
  shipAt: instant.nullable(),
  /** The first and the last day on which it may arrive (or can be collected). */
  arriveFromDay: day,
  arriveByDay: day,
  /** The promise: the end of that day where it arrives, or the hour from which it can be collected. */
  arriveByAt: instant,
  cost: money,
  parts: z.array(promisePart),
  /** Some of it has yet to come in: the order would be a back-order. */
  backOrder: z.boolean(),
});
export type PromiseOption = z.infer<typeof promiseOption>;

export const promiseRunnerUp = z.object({
  facilities: z.array(facilityRef),
  kinds: z.array(fulfilmentKind),
  reason: z.enum(['later', 'dearer', 'laterAndDearer', 'laterButCheaper', 'farther']),
  laterDays: z.number().int(),
  /** Below 0: cheaper. */
  dearerMinor: z.number().int(),
  arriveByDay: day,
  cost: money,
  backOrder: z.boolean(),
  missedCutOff: z.boolean(),
});
export type PromiseRunnerUp = z.infer<typeof promiseRunnerUp>;

export const NO_PROMISE = ['noStock', 'noService', 'noAddress', 'tooManyParcels', 'tooHeavy'] as const;

/** What one service level (or the collection) can give. */
export const promiseLevelQuote = z.object({
  level: promiseLevel.nullable(),
  option: promiseOption.nullable(),
  /** Why there is none, with the units that nothing on hand or inbound covers. */
  none: z
    .object({
      code: z.enum(NO_PROMISE),
      missing: z.array(z.object({ sku: z.string(), quantity: z.number().int() })),
    })
    .nullable(),
  runnersUp: z.array(promiseRunnerUp),
});
export type PromiseLevelQuote = z.infer<typeof promiseLevelQuote>;

export const promiseQuote = z.object({
  at: instant,
  mode: z.enum(['delivery', 'clickAndCollect']),
  lines: z.array(z.object({ sku: z.string(), name: z.string(), quantity: z.number().int() })),
  destination: z.object({
    country: z.string().nullable(),
    postalCode: z.string().nullable(),
    city: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    timeZone: z.string(),
  }),
  store: facilityRef.nullable(),
  levels: z.array(promiseLevelQuote),
  tookMs: z.number(),
});
export type PromiseQuote = z.infer<typeof promiseQuote>;

export const HOLD_STATUSES = ['active', 'released', 'expired', 'converted'] as const;
export const promiseHold = z.object({
  /** What the order names it by. */
  reference: z.string(),
  status: z.enum(HOLD_STATUSES),
  actor: z.string(),
  mode: z.enum(['delivery', 'clickAndCollect']),
  channel,
  lines: z.array(z.object({ sku: z.string(), quantity: z.number().int() })),
  destination: z.string(),
  option: promiseOption,
  createdAt: instant,
  expiresAt: instant,
  endedAt: instant.nullable(),
  orderNumber: z.string().nullable(),
});
export type PromiseHold = z.infer<typeof promiseHold>;

export const holdRequest = promiseRequest.extend({
  /** The same key with the same request takes one hold, however often it is sent. */
  key: z.string().trim().min(1).max(200).optional(),
  /** How long it is kept; the workspace's own time when left out. */
  minutes: z.number().int().min(1).max(10_080).optional(),
  /** What the customer was shown: a later day is refused instead of held. */
  noLaterThanDay: day.optional(),
});
export type HoldRequest = z.output<typeof holdRequest>;

export const backOrderView = z.object({
  id: z.number().int(),
  orderNumber: z.string(),
  lineNumber: z.number().int(),
  sku: z.string(),
  facility: facilityRef,
  /** Still to come, and allocated already. */
  quantity: z.number().int(),
  quantityAllocated: z.number().int(),
  status: z.enum(['waiting', 'allocated', 'ended']),
  promisedAt: instant,
  inbound: z.object({
    reference: z.string(),
    expectedAt: instant,
    status: z.enum(['expected', 'received', 'cancelled']),
  }),
});
export type BackOrderView = z.infer<typeof backOrderView>;

/** How promises are reckoned in this workspace. */
export const promiseSettings = z.object({
  /** From an inbound's expected time until its goods can be picked. */
  receivingHours: z.number().min(0).max(240).default(4),
  /** An inbound overdue for longer is no longer counted on. */
  overdueInboundDays: z.number().int().min(0).max(365).default(7),
  holdMinutes: z.number().int().min(1).max(10_080).default(30),
  /** Working days that each kind of facility needs before it ships. */
  leadDays: z
    .object({
      warehouse: z.number().int().min(0).max(60).default(0),
      store: z.number().int().min(0).max(60).default(0),
      supplier: z.number().int().min(0).max(60).default(1),
      thirdParty: z.number().int().min(0).max(60).default(0),
    })
    .prefault({}),
  /** Local minutes between which stores hand out what is collected, and what they need to get it ready. */
  storeOpensMinutes: z.number().int().min(0).max(1439).default(600),
  storeClosesMinutes: z.number().int().min(1).max(1440).default(1140),
  collectPreparationMinutes: z.number().int().min(0).max(1440).default(120),
});
export type PromiseSettings = z.infer<typeof promiseSettings>;

export const workCalendar = z.object({
  owner: z.enum(['facility', 'carrier']),
  code: z.string(),
  /** ISO weekdays: 1 = Monday. */
  workingDays: z.array(z.number().int().min(1).max(7)),
  closedDays: z.array(day).max(1000),
});
export type WorkCalendarView = z.infer<typeof workCalendar>;

export const promiseContract = {
  /** For each service level the earliest that can be promised, from where, at what cost, and why. Changes nothing. */
  quote: reads('orders:read').input(promiseRequest).output(promiseQuote),
  /** Takes the earliest promise of a service level for a while: its stock is reserved, its inbound is spoken for. */
  hold: writes('orders:write').input(holdRequest).output(promiseHold),
  /** Gives a hold back; one that has ended stays as it is. */
  release: writes('orders:write')
    .input(z.object({ reference: z.string() }))
    .output(promiseHold),
  /** Makes a hold the allocation and the promise of an order that came. */
  convert: writes('orders:write')
    .input(z.object({ reference: z.string(), orderNumber: z.string() }))
    .output(promiseHold),
  /** Holds, the newest first. */
  holds: reads('orders:read')
    .input(z.object({ statuses: z.array(z.enum(HOLD_STATUSES)).optional(), ...page }))
    .output(z.object({ rows: z.array(promiseHold), total: z.number().int() })),
  /** Units of orders that wait for an inbound: of one order, or all that still wait, in the order in which they are served. */
  backOrders: reads('orders:read')
    .input(z.object({ orderNumber: z.string().optional(), ...page }))
    .output(z.object({ rows: z.array(backOrderView), total: z.number().int() })),
  settings: reads('network:read').output(promiseSettings),
  saveSettings: writes('workspace:manage').input(promiseSettings).output(promiseSettings),
  calendars: reads('network:read').output(z.array(workCalendar)),
  /** An empty list of working days gives the usual ones back. */
  saveCalendar: writes('workspace:manage').input(workCalendar).output(z.array(workCalendar)),
};
