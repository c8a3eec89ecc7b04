import { createRandom, type Random } from '../../core/kernel/random.ts';
import {
  DEFAULT_SOURCING_PARAMETERS,
  DEFAULT_STOP_RULE,
  type SolverRun,
  type SourcingFacility,
  type SourcingLine,
  type SourcingOrder,
  type SourcingParameters,
  type SourcingProblem,
  type SourcingRate,
} from '../../core/solvers/sourcing/index.ts';

export const RUN: SolverRun = { seed: 1, stop: DEFAULT_STOP_RULE };
export const PARIS = { latitude: 48.8566, longitude: 2.3522 };
export const LYON = { latitude: 45.764, longitude: 4.8357 };
export const BERLIN = { latitude: 52.52, longitude: 13.405 };
export const MADRID = { latitude: 40.4168, longitude: -3.7038 };

/** Day 20,000, ten in the morning, before every cut-off. */
export const TODAY = 20_000;

export function facility(id: number, changes: Partial<SourcingFacility> = {}): SourcingFacility {
  return {
    id,
    country: 'FR',
    point: PARIS,
    handlingMinor: 0,
    capacityOrders: null,
    localDay: TODAY,
    localMinutes: 600,
    cutOffMinutes: 960,
    ...changes,
  };
}

export function order(
  id: number,
  lines: [productId: number, quantity: number, unitWeightGrams?: number][],
  changes: Partial<SourcingOrder> = {},
): SourcingOrder {
  return {
    id,
    priority: 5,
    orderedAt: id,
    promiseDay: null,
    country: 'FR',
    postalCode: '75001',
    point: PARIS,
    serviceLevel: null,
    shipComplete: false,
    lines: lines.map(([productId, quantity, unitWeightGrams = 500], i): SourcingLine => {
      return { id: id * 100 + i, productId, quantity, unitWeightGrams };
    }),
    ...changes,
  };
}

/** A rate of service 1 up to 30 kg. */
export function rate(id: number, changes: Partial<SourcingRate> = {}): SourcingRate {
  return {
    id,
    serviceId: 1,
    originCountry: 'FR',
    destinationCountry: 'FR',
    destinationPostalPrefix: '',
    upToWeightGrams: 30_000,
    priceMinor: 500,
    transitDays: 2,
    ...changes,
  };
}

/** @param stock [product, facility, available] */
export function problem(
  given: Partial<Omit<SourcingProblem, 'stock' | 'parameters'>> & {
    stock: [number, number, number][];
    parameters?: Partial<SourcingParameters>;
  },
): SourcingProblem {
  return {
    facilities: [],
    services: [{ id: 1, level: 'standard', cutOffMinutes: 960, maxWeightGrams: null }],
    rates: [rate(1)],
    orders: [],
    ...given,
    stock: {
      productId: given.stock.map(([product]) => product),
      facilityId: given.stock.map(([, facilityId]) => facilityId),
      available: given.stock.map(([, , available]) => available),
    },
    parameters: { ...DEFAULT_SOURCING_PARAMETERS, ...given.parameters },
  };
}

export type RandomShape = {
  facilities: number;
  products: number;
  orders: number;
  linesAtMost: number;
  quantityAtMost: number;
  /** Units of a product in a facility that holds it. */
  stockAtMost: number;
  /** Share of the facilities that hold a product. */
  spread: number;
  parameters?: Partial<SourcingParameters>;
};

const COUNTRIES = ['FR', 'DE', 'ES', 'IT', 'NL', 'BE', 'PL', 'SE'];

/** A random network with its orders, the same for the same seed: several services, countries, cut-offs and promises. */
export function randomProblem(seed: number, shape: RandomShape): SourcingProblem {
  const random = createRandom(seed);
  const countries = COUNTRIES.slice(0, Math.max(2, Math.min(COUNTRIES.length, shape.facilities)));
  const weights = Array.from({ length: shape.products }, () => random.integer(0, 40) * 100);
  const stock: [number, number, number][] = [];
  for (let product = 1; product <= shape.products; product++) {
    for (let id = 1; id <= shape.facilities; id++) {
      if (random.chance(shape.spread)) stock.push([product, id, random.integer(0, shape.stockAtMost)]);
    }
  }
  return problem({
    facilities: Array.from({ length: shape.facilities }, (_, i) => randomFacility(random, i + 1, countries)),
    services: [
      { id: 1, level: 'economy', cutOffMinutes: 900, maxWeightGrams: 20_000 },
      { id: 2, level: 'standard', cutOffMinutes: 960, maxWeightGrams: null },
      { id: 3, level: 'express', cutOffMinutes: 720, maxWeightGrams: 10_000 },
    ],
    rates: randomRates(random, countries),
    orders: Array.from({ length: shape.orders }, (_, i) =>
      randomOrder(random, i + 1, shape, countries, weights),
    ),
    stock,
    parameters: shape.parameters ?? {},
  });
}

function randomPoint(random: Random) {
  return { latitude: 40 + random.next() * 15, longitude: -5 + random.next() * 20 };
}

function randomFacility(random: Random, id: number, countries: string[]): SourcingFacility {
  return facility(id, {
    country: random.pick(countries),
    point: randomPoint(random),
    handlingMinor: random.integer(0, 3) * 50,
    capacityOrders: random.chance(0.1) ? random.integer(0, 40) : null,
    localMinutes: 800,
    cutOffMinutes: random.pick([720, 960]),
  });
}

function randomOrder(
  random: Random,
  id: number,
  shape: RandomShape,
  countries: string[],
  weights: number[],
): SourcingOrder {
  const lines = Array.from({ length: random.integer(1, shape.linesAtMost) }, () => {
    const product = random.integer(1, shape.products);
    return [product, random.integer(1, shape.quantityAtMost), weights[product - 1]] as [
      number,
      number,
      number,
    ];
  });
  return order(id, lines, {
    priority: random.integer(1, 9),
    orderedAt: random.integer(0, 1000),
    promiseDay: random.chance(0.7) ? TODAY + random.integer(-1, 8) : null,
    country: random.pick(countries),
    postalCode: String(random.integer(10_000, 99_999)),
    point: randomPoint(random),
    serviceLevel: random.chance(0.2) ? 'express' : null,
    shipComplete: random.chance(0.15),
  });
}

function randomRates(random: Random, countries: string[]): SourcingRate[] {
  const rates: SourcingRate[] = [];
  for (const origin of countries) {
    for (const destination of countries) {
      for (const [serviceId, transitDays] of [
        [1, 5],
        [2, 3],
        [3, 1],
      ] as const) {
        if (origin !== destination && random.chance(0.2)) continue;
        const base = random.integer(3, 9) * 100 * serviceId * (origin === destination ? 1 : 2);
        for (const prefix of random.chance(0.2) ? ['', '7'] : ['']) {
          for (const upTo of [1000, 3000, 10_000, 30_000]) {
            rates.push({
              id: rates.length + 1,
              serviceId,
              originCountry: origin,
              destinationCountry: destination,
              destinationPostalPrefix: prefix,
              upToWeightGrams: upTo,
              priceMinor: base + Math.round(upTo / 25) + prefix.length * 200,
              transitDays: transitDays + (origin === destination ? 0 : 1),
            });
          }
        }
      }
    }
  }
  return rates;
}
