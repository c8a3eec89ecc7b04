/** A product that orders wait for. */
export interface WaitingProduct {
  id: number;
  sku: string;
  waitingOrders: number;
  waitingUnits: number;
  /** Over all facilities. */
  available: number;
  valueMinor: number;
  currency: string;
}

/** Nothing is available anywhere, and at least as many orders as the threshold wait for it. */
export function isStockOut({ available, waitingOrders }: WaitingProduct, orders: number): boolean {
  return available <= 0 && waitingOrders >= Math.max(1, orders);
}
