import highsLoader from 'highs';
import { distanceMetres } from '../../core/kernel/geo.ts';
import type { SourcingInstance } from '../../core/solvers/sourcing/instance/instance.ts';

export type HighsAnswer = { profit: number; status: string; seconds: number };

/** The most that an instance can earn, by HiGHS; with a time limit the best it found. `profit` is NaN when it found nothing. */
export async function optimalProfit(instance: SourcingInstance, timeLimitSeconds = 60): Promise<HighsAnswer> {
  const { text, constant } = integerProgram(instance);
  const highs = await highsLoader();
  const started = performance.now();
  const solution = highs.solve(text, { mip_rel_gap: 0, time_limit: timeLimitSeconds });
  const seconds = (performance.now() - started) / 1000;
  return { profit: solution.ObjectiveValue + constant, status: solution.Status, seconds };
}

/** x = units of a line from a facility, y = a facility ships to an order, u = a ship-complete order ships. */
function integerProgram(instance: SourcingInstance): { text: string; constant: number } {
  const program = new Program(instance);
  for (let order = 0; order < instance.orders.ids.length; order++) program.addOrder(order);
  return { text: program.text(), constant: program.constant };
}

class Program {
  constant = 0;
  private readonly instance: SourcingInstance;
  private readonly objective: string[] = [];
  private readonly constraints: string[] = [];
  private readonly bounds: string[] = [];
  private readonly integers: string[] = [];
  private readonly binaries: string[] = [];
  private readonly drawn: string[][];
  private readonly shipped: string[][];
  private readonly byProduct = new Map<number, number[]>();

  constructor(instance: SourcingInstance) {
    this.instance = instance;
    this.drawn = instance.stock.facility.reduce<string[][]>((lists) => [...lists, []], []);
    this.shipped = instance.facilities.ids.map(() => []);
    for (const [position, product] of instance.stock.product.entries()) {
      this.byProduct.set(product, [...(this.byProduct.get(product) ?? []), position]);
    }
  }

  text(): string {
    const { stock, facilities } = this.instance;
    for (const [position, names] of this.drawn.entries()) {
      if (names.length > 0) this.constraints.push(`${names.join(' + ')} <= ${stock.available[position]}`);
    }
    for (const [facility, names] of this.shipped.entries()) {
      const capacity = facilities.orderCapacity[facility] as number;
      if (names.length > 0 && Number.isFinite(capacity))
        this.constraints.push(`${names.join(' + ')} <= ${capacity}`);
    }
    const rows = this.constraints.map((row, i) => ` c${i}: ${row}`);
    return [
      'Maximize',
      ` obj: ${this.objective.join('\n ')}`,
      'Subject To',
      ...rows,
      'Bounds',
      ...this.bounds.map((bound) => ` ${bound}`),
      'General',
      ...this.integers.map((name) => ` ${name}`),
      'Binary',
      ...this.binaries.map((name) => ` ${name}`),
      'End',
    ].join('\n');
  }

  addOrder(order: number): void {
    const { orders, products, shipping } = this.instance;
    const shipments = new Map<number, string[]>();
    const complete = orders.shipComplete[order] === 1;
    if (complete) this.binaries.push(`u${order}`);
    const end = orders.lineStart[order + 1] as number;
    for (let line = orders.lineStart[order] as number; line < end; line++) {
      const quantity = orders.quantity[line] as number;
      if (quantity === 0) continue;
      const penalty = orders.unitShortPenalty[line] as number;
      this.constant -= quantity * penalty;
      const product = orders.product[line] as number;
      const kilograms = (products.weightGrams[product] as number) / 1000;
      const gain = (orders.unitMargin[line] as number) + penalty - shipping.perKg * kilograms;
      const names = this.addSources(order, line, gain, shipments);
      const sum = names.length > 0 ? names.join(' + ') : '0 u_none';
      if (complete) this.constraints.push(`${sum} - ${quantity} u${order} = 0`);
      else if (names.length > 0) this.constraints.push(`${sum} <= ${quantity}`);
    }
    const most = orders.maxShipments[order] as number;
    const all = [...shipments.keys()].map((facility) => `y${order}_${facility}`);
    if (all.length > most) this.constraints.push(`${all.join(' + ')} <= ${most}`);
  }

  private addSources(order: number, line: number, gain: number, shipments: Map<number, string[]>): string[] {
    const { orders, stock, facilities } = this.instance;
    const names: string[] = [];
    for (const position of this.byProduct.get(orders.product[line] as number) ?? []) {
      const facility = stock.facility[position] as number;
      const units = Math.min(orders.quantity[line] as number, stock.available[position] as number);
      if (units === 0 || !this.reaches(order, facility, shipments)) continue;
      const name = `x${line}_${facility}`;
      const cost = (stock.unitOpportunityCost[position] as number) + (facilities.perUnit[facility] as number);
      this.objective.push(signed(gain - cost, name));
      this.integers.push(name);
      this.bounds.push(`0 <= ${name} <= ${units}`);
      this.constraints.push(`${name} - ${units} y${order}_${facility} <= 0`);
      this.drawn[position]?.push(name);
      names.push(name);
    }
    return names;
  }

  private reaches(order: number, facility: number, shipments: Map<number, string[]>): boolean {
    if (shipments.has(facility)) return true;
    const { orders, facilities, shipping } = this.instance;
    const kilometres =
      distanceMetres(
        { latitude: orders.latitude[order] as number, longitude: orders.longitude[order] as number },
        {
          latitude: facilities.latitude[facility] as number,
          longitude: facilities.longitude[facility] as number,
        },
      ) / 1000;
    if (kilometres > shipping.maxKm || facilities.orderCapacity[facility] === 0) return false;
    shipments.set(facility, []);
    const name = `y${order}_${facility}`;
    const cost =
      (facilities.perShipment[facility] as number) + shipping.perShipment + shipping.perKm * kilometres;
    this.objective.push(signed(-cost, name));
    this.binaries.push(name);
    this.shipped[facility]?.push(name);
    return true;
  }
}

function signed(value: number, name: string): string {
  return `${value < 0 ? '-' : '+'} ${Math.abs(value).toFixed(9)} ${name}`;
}
