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
  const ofOrder = Map.groupBy(queue, ({ orderId }) => orderId);
  const refused = new Set<number>();
  for (const one of queue) {
    if (refused.has(one.orderId)) continue;
    if (one.shipComplete && !allThere(ofOrder.get(one.orderId) ?? [], served, available)) {
      refused.add(one.orderId);
      continue;
    }
    const key = positionKey(one.productId, one.facilityId);
    const quantity = Math.min(one.quantity, available.get(key) ?? 0);
    if (quantity <= 0) continue;
    available.set(key, (available.get(key) ?? 0) - quantity);
    served.push({ waiting: one, quantity });
  }
  return served;
}

function allThere(
  units: readonly WaitingUnits[],
  served: readonly ServedUnits[],
  available: AvailableUnits,
): boolean {
  if (served.some(({ waiting }) => waiting.orderId === units[0]?.orderId)) return true;
  const wanted = new Map<string, number>();
  for (const { productId, facilityId, quantity } of units) {
    const key = positionKey(productId, facilityId);
    wanted.set(key, (wanted.get(key) ?? 0) + quantity);
  }
  return [...wanted].every(([key, quantity]) => (available.get(key) ?? 0) >= quantity);
}
