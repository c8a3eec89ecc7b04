/** The message that orders a warehouse to ship. */
export const WAREHOUSE_ORDER = 'warehouse.order' as const;
