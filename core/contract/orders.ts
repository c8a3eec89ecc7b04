import { z } from 'zod';
import { address, channel, facet, instant, money, page, range, reads, sortKey, writes } from './base.ts';
import { OPEN_STATUSES, ORDER_STATUSES, type OrderStatus } from './order-statuses.ts';
import { answered, facilityRef } from './stock.ts';
import { holdCode, holdView } from './validation.ts';

export { OPEN_STATUSES, ORDER_STATUSES, type OrderStatus };
export const orderStatus = z.enum(ORDER_STATUSES);
export const PAYMENT_STATES = ['none', 'pending', 'authorized', 'paid', 'refunded', 'failed'] as const;
export const paymentState = z.enum(PAYMENT_STATES);

export const orderFilter = z.object({
  /** Words looked for in number, customer and city; all must occur. */
  search: z.string().max(200).optional(),
  statuses: z.array(orderStatus).optional(),
  channels: z.array(channel).optional(),
  segments: z.array(z.string()).optional(),
  countries: z.array(z.string()).optional(),
  paymentStates: z.array(paymentState).optional(),
  priorities: z.array(z.number().int()).optional(),
  /** Not yet shipped, delivered, returned or cancelled. */
  open: z.boolean().optional(),
  /** Open or partially sourced, not held. */
  toSource: z.boolean().optional(),
  held: z.boolean().optional(),
  /** Held for at least one of these reasons. */
  heldFor: z.array(holdCode).optional(),
  /** Promised before now and not delivered, returned or cancelled. */
  late: z.boolean().optional(),
  /** Not late, but expected (ETA P90 of its shipments, else earliest dispatch) after the promise. */
  atRisk: z.boolean().optional(),
  /** Delivered or returned, and closed since. */
  closed: z.boolean().optional(),
  /** Received in the last 30 days, not cancelled, and not fully allocated or shipped. */
  notFilled: z.boolean().optional(),
  orderedAt: range.optional(),
  promisedAt: range.optional(),
  total: range.optional(),
  /** Orders with a line of this product. */
  sku: z.string().optional(),
  /** Orders with an active allocation or a shipment at this facility (code). */
  facility: z.string().optional(),
});
export type OrderFilter = z.infer<typeof orderFilter>;

export const ORDER_COLUMNS = [
  'number',
  'status',
  'holdCodes',
  'channel',
  'customer',
  'segment',
  'priority',
  'orderedAt',
  'promisedAt',
  'expectedAt',
  'city',
  'country',
  'lineCount',
  'units',
  'unitsAllocated',
  'unitsShipped',
  'total',
  'paymentState',
  'closedAt',
] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];

