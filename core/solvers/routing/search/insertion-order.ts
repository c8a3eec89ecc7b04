import type { RoutingModel } from '../model/routing-model.ts';
import type { Lots } from './lots.ts';
import type { SingleRoutes } from './single-routes.ts';

/** An order in which requests are put back, drawn with the probability of its weight; null = any order. */
type Order = { weight: number; keys: Float64Array | null };

/** Sorts the requests to put back: hard ones first in one way or another, drawn anew each time. */
export class InsertionOrder {
  private readonly lots: Lots;
  private readonly orders: Order[] = [];
  private readonly totalWeight: number;
  private readonly keys: Float64Array;
  private readonly random: Float64Array;

  constructor(model: RoutingModel, singles: SingleRoutes, lots: Lots) {
    this.lots = lots;
    this.orders = ordersOf(model, singles);
    this.totalWeight = this.orders.reduce((sum, { weight }) => sum + weight, 0);
    this.random = new Float64Array(model.requests.count);
    this.keys = new Float64Array(model.requests.count);
  }

  sort(requests: Int32Array, count: number): void {
    let draw = this.lots.share() * this.totalWeight;
    let chosen = 0;
    while (chosen < this.orders.length - 1) {
      draw -= (this.orders[chosen] as Order).weight;
      if (draw < 0) break;
      chosen++;
    }
    const keys = (this.orders[chosen] as Order).keys;
    if (!keys) for (let i = 0; i < count; i++) this.random[requests[i] as number] = this.lots.share();
    this.sortBy(keys ?? this.random, requests, count);
  }

  /** Farthest first, the order in which a first plan is built. */
  sortFarFirst(requests: Int32Array, count: number): void {
    this.sortBy((this.orders[1] as Order).keys as Float64Array, requests, count);
  }

  private sortBy(keyOf: Float64Array, requests: Int32Array, count: number): void {
    if (count > 64) {
      requests.subarray(0, count).sort((a, b) => (keyOf[a] as number) - (keyOf[b] as number) || a - b);
      return;
    }
    const { keys } = this;
    for (let i = 0; i < count; i++) {
      const request = requests[i] as number;
      const key = keyOf[request] as number;
      let at = i;
      for (; at > 0 && (keys[at - 1] as number) > key; at--) {
        keys[at] = keys[at - 1] as number;
        requests[at] = requests[at - 1] as number;
      }
      keys[at] = key;
      requests[at] = request;
    }
  }
}

function ordersOf(model: RoutingModel, singles: SingleRoutes): Order[] {
  const { units, requests } = model;
  const by = (keyOf: (unit: number, request: number) => number) =>
    Float64Array.from({ length: requests.count }, (_, request) => {
      return keyOf(requests.taskUnit[requests.firstTask[request] as number] as number, request);
    });
  const far = by((unit) => -Math.min(singles.cheapest(unit), Number.MAX_VALUE));
  const orders: Order[] = [
    { weight: 4, keys: null },
    { weight: 2, keys: far },
    { weight: 1, keys: far.map((key) => -key) },
  ];
  if (units.dimensions > 0) orders.push({ weight: 4, keys: by((unit) => -shareOfCapacity(model, unit)) });
  if (model.timed) {
    const { from, to } = units;
    orders.push({ weight: 2, keys: by((unit) => (to[unit] as number) - (from[unit] as number)) });
    orders.push({ weight: 2, keys: by((unit) => from[unit] as number) });
    orders.push({ weight: 2, keys: by((unit) => -(to[unit] as number)) });
  }
  const { mandatory, price } = requests;
  if (mandatory.includes(0)) {
    orders.push({
      weight: 4,
      keys: by((_, request) => (mandatory[request] === 1 ? -Number.MAX_VALUE : -(price[request] as number))),
    });
  }
  return orders;
}

/** Of the largest vehicle, in the dimension where it takes most. */
function shareOfCapacity({ units, fleet }: RoutingModel, unit: number): number {
  let share = 0;
  for (let k = 0; k < units.dimensions; k++) {
    let largest = 0;
    for (let at = k; at < fleet.capacity.length; at += units.dimensions) {
      largest = Math.max(largest, fleet.capacity[at] as number);
    }
    if (largest > 0) share = Math.max(share, (units.peak[unit * units.dimensions + k] as number) / largest);
  }
  return share;
}
