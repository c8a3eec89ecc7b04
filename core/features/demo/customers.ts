import { createRandom } from '../../kernel/random.ts';
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
      ...customer.address,
      updated_at: plan.now - (1 + (id % 300)) * 86_400_000,
    });
    if (batch.full) yield;
  }
}
