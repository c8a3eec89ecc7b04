/** The states of an order's life cycle, in their usual order. */
export const ORDER_STATUSES = [
  'received',
  'open',
  'partiallySourced',
  'sourced',
  'released',
  'picking',
  'packed',
  'partiallyShipped',
  'shipped',
  'delivered',
  'returned',
  'cancelled',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Not yet shipped, delivered, returned or cancelled. */
export const OPEN_STATUSES: readonly OrderStatus[] = [
  'received',
  'open',
  'partiallySourced',
  'sourced',
  'released',
  'picking',
  'packed',
  'partiallyShipped',
];
