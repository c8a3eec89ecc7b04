import { createRandom, type Random } from '../../kernel/random.ts';
import { addressIn, emailOf, type PostalAddress, personName, phoneIn } from './addresses.ts';
import { CITIES, type City, COUNTRIES } from './data/cities.ts';
import { namingOf } from './data/people.ts';
import type { DemoPlan } from './demo-options.ts';
import type { RowBatch } from './row-batch.ts';

export type Segment = 'standard' | 'loyalty' | 'vip' | 'business' | 'marketplace';
const SEGMENTS: readonly Segment[] = ['standard', 'loyalty', 'vip', 'business', 'marketplace'];
const SEGMENT_SHARES = [0.6, 0.22, 0.04, 0.07, 0.07];

export interface DemoCustomer {
  id: number;
  name: string;
  segment: Segment;
  city: City;
  address: PostalAddress;
  email: string;
  phone: string;
  credit: Credit;
}

/** What a customer may owe, and owes for too long. */
interface Credit {
  limitMinor: number | null;
  stop: boolean;
  overdueMinor: number;
}

interface CountryCities {
  cities: City[];
  weights: number[];
}

const COUNTRY_SHARES = COUNTRIES.map((country) => country.customerShare);
const CITIES_OF: readonly CountryCities[] = COUNTRIES.map(({ code }) => {
  const cities = CITIES.filter((city) => city.country === code);
  return { cities, weights: cities.map((city) => city.population ** 0.8) };
});

/** A customer from the seed and the id alone: none need be kept to be met again. */
export function customerAt(seed: number, id: number): DemoCustomer {
  const random = createRandom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(id, 0x85ebca6b)) >>> 0);
  const { cities, weights } = CITIES_OF[random.weightedIndex(COUNTRY_SHARES)] as CountryCities;
  const city = cities[random.weightedIndex(weights)] as City;
  const segment = SEGMENTS[random.weightedIndex(SEGMENT_SHARES)] as Segment;
  const name =
    segment === 'business'
      ? `${random.pick(namingOf(city).companies)} ${city.name}`
      : personName(random, city);
  return {
    id,
    name,
    segment,
    city,
    address: addressIn(random, city, city.population > 300 ? 5 : 2.5),
    email: emailOf(random, name),
    phone: phoneIn(random, city.country),
    credit: drawCredit(random, segment),
  };
}

const LIMITS = [800_000, 1_500_000, 2_500_000, 5_000_000] as const;

/** Companies buy on account; a few owe too much. */
function drawCredit(random: Random, segment: Segment): Credit {
  if (segment !== 'business') return { limitMinor: null, stop: false, overdueMinor: 0 };
  const limitMinor = random.pick(LIMITS);
  const trouble = random.next();
  return {
    limitMinor,
    stop: trouble < 0.01,
    overdueMinor: trouble > 0.98 ? random.integer(200, 4_000) * 100 : 0,
  };
}

export function* generateCustomers(plan: DemoPlan, batch: RowBatch): Generator<void> {
  for (let id = 1; id <= plan.customers; id++) {
    const customer = customerAt(plan.seed, id);
    batch.add('customer', {
      id,
      code: `C${String(200_000 + id)}`,
      name: customer.name,
      segment: customer.segment,
      email: customer.email,
      phone: customer.phone,
      credit_limit_minor: customer.credit.limitMinor,
      credit_stop: customer.credit.stop ? 1 : 0,
      overdue_minor: customer.credit.overdueMinor,
      ...customer.address,
      updated_at: plan.now - (1 + (id % 300)) * 86_400_000,
    });
    if (batch.full) yield;
  }
}
