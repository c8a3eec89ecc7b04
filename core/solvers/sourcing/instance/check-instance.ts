import { distanceMetres } from '../../../kernel/geo.ts';
import type { InstanceResult, SourcingInstance } from './instance.ts';

/**
 * Recomputes profit and feasibility from the instance and the result alone, by the plainest means.
 * @returns what is wrong, in words; empty for a sound result.
 */
export function checkInstanceResult(instance: SourcingInstance, result: InstanceResult): string[] {
  const check = new InstanceCheck(instance);
  for (const allocation of result.allocations) check.allocate(allocation);
  check.finish(result);
  return check.problems;
}

class InstanceCheck {
  readonly problems: string[] = [];
  private readonly instance: SourcingInstance;
  private readonly order: Map<string, number>;
  private readonly facility: Map<string, number>;
  private readonly stock = new Map<string, { left: number; cost: number }>();
  private readonly capacity: number[];
  private readonly shipped: Int32Array;
  private readonly shipments = new Map<number, Set<number>>();
  private profit = 0;

  constructor(instance: SourcingInstance) {
    const { orders, facilities, stock } = instance;
    this.instance = instance;
    this.order = new Map(orders.ids.map((id, i) => [id, i]));
    this.facility = new Map(facilities.ids.map((id, i) => [id, i]));
    this.capacity = [...facilities.orderCapacity];
    this.shipped = new Int32Array(orders.product.length);
    for (let i = 0; i < stock.facility.length; i++) {
      const cost = stock.unitOpportunityCost[i] as number;
      this.stock.set(`${stock.facility[i]}/${stock.product[i]}`, {
        left: stock.available[i] as number,
        cost,
      });
    }
  }

  allocate({ order, line, facility, quantity }: InstanceResult['allocations'][number]): void {
    const { orders, facilities, products, shipping } = this.instance;
    const o = this.order.get(order) ?? -1;
    const f = this.facility.get(facility) ?? -1;
    const at = (orders.lineStart[o] ?? 0) + line;
    if (o < 0 || f < 0 || line < 0 || at >= (orders.lineStart[o + 1] as number)) {
      this.problems.push(`${order}/${line} from ${facility}: no such thing`);
      return;
    }
    if (!Number.isInteger(quantity) || quantity <= 0)
      this.problems.push(`${order}/${line}: ${quantity} units`);
    const product = orders.product[at] as number;
    const position = this.stock.get(`${f}/${product}`) ?? { left: 0, cost: 0 };
    position.left -= quantity;
    if (position.left < 0) this.problems.push(`${facility} has too little for ${order}/${line}`);
    this.shipped[at] = (this.shipped[at] as number) + quantity;
    const kilograms = (products.weightGrams[product] as number) / 1000;
    const unitCost = position.cost + (facilities.perUnit[f] as number) + shipping.perKg * kilograms;
    this.profit += quantity * ((orders.unitMargin[at] as number) - unitCost);
    this.ship(o, f);
  }

  private ship(order: number, facility: number): void {
    const { orders, facilities, shipping } = this.instance;
    const from = this.shipments.get(order) ?? new Set();
    this.shipments.set(order, from);
    if (from.has(facility)) return;
    from.add(facility);
    const id = orders.ids[order];
    const point = (of: { latitude: Float64Array; longitude: Float64Array }, i: number) => {
      return { latitude: of.latitude[i] as number, longitude: of.longitude[i] as number };
    };
    const km = distanceMetres(point(facilities, facility), point(orders, order)) / 1000;
    if (km > shipping.maxKm) this.problems.push(`${id}: ${facilities.ids[facility]} is ${km} km away`);
    this.capacity[facility] = (this.capacity[facility] as number) - 1;
    if ((this.capacity[facility] as number) < 0) {
      this.problems.push(`${id}: ${facilities.ids[facility]} ships more orders than it can`);
    }
    if (from.size > (orders.maxShipments[order] as number))
      this.problems.push(`${id}: ${from.size} shipments`);
    this.profit -= (facilities.perShipment[facility] as number) + shipping.perShipment + shipping.perKm * km;
  }

  finish(result: InstanceResult): void {
    const { orders } = this.instance;
    const short = new Map(result.short.map(({ order, line, quantity }) => [`${order}/${line}`, quantity]));
    for (const [i, id] of orders.ids.entries()) {
      let [shipped, missing] = [0, 0];
      const first = orders.lineStart[i] as number;
      for (let at = first; at < (orders.lineStart[i + 1] as number); at++) {
        const left = (orders.quantity[at] as number) - (this.shipped[at] as number);
        if (left < 0) this.problems.push(`${id}/${at - first}: ${-left} units too many`);
        const told = short.get(`${id}/${at - first}`) ?? 0;
        if (told !== left) this.problems.push(`${id}/${at - first}: ${left} units are short, not ${told}`);
        this.profit -= left * (orders.unitShortPenalty[at] as number);
        shipped += this.shipped[at] as number;
        missing += left;
      }
      if (orders.shipComplete[i] === 1 && shipped > 0 && missing > 0) {
        this.problems.push(`${id} ships in part, but must be complete`);
      }
    }
    const tolerance = 1e-4 + 1e-9 * Math.abs(this.profit);
    if (Math.abs(this.profit - result.profit) > tolerance) {
      this.problems.push(`the profit is ${this.profit}, not ${result.profit}`);
    }
    if (result.bound < result.profit - tolerance)
      this.problems.push(`the bound ${result.bound} is below the profit`);
  }
}
