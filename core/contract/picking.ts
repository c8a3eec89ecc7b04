import { z } from 'zod';
import { instant, reads, writes } from './base.ts';

const integer = z.number().int();
const code = z.string().trim().min(1).max(60);

/** How a wave is picked: order by order, several in one sum, several into compartments, or each zone by its own picker. */
export const PICK_METHODS = ['single', 'batch', 'cluster', 'zone'] as const;
export type PickMethod = (typeof PICK_METHODS)[number];

/** A pick list's life: made, claimed by a picker, put away; or taken back. */
export const PICK_LIST_STATUSES = ['open', 'picking', 'picked', 'cancelled'] as const;
export type PickListStatus = (typeof PICK_LIST_STATUSES)[number];

/**
 * A task waits, waits for orders that are held (nothing else of it is to be fetched), is picked whole, was short (whatever was found is
 * picked), or is over because its order or wave was taken back.
 */
export const PICK_TASK_STATES = ['open', 'held', 'picked', 'short', 'cancelled'] as const;
export type PickTaskState = (typeof PICK_TASK_STATES)[number];

/**
 * Why units are missing and what that does to the position: `notFound` and `countedLess` take them off on hand; `damaged` and
 * `wrongPlace` leave them on hand but block them; `noTime` only gives the reservation back. The system that
 * owns the stock is told (message `stock.discrepancy`) where it takes such messages; its next figure replaces ours.
 */
export const SHORT_REASONS = ['notFound', 'countedLess', 'damaged', 'wrongPlace', 'noTime'] as const;
export const shortReason = z.enum(SHORT_REASONS);
export type ShortReason = z.infer<typeof shortReason>;

/** Where a product lies in a facility. Aisles are walked there and back in turn. */
export const binView = z.object({
  sku: code,
  code,
  zone: z.string().trim().max(60),
  aisle: integer.min(0).max(100_000),
  bay: integer.min(0).max(100_000),
  level: integer.min(0).max(1000),
});
export type BinView = z.infer<typeof binView>;

/** What a task holds for one order. `compartment`: of the trolley; null where orders are sorted when they are packed. */
export const pickPartView = z.object({
  order: z.string(),
  lineNumber: integer,
  shipment: z.string(),
  compartment: integer.nullable(),
  quantity: integer,
  picked: integer,
  short: integer,
  /** The order was cancelled, packed otherwise or taken back: nothing is to be picked for it. */
  cancelled: z.boolean(),
  /** The order is held: nothing is fetched for it until its hold is released. */
  held: z.boolean(),
});
export type PickPartView = z.infer<typeof pickPartView>;

/** One stop of the walk: a product in its bin, for one order or several. */
export const pickTaskView = z.object({
  id: integer,
  /** 1 is the first. */
  position: integer,
  sku: z.string(),
  name: z.string(),
  /** Code of its bin; null where the facility has none: then `zone` is the product's category. */
  bin: z.string().nullable(),
  zone: z.string(),
  aisle: integer.nullable(),
  bay: integer.nullable(),
  level: integer.nullable(),
  /** Without what cancelled orders wanted and nobody fetched. */
  quantity: integer,
  picked: integer,
  short: integer,
  state: z.enum(PICK_TASK_STATES),
  reason: shortReason.nullable(),
  parts: z.array(pickPartView),
});
export type PickTaskView = z.infer<typeof pickTaskView>;

