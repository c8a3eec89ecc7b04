import type { OrderStatus } from '../../contract/orders.ts';
import type { PlannedAllocation } from '../../contract/sourcing.ts';
import { canMove } from '../../kernel/state-machine.ts';
import { orderLifeCycle } from '../orders/index.ts';

/** An order and its lines of goods inside the transaction. */
export interface OrderNow {
  id: number;
  number: string;
  status: string;
  held: boolean;
  shipComplete: boolean;
  /** Units of goods that wait for a facility, by line. */
  openUnits: Map<number, number>;
  productOfLine: Map<number, number>;
}

export type Reservation = Pick<
  PlannedAllocation,
  'orderLineId' | 'facilityId' | 'quantity' | 'serviceId' | 'costMinor'
> & { orderId: number; productId: number; currency: string };

export type OrderAfter = { id: number; number: string; before: OrderStatus; status: OrderStatus };

export type ConflictCode = 'stockTaken' | 'notWaiting' | 'changed';

export type ApplyPlan = {
  reservations: Reservation[];
  orders: OrderAfter[];
  conflicts: { orderId: number; number: string; code: ConflictCode }[];
};

export type PlannedOrder = { orderId: number; number: string; allocations: PlannedAllocation[] };

/** Available units by product and facility; taken from as reservations are planned. */
export type Available = Map<number, Map<number, number>>;

/**
 * Which of the planned orders can still be reserved as planned, one after the other: an order is reserved whole (as
 * proposed) or is a conflict. Pure.
 */
export function planApply(
  planned: readonly PlannedOrder[],
  ordersNow: ReadonlyMap<number, OrderNow>,
  available: Available,
  currency: string,
): ApplyPlan {
  const plan: ApplyPlan = { reservations: [], orders: [], conflicts: [] };
  for (const { orderId, number, allocations } of planned) {
    const order = ordersNow.get(orderId);
    const code = order ? conflictOf(order, allocations, available) : 'notWaiting';
    if (code || !order) {
      plan.conflicts.push({ orderId, number, code: code ?? 'notWaiting' });
      continue;
    }
    for (const allocation of allocations) {
      const productId = order.productOfLine.get(allocation.orderLineId) as number;
      take(available, productId, allocation.facilityId, allocation.quantity);
      plan.reservations.push({ ...allocation, orderId, productId, currency });
    }
    const before = order.status as OrderStatus;
    plan.orders.push({ id: orderId, number: order.number, before, status: statusAfter(order, allocations) });
  }
  return plan;
}

/** `sourced` once nothing waits for a facility any more; an order of which goods have left stays where it is. */
export function statusAfter(
  order: OrderNow,
  allocations: readonly Pick<PlannedAllocation, 'quantity'>[],
): OrderStatus {
  if (order.status === 'partiallyShipped') return order.status;
  let open = -sumOf(allocations.map((allocation) => allocation.quantity));
  for (const units of order.openUnits.values()) open += units;
  return open > 0 ? 'partiallySourced' : 'sourced';
}

/** An order that was partly shipped may have lost the rest. */
const WAITING: ReadonlySet<string> = new Set(['open', 'partiallySourced', 'partiallyShipped']);

function conflictOf(
  order: OrderNow,
  allocations: readonly PlannedAllocation[],
  available: Available,
): ConflictCode | null {
  const status = statusAfter(order, allocations);
  const waiting = order.status === status || canMove(orderLifeCycle, order.status, status);
  if (order.held || !WAITING.has(order.status) || !waiting) return 'notWaiting';
  const byLine = totals(allocations, (allocation) => String(allocation.orderLineId));
  for (const [line, units] of byLine) {
    if (units > (order.openUnits.get(Number(line)) ?? 0)) return 'changed';
  }
  if (order.shipComplete && status !== 'sourced') return 'changed';
  const byPosition = totals(
    allocations,
    ({ orderLineId, facilityId }) => `${order.productOfLine.get(orderLineId)}@${facilityId}`,
  );
  for (const [position, units] of byPosition) {
    const [product, facility] = position.split('@').map(Number) as [number, number];
    if (units > (available.get(product)?.get(facility) ?? 0)) return 'stockTaken';
  }
  return null;
}

function totals(
  allocations: readonly PlannedAllocation[],
  keyOf: (allocation: PlannedAllocation) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const allocation of allocations) {
    const key = keyOf(allocation);
    sums.set(key, (sums.get(key) ?? 0) + allocation.quantity);
  }
  return sums;
}

function take(available: Available, product: number, facility: number, units: number): void {
  const holders = available.get(product);
  holders?.set(facility, (holders.get(facility) ?? 0) - units);
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
