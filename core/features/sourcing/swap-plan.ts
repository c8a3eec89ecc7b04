import type { OrderStatus } from '../../contract/orders.ts';
import type { PlannedAllocation } from '../../contract/sourcing.ts';
import { type Available, type ConflictCode, type OrderNow, statusAfter } from './apply-plan.ts';
import { planKey } from './plan-figures.ts';

/** Units that an order has at a facility. */
export interface HeldNow {
  id: number;
  orderId: number;
  orderLineId: number;
  productId: number;
  facilityId: number;
  quantity: number;
}

type Units = Pick<PlannedAllocation, 'orderLineId' | 'facilityId' | 'quantity'>;

/** What an order is to have in place of what it has. */
export interface SwapWish<A extends Units = Units> {
  orderId: number;
  number: string;
  /** What it had when the wish was made: with anything else it has moved on. */
  expectedKey: string;
  allocations: readonly A[];
}

export interface SwapFacts {
  ordersNow: ReadonlyMap<number, OrderNow>;
  /** What is merely reserved, by order. */
  held: ReadonlyMap<number, readonly HeldNow[]>;
  /** Orders of which somebody has begun to pick, or that have shipped some. */
  begun: ReadonlySet<number>;
  available: Available;
}

/** Orders that change what they have, and those that do not with the reason. */
export interface SwapPlan<A extends Units = Units> {
  swapped: (SwapWish<A> & { before: OrderStatus; status: OrderStatus })[];
  conflicts: { orderId: number; number: string; code: ConflictCode }[];
}

/**
 * Which orders can change what they have reserved, all at once: one may take what another gives back. An order that has moved on is left,
 * and so is the last one that wants more than there is, until what remains fits. Pure.
 */
export function planSwap<A extends Units>(wishes: readonly SwapWish<A>[], facts: SwapFacts): SwapPlan<A> {
  const plan: SwapPlan<A> = { swapped: [], conflicts: [] };
  let able: SwapWish<A>[] = [];
  for (const wish of wishes) {
    const code = conflictOf(wish, facts);
    if (code) plan.conflicts.push({ orderId: wish.orderId, number: wish.number, code });
    else able.push(wish);
  }
  for (;;) {
    const dropped = tooMuch(able, facts);
    if (dropped.size === 0) break;
    for (const { orderId, number } of able) {
      if (dropped.has(orderId)) plan.conflicts.push({ orderId, number, code: 'stockTaken' });
    }
    able = able.filter(({ orderId }) => !dropped.has(orderId));
  }
  plan.swapped = able.map((wish) => {
    const order = facts.ordersNow.get(wish.orderId) as OrderNow;
    const status = statusAfter(freed(order, facts), wish.allocations);
    return { ...wish, before: order.status as OrderStatus, status };
  });
  return plan;
}

function conflictOf(wish: SwapWish, facts: SwapFacts): ConflictCode | null {
  const order = facts.ordersNow.get(wish.orderId);
  const held = facts.held.get(wish.orderId) ?? [];
  if (!order || order.held || !['partiallySourced', 'sourced'].includes(order.status)) return 'notWaiting';
  if (facts.begun.has(wish.orderId)) return 'notWaiting';
  if (planKey(held) !== wish.expectedKey) return 'changed';
  const { openUnits } = freed(order, facts);
  const wanted = new Map<number, number>();
  for (const { orderLineId, quantity } of wish.allocations) {
    wanted.set(orderLineId, (wanted.get(orderLineId) ?? 0) + quantity);
  }
  for (const [line, units] of wanted) if (units > (openUnits.get(line) ?? 0)) return 'changed';
  return null;
}

/** The order as if it had nothing reserved. */
function freed(order: OrderNow, { held }: SwapFacts): OrderNow {
  const openUnits = new Map(order.openUnits);
  for (const { orderLineId, quantity } of held.get(order.id) ?? []) {
    openUnits.set(orderLineId, (openUnits.get(orderLineId) ?? 0) + quantity);
  }
  return { ...order, openUnits };
}

/** The orders to leave, last first, so that no position is overdrawn by those that want it. */
function tooMuch(wishes: readonly SwapWish[], facts: SwapFacts): Set<number> {
  const left = new Map<string, number>();
  const change = (product: number, facility: number, units: number) => {
    const key = `${product}@${facility}`;
    const known = left.get(key) ?? facts.available.get(product)?.get(facility) ?? 0;
    left.set(key, known + units);
  };
  const needsOf = ({ orderId, allocations }: SwapWish) =>
    allocations.map(({ orderLineId, facilityId, quantity }) => {
      const productId = facts.ordersNow.get(orderId)?.productOfLine.get(orderLineId) ?? 0;
      return { productId, facilityId, quantity };
    });
  for (const wish of wishes) {
    for (const held of facts.held.get(wish.orderId) ?? [])
      change(held.productId, held.facilityId, held.quantity);
    for (const need of needsOf(wish)) change(need.productId, need.facilityId, -need.quantity);
  }
  const dropped = new Set<number>();
  for (const wish of wishes.toReversed()) {
    const needs = needsOf(wish);
    const over = needs.some((need) => (left.get(`${need.productId}@${need.facilityId}`) ?? 0) < 0);
    if (!over) continue;
    dropped.add(wish.orderId);
    for (const need of needs) change(need.productId, need.facilityId, need.quantity);
    for (const held of facts.held.get(wish.orderId) ?? [])
      change(held.productId, held.facilityId, -held.quantity);
  }
  return dropped;
}
