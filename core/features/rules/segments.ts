import type { SegmentCount, SegmentDefinition, SegmentReason } from '../../contract/rules.ts';
import { isOneOf, isWithin } from './conditions.ts';

/** What a customer ordered in a period. */
export interface Purchases {
  orders: number;
  valueMinor: number;
  largestMinor: number;
}

/** Purchases of a customer in the last so many months. */
export type HistoryOf = (customerId: number, months: number) => Purchases;

export interface CustomerFacts {
  id: number;
  segment: string;
  country: string | null;
}

export interface SegmentVerdict {
  segment: string;
  reason: SegmentReason;
}

/** The segment that the first fitting definition gives, with the figures that decided; null when nothing is said of the customer. */
export function segmentFor(
  customer: CustomerFacts,
  definitions: readonly SegmentDefinition[],
  otherwise: string | null,
  historyOf: HistoryOf,
  context: { now: number; currency: string },
): SegmentVerdict | null {
  for (const definition of definitions) {
    if (!definition.enabled || !isWithin(definition.during, context.now)) continue;
    if (!isOneOf(definition.countries, customer.country)) continue;
    const { months, segment, id } = definition;
    const purchases = historyOf(customer.id, months);
    if (!fitsPurchases(definition, purchases)) continue;
    return { segment, reason: { definitionId: id, months, ...purchases, currency: context.currency } };
  }
  if (otherwise === null) return null;
  const nothing = { definitionId: null, months: null, orders: 0, valueMinor: 0, largestMinor: 0 };
  return { segment: otherwise, reason: { ...nothing, currency: context.currency } };
}

function fitsPurchases(definition: SegmentDefinition, purchases: Purchases): boolean {
  const { leastOrders, leastValueMinor, leastOrderMinor } = definition;
  return (
    purchases.orders >= (leastOrders ?? 0) &&
    purchases.valueMinor >= (leastValueMinor ?? 0) &&
    purchases.largestMinor >= (leastOrderMinor ?? 0)
  );
}

/** Members of each segment before and after, the largest first. */
export function countSegments(moves: Iterable<{ before: string; after: string }>): SegmentCount[] {
  const counts = new Map<string, SegmentCount>();
  const of = (segment: string) => {
    const count = counts.get(segment) ?? { segment, members: 0, after: 0, joins: 0, leaves: 0 };
    counts.set(segment, count);
    return count;
  };
  for (const { before, after } of moves) {
    of(before).members += 1;
    of(after).after += 1;
    if (before === after) continue;
    of(before).leaves += 1;
    of(after).joins += 1;
  }
  return [...counts.values()].sort((a, b) => b.after - a.after || (a.segment < b.segment ? -1 : 1));
}
