import { OPEN_STATUSES, type OrderRow, type OrderStatus } from '../../../core/contract/orders.ts';

/** What may be done to many orders at once. */
export const BULK_ACTIONS = ['source', 'hold', 'release', 'validate', 'cancel'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];
/** `unsource`, `close` and `reopen` only from an order's pane. */
export type OrderCommand = Exclude<BulkAction, 'source' | 'validate'> | 'unsource' | 'close' | 'reopen';

type State = Pick<OrderRow, 'status' | 'holdReason' | 'holdCodes' | 'unitsAllocated' | 'closedAt'>;

const isIn = (order: State, ...statuses: OrderStatus[]) => statuses.includes(order.status);

/** The core decides; this foretells it for the question asked before. */
const FITS: Record<OrderCommand | 'source', (order: State) => boolean> = {
  source: (order) => order.holdReason === null && isIn(order, 'open', 'partiallySourced'),
  hold: (order) => !order.holdCodes.includes('manual') && OPEN_STATUSES.includes(order.status),
  release: (order) => order.holdReason !== null,
  cancel: (order) =>
    isIn(order, 'received', 'open', 'partiallySourced', 'sourced', 'released', 'picking', 'packed'),
  unsource: (order) => order.unitsAllocated > 0 && isIn(order, 'partiallySourced', 'sourced', 'released'),
  close: (order) => order.closedAt === null && isIn(order, 'delivered', 'returned'),
  reopen: (order) => order.closedAt !== null,
};

export function fits(order: State, action: OrderCommand | 'source'): boolean {
  return FITS[action](order);
}

/** What a command would do to a set of orders. */
export interface Forecast {
  /** Orders that it changes, and their numbers. */
  numbers: string[];
  /** Orders that it cannot change. */
  refused: number;
  unitsReserved: number;
  totalMinor: number;
  currency: string;
  late: number;
  /** Being picked or packed now. */
  inWork: number;
}

export function forecast(orders: readonly OrderRow[], action: OrderCommand | 'source'): Forecast {
  const fitting = orders.filter((order) => fits(order, action));
  const sum = (of: (order: OrderRow) => number) => fitting.reduce((total, order) => total + of(order), 0);
  return {
    numbers: fitting.map((order) => order.number),
    refused: orders.length - fitting.length,
    unitsReserved: sum((order) => order.unitsAllocated),
    totalMinor: sum((order) => order.total.amountMinor),
    currency: fitting[0]?.total.currency ?? 'EUR',
    late: sum((order) => (order.late ? 1 : 0)),
    inWork: sum((order) => (isIn(order, 'picking', 'packed') ? 1 : 0)),
  };
}
