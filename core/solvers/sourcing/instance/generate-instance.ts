import { createRandom, type Random } from '../../../kernel/random.ts';
import { floatColumn, intColumn } from '../optimise/columns.ts';
import type { SourcingInstance } from './instance.ts';

export type InstanceShape = {
  orders: number;
  facilities: number;
  products: number;
  /** 0: stock for three times the demand; 1: for less than half of it. */
  scarcity: number;
  /** 0: no facility is limited; 1: all together can handle less than two thirds of the orders. */
  tightness: number;
  /** Lines of the longest orders. */
  linesAtMost: number;
  seed: number;
};

export const DEFAULT_SHAPE: InstanceShape = {
  orders: 1000,
  facilities: 50,
  products: 500,
  scarcity: 0.5,
  tightness: 0.3,
  linesAtMost: 4,
  seed: 1,
};

/** A made-up retailer's day in Europe; the same for the same shape. */
export function generateInstance(shape: InstanceShape): SourcingInstance {
  const random = createRandom(shape.seed);
  const cities = Array.from(
    { length: 40 },
    () => [37 + random.next() * 18, -8 + random.next() * 26] as const,
  );
  const weightGrams = Float64Array.from({ length: shape.products }, () =>
    Math.round(80 * 1.06 ** random.integer(0, 80)),
  );
  const margins = Float64Array.from({ length: shape.products }, () => random.integer(300, 4000));
  const orders = makeOrders(random.fork('orders'), shape, cities, margins);
  const demand = new Float64Array(shape.products);
  for (let i = 0; i < orders.product.length; i++) {
    const product = orders.product[i] as number;
    demand[product] = (demand[product] as number) + (orders.quantity[i] as number);
  }
  return {
    currency: 'EUR',
    shipping: { perShipment: 350, perKm: 0.4, perKg: 20, maxKm: 3000 },
    facilities: makeFacilities(random.fork('facilities'), shape, cities),
    products: { ids: names('P', shape.products), weightGrams },
    stock: makeStock(random.fork('stock'), shape, demand),
    orders,
  };
}

function names(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
}

type Cities = (readonly [number, number])[];

/** Customers and facilities lie around cities, the first ones being the largest. */
function near(random: Random, cities: Cities, spreadDegrees: number): [number, number] {
  const city = cities[Math.floor(cities.length * random.next() ** 2)] as readonly [number, number];
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return [round(city[0] + random.normal(0, spreadDegrees)), round(city[1] + random.normal(0, spreadDegrees))];
}

function makeFacilities(
  random: Random,
  shape: InstanceShape,
  cities: Cities,
): SourcingInstance['facilities'] {
  const { facilities: count, orders, tightness } = shape;
  const points = Array.from({ length: count }, () => near(random, cities, 0.4));
  const mean = ((2.2 - 1.6 * tightness) * orders) / count;
  return {
    ids: names('F', count),
    latitude: Float64Array.from(points, ([latitude]) => latitude),
    longitude: Float64Array.from(points, ([, longitude]) => longitude),
    orderCapacity: Float64Array.from(points, () => {
      const limited = random.chance(Math.min(1, tightness * 1.5));
      const capacity = Math.max(1, Math.round(mean * (0.4 + 1.2 * random.next())));
      return limited ? capacity : Number.POSITIVE_INFINITY;
    }),
    perShipment: Float64Array.from(points, () => random.integer(60, 250)),
    perUnit: Float64Array.from(points, () => random.integer(5, 40)),
  };
}

function makeOrders(
  random: Random,
  shape: InstanceShape,
  cities: Cities,
  margins: Float64Array,
): SourcingInstance['orders'] {
  const points = Array.from({ length: shape.orders }, () => near(random, cities, 0.8));
  const lines = {
    start: intColumn(),
    product: intColumn(),
    quantity: intColumn(),
    margin: floatColumn(),
    penalty: floatColumn(),
  };
  for (let i = 0; i < shape.orders; i++) {
    lines.start.push(lines.product.length);
    const count = 1 + Math.floor(shape.linesAtMost * random.next() ** 2);
    for (let line = 0; line < count; line++) {
      const product = Math.floor(shape.products * random.next() ** 1.4);
      lines.product.push(product);
      lines.quantity.push(random.chance(0.75) ? 1 : random.integer(2, 5));
      lines.margin.push(Math.round((margins[product] as number) * (0.8 + 0.4 * random.next())));
      lines.penalty.push(random.integer(50, 600));
    }
  }
  lines.start.push(lines.product.length);
  return {
    ids: names('O', shape.orders),
    latitude: Float64Array.from(points, ([latitude]) => latitude),
    longitude: Float64Array.from(points, ([, longitude]) => longitude),
    maxShipments: Int32Array.from(points, () => random.integer(1, 3)),
    shipComplete: Uint8Array.from(points, () => (random.chance(0.15) ? 1 : 0)),
    lineStart: lines.start.finish(),
    product: lines.product.finish(),
    quantity: lines.quantity.finish(),
    unitMargin: lines.margin.finish(),
    unitShortPenalty: lines.penalty.finish(),
  };
}

function makeStock(random: Random, shape: InstanceShape, demand: Float64Array): SourcingInstance['stock'] {
  const facility = intColumn();
  const product = intColumn();
  const available = intColumn();
  const opportunity = floatColumn();
  const cover = 3 * 0.15 ** shape.scarcity;
  for (let p = 0; p < shape.products; p++) {
    const holders = 1 + Math.floor(shape.facilities * (0.05 + 0.45 * random.next() ** 2));
    const units = Math.max(1, cover * (demand[p] as number) * (0.6 + 0.8 * random.next()));
    const chosen = new Set<number>();
    while (chosen.size < Math.min(holders, shape.facilities))
      chosen.add(random.integer(0, shape.facilities - 1));
    for (const f of [...chosen].sort((a, b) => a - b)) {
      const mean = units / holders;
      const held = Math.floor(mean * 2 * random.next() + random.next());
      if (held === 0) continue;
      facility.push(f);
      product.push(p);
      available.push(held);
      opportunity.push(random.integer(0, 150));
    }
  }
  return {
    facility: facility.finish(),
    product: product.finish(),
    available: available.finish(),
    unitOpportunityCost: opportunity.finish(),
  };
}
