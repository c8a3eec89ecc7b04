import type { Batch, OrderToPick, PickingLabour } from './wave-problem.ts';

/** So many orders that are due next are looked at for a batch: enough to find common products, few enough to stay quick. */
const LOOK_AHEAD = 250;

/** What one walk passes by so far. */
class Walk {
  readonly orders: OrderToPick[] = [];
  private readonly products = new Set<number>();
  private readonly zones = new Set<string>();
  private units = 0;
  private readonly labour: PickingLabour;

  constructor(labour: PickingLabour) {
    this.labour = labour;
  }

  /** Seconds that an order adds to the walk. */
  added(order: OrderToPick): number {
    const products = new Set<number>();
    const zones = new Set<string>();
    let units = 0;
    for (const { productId, zone, quantity } of order.lines) {
      if (!this.products.has(productId)) products.add(productId);
      if (!this.zones.has(zone)) zones.add(zone);
      units += quantity;
    }
    const { perProduct, perZone, perUnit, perOrder } = this.labour;
    return products.size * perProduct + zones.size * perZone + units * perUnit + perOrder;
  }

  add(order: OrderToPick): void {
    this.orders.push(order);
    for (const { productId, zone, quantity } of order.lines) {
      this.products.add(productId);
      this.zones.add(zone);
      this.units += quantity;
    }
  }

  seconds(): number {
    const { perProduct, perZone, perUnit, perOrder } = this.labour;
    return (
      this.products.size * perProduct +
      this.zones.size * perZone +
      this.units * perUnit +
      this.orders.length * perOrder
    );
  }
}

/** Seconds to pick an order in a walk of its own. */
export function secondsAlone(order: OrderToPick, labour: PickingLabour): number {
  return new Walk(labour).added(order);
}

/** Batches as orders came in: what picking is without a plan. */
export function batchesInSequence(
  orders: readonly OrderToPick[],
  labour: PickingLabour,
  cutOffAt: number,
): Batch[] {
  const batches: Batch[] = [];
  for (let i = 0; i < orders.length; i += labour.mostOrdersPerBatch) {
    const walk = new Walk(labour);
    for (const order of orders.slice(i, i + labour.mostOrdersPerBatch)) walk.add(order);
    batches.push(toBatch(walk, cutOffAt));
  }
  return batches;
}

/**
 * Batches of orders that share products and zones. Each begins with the order that is due first and takes, among those that are due
 * next, the one that saves most against a walk of its own, as long as it saves anything.
 */
export function batchesByAffinity(
  orders: readonly OrderToPick[],
  labour: PickingLabour,
  cutOffAt: number,
): Batch[] {
  const waiting = [...orders].sort(
    (a, b) =>
      dueOf(a, cutOffAt) - dueOf(b, cutOffAt) ||
      a.priority - b.priority ||
      (mainZone(a) < mainZone(b) ? -1 : mainZone(a) > mainZone(b) ? 1 : 0) ||
      a.orderId - b.orderId,
  );
  const batches: Batch[] = [];
  while (waiting.length > 0) {
    const walk = new Walk(labour);
    walk.add(waiting.shift() as OrderToPick);
    while (walk.orders.length < labour.mostOrdersPerBatch) {
      const best = mostSaving(walk, waiting, labour);
      if (best === null) break;
      walk.add(waiting.splice(best, 1)[0] as OrderToPick);
    }
    batches.push(toBatch(walk, cutOffAt));
  }
  return batches;
}

function mostSaving(walk: Walk, waiting: readonly OrderToPick[], labour: PickingLabour): number | null {
  let best: number | null = null;
  let most = 0;
  const end = Math.min(waiting.length, LOOK_AHEAD);
  for (let i = 0; i < end; i++) {
    const order = waiting[i] as OrderToPick;
    const saved = secondsAlone(order, labour) - walk.added(order);
    if (saved <= most) continue;
    most = saved;
    best = i;
  }
  return best;
}

function toBatch(walk: Walk, cutOffAt: number): Batch {
  return {
    orders: walk.orders,
    seconds: walk.seconds(),
    dueAt: Math.min(...walk.orders.map((order) => dueOf(order, cutOffAt))),
  };
}

/** An order is due when its carrier leaves, at the latest with its wave. */
export function dueOf({ leavesBy }: OrderToPick, cutOffAt: number): number {
  return Math.min(leavesBy ?? cutOffAt, cutOffAt);
}

function mainZone({ lines }: OrderToPick): string {
  return lines[0]?.zone ?? '';
}
