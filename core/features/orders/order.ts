import { OPEN_STATUSES, type OrderStatus } from '../../contract/order-statuses.ts';
import { canMove, defineLifeCycle } from '../../kernel/state-machine.ts';

/** The life of an order. A hold is not a state: it lies over one and stops it from moving on. */
export const orderLifeCycle = defineLifeCycle<OrderStatus>('received', {
  received: ['open', 'cancelled'],
  open: ['received', 'partiallySourced', 'sourced', 'cancelled'],
  partiallySourced: ['open', 'sourced', 'released', 'partiallyShipped', 'cancelled'],
  sourced: ['open', 'partiallySourced', 'released', 'partiallyShipped', 'shipped', 'cancelled'],
  released: [
    'open',
    'partiallySourced',
    'sourced',
    'picking',
    'packed',
    'partiallyShipped',
    'shipped',
    'cancelled',
  ],
  picking: [
    'open',
    'partiallySourced',
    'sourced',
    'released',
    'packed',
    'partiallyShipped',
    'shipped',
    'cancelled',
  ],
  packed: ['released', 'picking', 'partiallyShipped', 'shipped', 'cancelled'],
  partiallyShipped: ['shipped', 'delivered', 'returned'],
  shipped: ['delivered', 'returned'],
  delivered: ['returned'],
  returned: [],
  cancelled: [],
});

/** What a planner may do to an order in its present state. */
export type OrderAction =
  | 'hold'
  | 'release'
  | 'cancel'
  | 'editAddress'
  | 'source'
  | 'unsource'
  | 'close'
  | 'reopen';

export interface OrderState {
  status: OrderStatus;
  held: boolean;
  /** By a person: one may hold beside the rules and the source. */
  heldByHand: boolean;
  unitsAllocated: number;
  closed?: boolean;
}

/** Statuses after which nothing more is shipped; closing says that nothing more is asked either. */
export const CLOSABLE: readonly OrderStatus[] = ['delivered', 'returned'];

const RULES: Record<OrderAction, (order: OrderState) => boolean> = {
  hold: (order) => !order.heldByHand && isOpen(order.status),
  release: (order) => order.held,
  cancel: (order) => canMove(orderLifeCycle, order.status, 'cancelled'),
  editAddress: (order) =>
    ['received', 'open', 'partiallySourced', 'sourced', 'released'].includes(order.status),
  source: (order) => !order.held && (order.status === 'open' || order.status === 'partiallySourced'),
  unsource: (order) =>
    order.unitsAllocated > 0 && ['partiallySourced', 'sourced', 'released'].includes(order.status),
  close: (order) => order.closed !== true && CLOSABLE.includes(order.status),
  reopen: (order) => order.closed === true,
};

const ACTIONS = Object.keys(RULES) as OrderAction[];

export function isOpen(status: OrderStatus): boolean {
  return OPEN_STATUSES.includes(status);
}

export function allows(order: OrderState, action: OrderAction): boolean {
  return RULES[action](order);
}

export function allowedActions(order: OrderState): OrderAction[] {
  return ACTIONS.filter((action) => allows(order, action));
}

interface OrderTiming {
  status: OrderStatus;
  promisedAt: number | null;
  /** Latest P90 of its shipments; null while nothing is under way. */
  expectedAt: number | null;
}

const SETTLED: readonly OrderStatus[] = ['delivered', 'returned', 'cancelled'];
/** The least time from sourcing to the customer's door: picking, packing and the fastest transit. */
const SHORTEST_FULFILMENT_MS = 24 * 3_600_000;

/** Promised before now, and not delivered, returned or cancelled. */
export function isLate(order: OrderTiming, now: number): boolean {
  return order.promisedAt !== null && order.promisedAt < now && !SETTLED.includes(order.status);
}

/**
 * Not late, but expected after the promise: by the P90 of what is under way, or, while nothing is, because less than
 * a day is left until the promise.
 */
export function isAtRisk(order: OrderTiming, now: number): boolean {
  if (order.promisedAt === null || isLate(order, now) || SETTLED.includes(order.status)) return false;
  return (order.expectedAt ?? now + SHORTEST_FULFILMENT_MS) > order.promisedAt;
}
