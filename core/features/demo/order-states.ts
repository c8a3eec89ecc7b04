import type { Random } from '../../kernel/random.ts';

export type DemoOrderStatus =
  | 'received'
  | 'open'
  | 'partiallySourced'
  | 'sourced'
  | 'released'
  | 'picking'
  | 'packed'
  | 'partiallyShipped'
  | 'shipped'
  | 'delivered'
  | 'returned'
  | 'cancelled';

interface AgeGroup {
  /** Upper bound of the share of orders that are newer. */
  upTo: number;
  statuses: readonly DemoOrderStatus[];
  weights: readonly number[];
}

const group = (upTo: number, shares: Partial<Record<DemoOrderStatus, number>>): AgeGroup => ({
  upTo,
  statuses: Object.keys(shares) as DemoOrderStatus[],
  weights: Object.values(shares),
});

/**
 * How far orders have come, by their place counted from the newest (0) to the oldest (1). A day of the present has about
 * 2.5 % of the orders. The shares are chosen so that of 30,000 orders some 1,500 wait to be sourced and 2,000 parcels travel.
 */
const AGE_GROUPS: readonly AgeGroup[] = [
  group(0.003, { received: 0.8, open: 0.2 }),
  group(0.026, { open: 0.88, received: 0.01, sourced: 0.07, partiallySourced: 0.01, cancelled: 0.03 }),
  group(0.052, {
    open: 0.5,
    partiallySourced: 0.02,
    sourced: 0.26,
    released: 0.1,
    picking: 0.05,
    packed: 0.02,
    shipped: 0.01,
    cancelled: 0.04,
  }),
  group(0.08, {
    open: 0.23,
    partiallySourced: 0.01,
    sourced: 0.15,
    released: 0.17,
    picking: 0.13,
    packed: 0.12,
    partiallyShipped: 0.03,
    shipped: 0.12,
    cancelled: 0.03,
  }),
  group(0.11, {
    open: 0.04,
    partiallySourced: 0.005,
    sourced: 0.06,
    released: 0.08,
    picking: 0.08,
    packed: 0.08,
    partiallyShipped: 0.04,
    shipped: 0.575,
    delivered: 0.03,
    cancelled: 0.03,
  }),
  group(0.15, {
    open: 0.02,
    sourced: 0.01,
    released: 0.01,
    picking: 0.01,
    packed: 0.015,
    partiallyShipped: 0.02,
    shipped: 0.665,
    delivered: 0.215,
    cancelled: 0.03,
    returned: 0.005,
  }),
  group(0.22, {
    open: 0.008,
    partiallyShipped: 0.008,
    shipped: 0.205,
    delivered: 0.724,
    cancelled: 0.035,
    returned: 0.02,
  }),
  group(0.5, {
    open: 0.004,
    partiallySourced: 0.001,
    shipped: 0.004,
    delivered: 0.921,
    returned: 0.033,
    cancelled: 0.037,
  }),
  group(0.8, { open: 0.003, shipped: 0.0008, delivered: 0.9202, returned: 0.04, cancelled: 0.036 }),
  group(1, {
    open: 0.03,
    partiallySourced: 0.001,
    delivered: 0.9,
    returned: 0.041,
    cancelled: 0.036,
  }),
];

/** @param newerShare share of the orders that are newer, 0 to 1. */
export function drawStatus(random: Random, newerShare: number): DemoOrderStatus {
  const ages =
    AGE_GROUPS.find(({ upTo }) => newerShare <= upTo) ?? (AGE_GROUPS[AGE_GROUPS.length - 1] as AgeGroup);
  return ages.statuses[random.weightedIndex(ages.weights)] as DemoOrderStatus;
}

/** Statuses in which nothing has been allocated yet, or no longer. */
export const UNALLOCATED: ReadonlySet<DemoOrderStatus> = new Set(['received', 'open', 'cancelled']);
/** Statuses whose allocations hold stock. */
export const HOLDING: ReadonlySet<DemoOrderStatus> = new Set([
  'partiallySourced',
  'sourced',
  'released',
  'picking',
  'packed',
]);
/** Statuses that need two lines at least: one goes ahead, one waits. */
export const PARTIAL: ReadonlySet<DemoOrderStatus> = new Set(['partiallySourced', 'partiallyShipped']);
