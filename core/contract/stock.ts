import { z } from 'zod';
import { facet, facilityKind, instant, money, page, range, reads, sortKey } from './base.ts';

/**
 * What the Stock screen shows. Facility conditions (`facilities`, `kinds`, `countries`) restrict the positions that are
 * summed; the others keep or drop whole products by their sums over those positions.
 */
export const stockFilter = z.object({
  /** Words looked for in SKU and name; all must occur, accents and case ignored. */
  search: z.string().max(200).optional(),
  /** Facility codes. */
  facilities: z.array(z.string()).optional(),
  kinds: z.array(facilityKind).optional(),
  /** ISO countries of the facilities. */
  countries: z.array(z.string()).optional(),
  categories: z.array(z.string()).optional(),
  /** Products with at least one position where on hand − reserved < safety stock. */
  belowSafety: z.boolean().optional(),
  /** Products with nothing available in the summed positions. */
  noStock: z.boolean().optional(),
  /** Products with more than 120 days of cover and something on hand. */
  overStocked: z.boolean().optional(),
  /** Products with inbound expected on the current UTC day. */
  inboundToday: z.boolean().optional(),
  onHand: range.optional(),
  available: range.optional(),
  daysOfCover: range.optional(),
});
export type StockFilter = z.infer<typeof stockFilter>;

export const STOCK_COLUMNS = [
  'sku',
  'name',
  'category',
  'onHand',
  'reserved',
  'available',
  'safetyStock',
  'inbound',
  'dailyDemand',
  'daysOfCover',
  'facilityCount',
  'belowSafetyCount',
  'stockValue',
] as const;
export type StockColumn = (typeof STOCK_COLUMNS)[number];

/** Quantities in units; `daysOfCover` null when there is no demand. */
export const stockFigures = z.object({
  onHand: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  safetyStock: z.number().int(),
  inbound: z.number().int(),
  dailyDemand: z.number(),
  daysOfCover: z.number().nullable(),
});
export type StockFigures = z.infer<typeof stockFigures>;

export const stockRow = stockFigures.extend({
  productId: z.number().int(),
  sku: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  /** Facilities (within the filter) that hold a position of it. */
  facilityCount: z.number().int(),
  belowSafetyCount: z.number().int(),
  /** On hand × unit cost (price where no cost is known), in the workspace currency's minor units. */
  stockValueMinor: z.number(),
});
export type StockRow = z.infer<typeof stockRow>;

export const stockGroup = stockFigures.extend({
  value: z.string(),
  products: z.number().int(),
  stockValueMinor: z.number(),
});
export type StockGroup = z.infer<typeof stockGroup>;

export const matrixCell = z.object({
  onHand: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  safetyStock: z.number().int(),
  inbound: z.number().int(),
});
export type MatrixCell = z.infer<typeof matrixCell>;

export const facilityRef = z.object({
  id: z.number().int(),
  code: z.string(),
  name: z.string(),
  kind: facilityKind,
  city: z.string().nullable(),
  country: z.string().nullable(),
});
export type FacilityRef = z.infer<typeof facilityRef>;

export const productDetail = z.object({
  id: z.number().int(),
  sku: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  weightGrams: z.number().int(),
  volumeMillilitres: z.number().int(),
  price: money,
  cost: money,
  totals: stockFigures,
  positions: z.array(
    stockFigures.extend({ facility: facilityRef, updatedAt: instant, belowSafety: z.boolean() }),
  ),
  inbound: z.array(
    z.object({
      reference: z.string(),
      facility: facilityRef,
      kind: z.enum(['purchase', 'transfer', 'return']),
      quantity: z.number().int(),
      expectedAt: instant,
      status: z.enum(['expected', 'received', 'cancelled']),
      origin: z.string().nullable(),
    }),
  ),
  /** Open orders with quantity of it still to source, most urgent first (at most 200), and how many there are. */
  waiting: z.array(
    z.object({
      orderId: z.number().int(),
      number: z.string(),
      customer: z.string().nullable(),
      priority: z.number().int(),
      promisedAt: instant.nullable(),
      quantity: z.number().int(),
    }),
  ),
  waitingCount: z.number().int(),
  history: z.array(
    z.object({
      at: instant,
      actor: z.string(),
      procedure: z.string(),
      facility: z.string().nullable(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
});
export type ProductDetail = z.infer<typeof productDetail>;

const query = { filter: stockFilter.default({}), sort: z.array(sortKey).default([]) };
/** How fresh an answer is: when the newest fact in it was told, and how long the answer took. */
export const answered = { factsAt: instant.nullable(), tookMs: z.number(), loading: z.boolean() };

export const stockContract = {
  /** Product rows with their sums, and totals over all matching rows. */
  list: reads('network:read')
    .input(z.object({ ...query, ...page }))
    .output(
      z.object({
        rows: z.array(stockRow),
        total: z.number().int(),
        totals: stockFigures.extend({ stockValueMinor: z.number() }),
        currency: z.string(),
        ...answered,
      }),
    ),
  /** Sums by category, facility kind, facility or country. */
  groups: reads('network:read')
    .input(z.object({ ...query, by: z.enum(['category', 'kind', 'facility', 'country']) }))
    .output(z.object({ groups: z.array(stockGroup), ...answered })),
  /** A window of the product × facility matrix: `cells[row][column]`, null where there is no position. */
  matrix: reads('network:read')
    .input(
      z.object({
        ...query,
        ...page,
        facilityOffset: z.number().int().min(0).default(0),
        facilityLimit: z.number().int().min(1).max(200).default(40),
      }),
    )
    .output(
      z.object({
        facilities: z.array(facilityRef),
        facilityTotal: z.number().int(),
        rows: z.array(stockRow),
        total: z.number().int(),
        cells: z.array(z.array(matrixCell.nullable())),
        ...answered,
      }),
    ),
  facets: reads('network:read')
    .input(z.object({ filter: stockFilter.default({}) }))
    .output(
      z.object({
        facilities: z.array(facet),
        kinds: z.array(facet),
        countries: z.array(facet),
        categories: z.array(facet),
      }),
    ),
  product: reads('network:read')
    .input(z.object({ sku: z.string() }))
    .output(productDetail),
};
