import { z } from 'zod';
import { address, facilityKind, instant, reads } from './base.ts';
import { orderFilter, shipmentView } from './orders.ts';
import { stockFigures, stockFilter } from './stock.ts';

export const KPI_KEYS = [
  'openOrders',
  'toSource',
  'held',
  'late',
  'atRisk',
  'belowSafety',
  'inboundToday',
  'fillRate',
] as const;
export type KpiKey = (typeof KPI_KEYS)[number];

/** A number and the list that it counts: opening `screen` with `filter` shows exactly those rows. */
export const kpi = z.object({
  key: z.enum(KPI_KEYS),
  /** A count; for `fillRate` a share from 0 to 1, null when nothing is to be measured. */
  value: z.number().nullable(),
  unit: z.enum(['count', 'share']),
  /** How many rows the list it opens has (for `fillRate`: the orders not filled). */
  listed: z.number().int(),
  target: z.discriminatedUnion('screen', [
    z.object({ screen: z.literal('orders'), filter: orderFilter }),
    z.object({ screen: z.literal('stock'), filter: stockFilter }),
  ]),
});
export type Kpi = z.infer<typeof kpi>;

/** `good`: every position at or above safety; `low`: some below; `out`: a fifth or more of the positions have nothing available; `none`: no stock. */
export const STOCK_HEALTH = ['good', 'low', 'out', 'none'] as const;

export const facilityMark = z.object({
  id: z.number().int(),
  code: z.string(),
  name: z.string(),
  kind: facilityKind,
  city: z.string().nullable(),
  country: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
  health: z.enum(STOCK_HEALTH),
  positions: z.number().int(),
  belowSafety: z.number().int(),
  outOfStock: z.number().int(),
  openOrders: z.number().int(),
});
export type FacilityMark = z.infer<typeof facilityMark>;

const decimals = z.instanceof(Float32Array);
const integers = z.instanceof(Int32Array);

/** Shipments under way as parallel columns (50,000 of them cross the wire and the map without 50,000 objects). */
export const shipmentColumns = z.object({
  ids: integers,
  originLatitudes: decimals,
  originLongitudes: decimals,
  destinationLatitudes: decimals,
  destinationLongitudes: decimals,
  /** Estimated share of the lane travelled at `at`, 0 to 1. */
  fractions: decimals,
  /** 1 = late (promised before now, or ETA P50 after the promise). */
  late: integers,
});
export type ShipmentColumns = z.infer<typeof shipmentColumns>;

export const facilityDetail = z.object({
  facility: facilityMark,
  address,
  timeZone: z.string(),
  cutOffMinutes: z.number().int(),
  dailyCapacityOrders: z.number().int().nullable(),
  locationPrecision: z.string().nullable(),
  totals: stockFigures,
  inboundToday: z.number().int(),
  shipmentsUnderWay: z.number().int(),
  lateShipments: z.number().int(),
  /** The positions furthest below safety stock, at most 20. */
  lowest: z.array(
    z.object({
      sku: z.string(),
      name: z.string(),
      available: z.number().int(),
      safetyStock: z.number().int(),
      onHand: z.number().int(),
    }),
  ),
});
export type FacilityDetail = z.infer<typeof facilityDetail>;

export const towerContract = {
  kpis: reads('network:read').output(
    z.object({ kpis: z.array(kpi), factsAt: instant.nullable(), loading: z.boolean() }),
  ),
  facilities: reads('network:read').output(
    z.object({ facilities: z.array(facilityMark), withoutPosition: z.number().int() }),
  ),
  shipments: reads('network:read').output(
    z.object({ shipments: shipmentColumns, at: instant, withoutPosition: z.number().int() }),
  ),
  facility: reads('network:read')
    .input(z.object({ code: z.string() }))
    .output(facilityDetail),
  shipment: reads('orders:read')
    .input(z.object({ id: z.number().int() }))
    .output(
      z.object({
        shipment: shipmentView,
        orderNumber: z.string().nullable(),
        customer: z.string().nullable(),
        destination: address,
        late: z.boolean(),
        fraction: z.number(),
      }),
    ),
  /** For the command palette: products, orders and facilities whose code or name fits. */
  search: reads('network:read')
    .input(z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50).default(8) }))
    .output(
      z.object({
        products: z.array(z.object({ sku: z.string(), name: z.string() })),
        orders: z.array(
          z.object({ number: z.string(), customer: z.string().nullable(), status: z.string() }),
        ),
        facilities: z.array(z.object({ code: z.string(), name: z.string(), kind: facilityKind })),
      }),
    ),
};