export const pickListView = z.object({
  id: integer,
  /** `P-20261127-4`; also its barcode. */
  number: z.string(),
  waveId: integer,
  wave: z.string(),
  facility: z.string(),
  facilityName: z.string(),
  timeZone: z.string(),
  cutOffAt: instant,
  method: z.enum(PICK_METHODS),
  status: z.enum(PICK_LIST_STATUSES),
  picker: z.string().nullable(),
  /** The zones that it passes, in walking order. */
  zones: z.array(z.string()),
  orders: integer,
  tasks: integer,
  tasksDone: integer,
  units: integer,
  picked: integer,
  short: integer,
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
export type PickListView = z.infer<typeof pickListView>;

/** A list with its walk. */
export const pickListDetail = pickListView.extend({ walk: z.array(pickTaskView) });
export type PickListDetail = z.infer<typeof pickListDetail>;

/** What a line's missing units are sourced from now; `facility` null: nothing was found, they wait. */
export const resourcedLine = z.object({
  order: z.string(),
  lineNumber: integer,
  sku: z.string(),
  quantity: integer,
  facility: z.string().nullable(),
  facilityName: z.string().nullable(),
});
export type ResourcedLine = z.infer<typeof resourcedLine>;

const taskId = { id: integer, taskId: integer };
const list = z.object({ id: integer });

export const pickingContract = {
  /** Where a facility's products lie; without any, products lie by category. */
  bins: reads('network:read')
    .input(z.object({ facility: code }))
    .output(z.array(binView)),
  /** Says where products lie; others stay where they are. @throws CONFLICT `unknownFacility`, `unknownProduct` */
  saveBins: writes('orders:write')
    .input(z.object({ facility: code, bins: z.array(binView).min(1).max(20_000) }))
    .output(z.object({ saved: integer })),
  /** Those of the earliest cut-off first. */
  lists: reads('orders:read')
    .input(
      z.object({
        facility: code.optional(),
        waveId: integer.optional(),
        statuses: z.array(z.enum(PICK_LIST_STATUSES)).min(1).default(['open', 'picking']),
        limit: integer.min(1).max(1000).default(200),
      }),
    )
    .output(z.array(pickListView)),
  list: reads('orders:read').input(list).output(pickListDetail),
  /** What a wave has on the floor that no list holds yet, without held orders. */
  unlisted: reads('orders:read')
    .input(z.object({ waveId: integer }))
    .output(z.object({ orders: integer, units: integer })),
  /**
   * Starts a job (kind `picking.make`): lists of what a released wave has on the floor and no list holds yet, without held orders; outcome
   * `{listIds, lists, tasks, orders}`. Fails with CONFLICT `notReleased`, `nothingToPick`.
   */
  make: writes('orders:write')
    .input(
      z.object({
        waveId: integer,
        method: z.enum(PICK_METHODS),
        /** For batch, cluster and zone; left out = as many as the facility's labour says. */
        ordersPerList: integer.min(1).max(200).optional(),
      }),
    )
    .output(z.object({ jobId: z.string() })),
  /** Takes lists back that nobody has begun: their orders can be put on other lists. @throws CONFLICT `notOpen` */
  discard: writes('orders:write')
    .input(z.object({ ids: z.array(integer).min(1).max(2000) }))
    .output(z.object({ discarded: integer })),
  /**
   * Claims a list for a picker or station and begins: its orders are being picked. The same picker may begin again; another one
   * only with `takeOver`. @throws CONFLICT `claimed`, `notOpen`
   */
  start: writes('orders:write')
    .input(list.extend({ picker: z.string().trim().min(1).max(120), takeOver: z.boolean().default(false) }))
    .output(pickListDetail),
  /**
   * Units of a task are in the trolley: `quantity` more. `scanned`: what the scanner read, the SKU or the bin.
   * @throws CONFLICT `wrongScan`, `tooMany`, `notPicking`, `taskOver`
   */
  confirm: writes('orders:write')
    .input(z.object({ ...taskId, quantity: integer.min(1), scanned: z.string().max(200).optional() }))
    .output(pickTaskView),
  /**
   * Only `found` units of a task are there in all. The rest is given back, the stock changes as the reason says, and the orders'
   * missing units are sourced again at once, elsewhere first. @throws CONFLICT `notPicking`, `taskOver`, `tooMany`
   */
  short: writes('orders:write')
    .input(z.object({ ...taskId, found: integer.min(0), reason: shortReason }))
    .output(z.object({ task: pickTaskView, resourced: z.array(resourcedLine) })),
  /** Puts a task's picked units back, until they are packed. @throws CONFLICT `nothingPicked`, `shortPicked`, `alreadyPacked` */
  undoPick: writes('orders:write').input(z.object(taskId)).output(pickTaskView),
  /** The trolley is handed over; what held orders still want goes onto a later list. @throws CONFLICT `openTasks`, `notPicking` */
  finish: writes('orders:write').input(list).output(pickListDetail),
  /**
   * Starts a job (kind `picking.file`): lists as CSV or as PDF with barcodes (Code 128), a list a page or more; outcome
   * `{fileId, fileName, bytes}`, to be fetched as exports are.
   */
  file: writes('orders:read')
    .input(
      z.object({
        ids: z.array(integer).min(1).max(2000),
        format: z.enum(['csv', 'pdf']),
        language: z.enum(['en', 'fr']),
      }),
    )
    .output(z.object({ jobId: z.string() })),
};
