import { ORDER_STATUSES, type OrderStatus } from '../../contract/order-statuses.ts';
import { hasLeft } from './shipment.ts';

/** What an order's status follows from. */
export interface OrderFacts {
  current: string;
  /** What its source states; null when it never stated one. */
  said: string | null;
  /** Something holds it, so that what was received is not open yet. */
  held: boolean;
  /** Vigie has worked on it: its own status stands, except for what only the source can know. */
  workedOn: boolean;
  /** Units of goods, without cancelled ones. */
  units: number;
  unitsShipped: number;
  unitsAllocated: number;
  shipments: readonly { status: string; shippedAt: number | null; hasLines: boolean }[];
}

const RANK = new Map<string, number>(ORDER_STATUSES.map((status, rank) => [status, rank]));
const rank = (status: string) => RANK.get(status) ?? 0;
const FIRST_SHIPPED = rank('partiallyShipped');
const isUnderWay = (status: string) => rank(status) >= FIRST_SHIPPED && status !== 'cancelled';

/**
 * The status that an order's facts amount to: the source's word (or Vigie's, once it works on the order), moved on as far as
 * its shipments are. So a source that goes on saying `open` does not call shipped goods back, and a shipment that turns out
 * not to have left takes the order back. A cancellation stands unless goods have left.
 */
export function orderStatusOf(order: OrderFacts): OrderStatus {
  const status = statusOf(order);
  return status === 'open' && order.current === 'received' && order.held ? 'received' : status;
}

function statusOf(order: OrderFacts): OrderStatus {
  const base = baseOf(order);
  const progress = progressOf(order);
  if (progress === null || base === 'returned') return base as OrderStatus;
  if (base === 'cancelled') return progress;
  return (rank(progress) > rank(base) ? progress : base) as OrderStatus;
}

function baseOf({ current, said, workedOn, shipments, units, unitsAllocated }: OrderFacts): string {
  if (!workedOn && said !== null) return said;
  if (current === 'cancelled' || current === 'returned') return current;
  const told = said !== null && (isUnderWay(said) || said === 'cancelled') ? said : null;
  if (told !== null && rank(told) > rank(current)) return told;
  if (!isUnderWay(current) || shipments.length === 0) return current;
  if (told !== null) return told;
  if (unitsAllocated === 0) return 'open';
  return unitsAllocated < units ? 'partiallySourced' : 'sourced';
}

function progressOf({ units, unitsShipped, shipments }: OrderFacts): OrderStatus | null {
  const live = shipments.filter(({ status }) => status !== 'cancelled');
  const left = live.filter(hasLeft);
  if (unitsShipped > 0) return unitsShipped < units ? 'partiallyShipped' : arrivalOf(left);
  if (left.length === 0 || live.some(({ hasLines }) => hasLines)) return null;
  return left.length < live.length ? 'partiallyShipped' : arrivalOf(left);
}

function arrivalOf(left: readonly { status: string }[]): OrderStatus {
  if (left.length === 0) return 'shipped';
  if (left.every(({ status }) => status === 'returned')) return 'returned';
  return left.every(({ status }) => status === 'delivered' || status === 'returned')
    ? 'delivered'
    : 'shipped';
}