export const orderRow = z.object({
  id: z.number().int(),
  number: z.string(),
  status: orderStatus,
  /** Its holds in words; null when nothing holds it. */
  holdReason: z.string().nullable(),
  holdCodes: z.array(holdCode),
  channel,
  customer: z.string().nullable(),
  segment: z.string().nullable(),
  priority: z.number().int(),
  orderedAt: instant,
  promisedAt: instant.nullable(),
  /** When we expect it to arrive (latest P90 of its shipments); null while unknown. */
  expectedAt: instant.nullable(),
  late: z.boolean(),
  atRisk: z.boolean(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  lineCount: z.number().int(),
  units: z.number().int(),
  unitsAllocated: z.number().int(),
  unitsShipped: z.number().int(),
  total: money,
  paymentState,
  /** When it was closed; null while something may still come of it. */
  closedAt: instant.nullable(),
});
export type OrderRow = z.infer<typeof orderRow>;

export const allocationView = z.object({
  id: z.number().int(),
  lineNumber: z.number().int(),
  sku: z.string(),
  facility: facilityRef,
  quantity: z.number().int(),
  status: z.enum(['reserved', 'released', 'shipped', 'cancelled']),
  runId: z.number().int().nullable(),
  cost: money,
  service: z.string().nullable(),
  /** The solver's reason, see contract/sourcing `decisionReason`; null for allocations not made by sourcing. */
  reason: z.unknown(),
  createdAt: instant,
});

export const trackingEventView = z.object({
  occurredAt: instant,
  milestone: z.string(),
  description: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
});

export const shipmentView = z.object({
  id: z.number().int(),
  number: z.string(),
  facility: facilityRef.nullable(),
  service: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  status: z.string(),
  shippedAt: instant.nullable(),
  promisedAt: instant.nullable(),
  etaP50At: instant.nullable(),
  etaP90At: instant.nullable(),
  deliveredAt: instant.nullable(),
  /** When its stock was taken for it; null while only planned. */
  assignedAt: instant.nullable(),
  /** The carrier's own estimate. */
  carrierEtaAt: instant.nullable(),
  /** What may be done to it now. */
  actions: z.array(z.enum(['assign', 'pack', 'ship', 'createReturn'])),
  lines: z.array(z.object({ lineNumber: z.number().int(), sku: z.string(), quantity: z.number().int() })),
  events: z.array(trackingEventView),
});

export const journalEntry = z.object({
  id: z.number().int(),
  at: instant,
  actor: z.string(),
  procedure: z.string(),
  commandId: z.string(),
  entity: z.string(),
  key: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

export const orderDetail = z.object({
  order: orderRow,
  shipTo: address.extend({ name: z.string().nullable() }),
  customer: z
    .object({
      code: z.string(),
      name: z.string(),
      segment: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
    })
    .nullable(),
  serviceLevel: z.string().nullable(),
  shipComplete: z.boolean(),
  /** Where it is collected; null for a delivery. */
  collectAt: z.object({ code: z.string(), name: z.string() }).nullable(),
  lines: z.array(
    z.object({
      id: z.number().int(),
      lineNumber: z.number().int(),
      sku: z.string(),
      name: z.string(),
      quantity: z.number().int(),
      quantityAllocated: z.number().int(),
      /** In parcels that have not left yet. */
      quantityPacked: z.number().int(),
      quantityShipped: z.number().int(),
      quantityCancelled: z.number().int(),
      unitPrice: money,
      /** Available over all facilities now. */
      available: z.number().int(),
    }),
  ),
  allocations: z.array(allocationView),
  shipments: z.array(shipmentView),
  payments: z.array(
    z.object({
      kind: z.string(),
      state: z.string(),
      amount: money,
      method: z.string().nullable(),
      reference: z.string().nullable(),
      occurredAt: instant,
    }),
  ),
  returns: z.array(z.object({ number: z.string(), status: z.string(), returnedAt: instant, total: money })),
  /** What holds it or is worth knowing, then what did once; newest first. */
  holds: z.array(holdView),
  journal: z.array(journalEntry),
  /** What may be done to it now. */
  actions: z.array(
    z.enum(['hold', 'release', 'cancel', 'editAddress', 'source', 'unsource', 'close', 'reopen']),
  ),
});
export type OrderDetail = z.infer<typeof orderDetail>;

/** The outcome of a command over several orders: nothing is half done; each refusal has its reason. */
export const orderCommandResult = z.object({
  /** To undo it with `orders.undo`. */
  commandId: z.string(),
  changed: z.array(z.string()),
  refused: z.array(z.object({ number: z.string(), code: z.string(), reason: z.string() })),
});
export type OrderCommandResult = z.infer<typeof orderCommandResult>;

/** Delivered orders of which nothing is open close so many days after the last word about them; null = only by hand. */
export const closingSettings = z.object({ days: z.number().int().min(1).max(365).nullable() });
export type ClosingSettings = z.infer<typeof closingSettings>;

const query = { filter: orderFilter.default({}), sort: z.array(sortKey).default([]) };
const orderNumbers = z.array(z.string()).min(1).max(10_000);

export const ordersContract = {
  list: reads('orders:read')
    .input(z.object({ ...query, ...page }))
    .output(
      z.object({
        rows: z.array(orderRow),
        total: z.number().int(),
        totals: z.object({
          units: z.number(),
          unitsAllocated: z.number(),
          unitsShipped: z.number(),
          totalMinor: z.number(),
          lineCount: z.number(),
        }),
        currency: z.string(),
        ...answered,
      }),
    ),
  groups: reads('orders:read')
    .input(z.object({ ...query, by: z.enum(['status', 'channel', 'segment', 'country', 'priority']) }))
    .output(
      z.object({
        groups: z.array(
          z.object({
            value: z.string(),
            orders: z.number().int(),
            units: z.number(),
            totalMinor: z.number(),
          }),
        ),
        ...answered,
      }),
    ),
  facets: reads('orders:read')
    .input(z.object({ filter: orderFilter.default({}) }))
    .output(
      z.object({
        statuses: z.array(facet),
        channels: z.array(facet),
        segments: z.array(facet),
        countries: z.array(facet),
        paymentStates: z.array(facet),
        heldFor: z.array(facet),
        priorities: z.array(facet),
      }),
    ),
  detail: reads('orders:read')
    .input(z.object({ number: z.string() }))
    .output(orderDetail),
  hold: writes('orders:write')
    .input(z.object({ numbers: orderNumbers, reason: z.string().trim().min(1).max(500) }))
    .output(orderCommandResult),
  /** Lifts holds: those of the codes named, or all. A rule's hold comes back only when the order changes. */
  release: writes('orders:write')
    .input(
      z.object({
        numbers: orderNumbers,
        codes: z.array(holdCode).min(1).optional(),
        reason: z.string().trim().max(500).optional(),
      }),
    )
    .output(orderCommandResult),
  cancel: writes('orders:write')
    .input(z.object({ numbers: orderNumbers, reason: z.string().trim().min(1).max(500) }))
    .output(orderCommandResult),
  editAddress: writes('orders:write')
    .input(
      z.object({
        number: z.string(),
        shipTo: z.object({
          name: z.string().trim().min(1).max(200),
          street: z.string().trim().max(300).nullable(),
          city: z.string().trim().min(1).max(200),
          postalCode: z.string().trim().max(20).nullable(),
          region: z.string().trim().max(200).nullable(),
          country: z.string().length(2),
        }),
      }),
    )
    .output(orderCommandResult),
  /** Releases every reservation of the orders and makes them open again. */
  unsource: writes('orders:write')
    .input(z.object({ numbers: orderNumbers }))
    .output(orderCommandResult),
  /** Closes orders that have been delivered or returned, where no return and no incident is open. */
  close: writes('orders:write')
    .input(z.object({ numbers: orderNumbers }))
    .output(orderCommandResult),
  reopen: writes('orders:write')
    .input(z.object({ numbers: orderNumbers }))
    .output(orderCommandResult),
  /** When orders close by themselves. */
  closing: reads('orders:read').output(closingSettings),
  saveClosing: writes('rules:manage').input(closingSettings).output(closingSettings),
  /** Takes back hold, release, cancel, close, reopen or editAddress, where nothing else has happened to the order since. */
  undo: writes('orders:write')
    .input(z.object({ commandId: z.string() }))
    .output(orderCommandResult),
};
