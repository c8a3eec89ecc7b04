/** Units of an order line that wait at a facility. */
export interface WaitingUnits {
  promiseId: number;
  orderId: number;
  orderLineId: number;
  productId: number;
  facilityId: number;
  quantity: number;
  serviceId: number | null;
  /** 1 is served first. */
  priority: number;
  promisedAt: number;
  /** All of the order or nothing. */
  shipComplete: boolean;
}

export interface ServedUnits {
  waiting: WaitingUnits;
  quantity: number;
}

/** Available units by product and facility. */
export type AvailableUnits = Map<string, number>;

export function positionKey(productId: number, facilityId: number): string {
  return `${productId}@${facilityId}`;
}

/**
 * Who gets what has come: by priority, then by promise, then by age. An order that must ship complete is served once all that
 * it waits for is there. Takes from `available`. Pure.
 */
export function serveBackOrders(waiting: readonly WaitingUnits[], available: AvailableUnits): ServedUnits[] {
  const served: ServedUnits[] = [];
  const queue = [...waiting].sort(
    (a, b) => a.priority - b.priority || a.promisedAt - b.promisedAt || a.promiseId - b.promiseId,
  );
  const wholeOrders = Map.groupBy(
    queue.filter(({ shipComplete }) => shipComplete),
    ({ orderId }) => orderId,
  );
  for (const one of queue) {
    const units = one.shipComplete ? (wholeOrders.get(one.orderId) ?? []) : [one];
    wholeOrders.delete(one.orderId);
    if (one.shipComplete && !areThere(units, available)) continue;
    for (const each of units) {
      const key = positionKey(each.productId, each.facilityId);
      const there = available.get(key) ?? 0;
      const quantity = Math.min(each.quantity, there);
      if (quantity <= 0) continue;
      available.set(key, there - quantity);
      served.push({ waiting: each, quantity });
    }
  }
  return served;
}

function areThere(units: readonly WaitingUnits[], available: AvailableUnits): boolean {
  const wanted = new Map<string, number>();
  for (const { productId, facilityId, quantity } of units) {
    const key = positionKey(productId, facilityId);
    wanted.set(key, (wanted.get(key) ?? 0) + quantity);
  }
  return [...wanted].every(([key, quantity]) => (available.get(key) ?? 0) >= quantity);
}
