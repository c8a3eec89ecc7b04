import type { Random } from '../../kernel/random.ts';
import { addressIn } from './addresses.ts';
import { CITIES, type City, cityNamed, countryOf } from './data/cities.ts';
import { namingOf } from './data/people.ts';
import type { DemoPlan } from './demo-options.ts';
import type { DemoRow } from './row-batch.ts';

export const CURRENCY = 'EUR';
const BRAND = 'Maison Vaubrac';

export type DemoFacilityKind = 'warehouse' | 'store' | 'supplier' | 'thirdParty';

/** A facility as the rest of the generator sees it. */
export interface DemoFacility {
  readonly id: number;
  readonly kind: DemoFacilityKind;
  readonly city: City;
  readonly latitude: number;
  readonly longitude: number;
  readonly handlingCostMinor: number;
  /** How much it sells and stocks beside its peers; 1 = the average. */
  readonly size: number;
  /** True where positions may have fallen below safety stock: the others are well kept. */
  readonly prone: boolean;
  readonly row: DemoRow<'facility'>;
}

interface Site {
  kind: DemoFacilityKind;
  city: City;
  name: string;
}

const WAREHOUSE_CITIES =
  'Orléans,Duisburg,Lyon,Leipzig,Zaragoza,Verona,Gent,Poznań,Rennes,Stuttgart,Toulouse,Hannover,Bologna,Madrid,Eindhoven,Brno,Metz,München,Valencia,Linz,Coventry,Porto,Jönköping,Odense,Lille,Kassel,Dijon,Wrocław'.split(
    ',',
  );
const SUPPLIERS =
  'Limoges:Porcelaines Vérac,Como:Tessuti Lariani,Braga:Minho Têxteis,Liberec:Jizera Sklo,Aarhus:Skovby Møbler,Udine:Sedie Friulane,Bielefeld:Küchenwerk Teuto,Alicante:Levante Iluminación,Gent:Lin des Deux Lys,Aix-en-Provence:Savonnerie Garlaban,Norrköping:Bråviken Textil,Łódź:Tkalnia Łódzka'.split(
    ',',
  );
const THIRD_PARTY_CITIES =
  'Rotterdam,Warszawa,Milano,Birmingham,Wien,Barcelona,Malmö,Lisboa,Praha,Dublin'.split(',');
const PROFILES = {
  warehouse: { prefix: 'WH', spread: 3, handling: [150, 210], capacity: 2_400, cutOff: [16 * 60, 18 * 60] },
  thirdParty: { prefix: '3P', spread: 3, handling: [220, 280], capacity: 600, cutOff: [15 * 60, 16 * 60] },
  supplier: { prefix: 'SU', spread: 2, handling: [120, 190], capacity: 120, cutOff: [11 * 60, 13 * 60] },
  store: { prefix: 'ST', spread: 0.6, handling: [280, 380], capacity: 40, cutOff: [13 * 60, 15 * 60] },
} as const;

/** Warehouses first, then 3PLs, suppliers and stores; ids from 1. */
export function generateFacilities(random: Random, plan: DemoPlan): DemoFacility[] {
  const counters = new Map<string, number>();
  return sites(random, plan).map((site, index) => facility(random, plan, site, index + 1, counters));
}

function sites(random: Random, plan: DemoPlan): Site[] {
  const result: Site[] = [];
  for (let i = 0; i < plan.warehouses; i++) {
    const city = cityNamed(WAREHOUSE_CITIES[i % WAREHOUSE_CITIES.length] as string);
    result.push({ kind: 'warehouse', city, name: `${BRAND} Logistics ${city.name}` });
  }
  for (let i = 0; i < plan.thirdParties; i++) {
    const city = cityNamed(THIRD_PARTY_CITIES[i % THIRD_PARTY_CITIES.length] as string);
    result.push({ kind: 'thirdParty', city, name: `Portline Fulfilment ${city.name}` });
  }
  for (let i = 0; i < plan.suppliers; i++) result.push(supplierSite(random, i));
  result.push(...storeSites(plan.stores));
  return result;
}

function supplierSite(random: Random, index: number): Site {
  const [cityName, name] = (SUPPLIERS[index] ?? '').split(':');
  if (cityName && name) return { kind: 'supplier', city: cityNamed(cityName), name };
  const city = random.pick(CITIES);
  return { kind: 'supplier', city, name: `${random.pick(namingOf(city).lastNames)} & Co. ${city.name}` };
}

/** Shares the stores out over the cities by their weight (D'Hondt), so big cities get several. */
function storeSites(count: number): Site[] {
  const weights = CITIES.map((city) => city.population ** 0.62 * countryOf(city.country).storeFactor);
  const given = CITIES.map(() => 0);
  const result: Site[] = [];
  while (result.length < count) {
    let best = 0;
    for (let i = 1; i < weights.length; i++) {
      if (quotient(weights, given, i) > quotient(weights, given, best)) best = i;
    }
    const city = CITIES[best] as City;
    const districts = namingOf(city).districts;
    const nth = given[best] ?? 0;
    const round = Math.floor(nth / districts.length);
    const name = `${BRAND} ${city.name} ${districts[nth % districts.length]}${round > 0 ? ` ${round + 1}` : ''}`;
    result.push({ kind: 'store', city, name });
    given[best] = nth + 1;
  }
  return result;
}

function quotient(weights: number[], given: number[], index: number): number {
  return (weights[index] ?? 0) / ((given[index] ?? 0) + 1);
}

function facility(
  random: Random,
  plan: DemoPlan,
  site: Site,
  id: number,
  counters: Map<string, number>,
): DemoFacility {
  const profile = PROFILES[site.kind];
  const stem = `${profile.prefix}-${cityCode(site.city.name)}`;
  const nth = (counters.get(stem) ?? 0) + 1;
  counters.set(stem, nth);
  const size =
    Math.exp(random.normal(0, 0.3)) * (site.kind === 'store' && site.city.population > 800 ? 1.4 : 1);
  const address = addressIn(random, site.city, profile.spread * (1 + 0.25 * nth));
  const handlingCostMinor = random.integer(profile.handling[0], profile.handling[1]);
  const orderScale = site.kind === 'store' ? 1 : Math.max(0.2, plan.orders / 30_000);
  return {
    id,
    kind: site.kind,
    city: site.city,
    latitude: address.latitude,
    longitude: address.longitude,
    handlingCostMinor,
    size,
    prone: site.kind === 'warehouse' || random.chance(0.22),
    row: {
      id,
      code: `${stem}-${String(nth).padStart(2, '0')}`,
      name: site.name,
      kind: site.kind,
      ...address,
      location_precision: 'given',
      time_zone: countryOf(site.city.country).timeZone,
      currency: CURRENCY,
      handling_cost_minor: handlingCostMinor,
      daily_capacity_orders: Math.round((profile.capacity * orderScale * size) / 10) * 10,
      cut_off_minutes: Math.round(random.integer(profile.cutOff[0], profile.cutOff[1]) / 30) * 30,
      active: 1,
      updated_at: plan.now - 86_400_000,
    },
  };
}

function cityCode(name: string): string {
  const plain = name.normalize('NFD').replace(/[^A-Za-z]/g, '');
  return plain.slice(0, 3).toUpperCase().padEnd(3, 'X');
}
