import { distanceMetres } from '../../kernel/geo.ts';
import {
  CARRIERS,
  type DemoCarrier,
  type DemoService,
  ISLANDS,
  type ServiceLevel,
  WEIGHT_STEPS,
  ZONES,
  type Zone,
} from './data/carriers.ts';
import { CITIES, COUNTRIES } from './data/cities.ts';
import { CURRENCY } from './facilities.ts';
import type { RowBatch } from './row-batch.ts';

const ISLAND_PRICE_FACTOR = 1.6;
const ISLAND_EXTRA_DAYS = 2;

export interface BookedService {
  readonly id: number;
  readonly carrier: DemoCarrier;
  readonly service: DemoService;
}

export interface Tariff {
  priceMinor: number;
  transitDays: readonly [number, number];
}

/** The carriers' tariffs, as rows and as a function: both say the same. */
export class RateCard {
  readonly services: readonly BookedService[];
  readonly #zones = new Map<string, Zone>();

  constructor() {
    const services: BookedService[] = [];
    for (const carrier of CARRIERS) {
      for (const service of carrier.services) services.push({ id: services.length + 1, carrier, service });
    }
    this.services = services;
  }

  /** Services of a level that carry the weight between two countries. */
  fitting(level: ServiceLevel, origin: string, destination: string, weightGrams: number): BookedService[] {
    return this.services.filter(
      ({ carrier, service }) =>
        service.level === level &&
        service.maxWeightGrams >= weightGrams &&
        serves(carrier, origin) &&
        serves(carrier, destination),
    );
  }

  /** What a parcel costs, off the islands; null when no step carries the weight. */
  tariff(booked: BookedService, origin: string, destination: string, weightGrams: number): Tariff | null {
    const { maxWeightGrams } = booked.service;
    const step = WEIGHT_STEPS.find(([upTo]) => weightGrams <= upTo);
    if (!step || weightGrams > maxWeightGrams) return null;
    const zone = ZONES[this.zone(origin, destination)];
    return {
      priceMinor: Math.round(
        step[1] * zone.priceFactor * booked.carrier.priceFactor * booked.service.priceFactor,
      ),
      transitDays: zone.days[booked.service.level],
    };
  }

  zone(origin: string, destination: string): Zone {
    const key = origin + destination;
    const known = this.#zones.get(key);
    if (known) return known;
    const zone = zoneBetween(origin, destination);
    this.#zones.set(key, zone);
    return zone;
  }
}

/** Carriers, services and one rate a lane and weight step. */
export function* generateCarriers(card: RateCard, batch: RowBatch): Generator<void> {
  CARRIERS.forEach((carrier, index) => {
    batch.add('carrier', { id: index + 1, code: carrier.code, name: carrier.name });
  });
  let rateId = 1;
  for (const booked of card.services) {
    const { service, carrier } = booked;
    batch.add('carrier_service', {
      id: booked.id,
      carrier_id: CARRIERS.indexOf(carrier) + 1,
      code: service.code,
      name: service.name,
      level: service.level,
      cut_off_minutes: service.cutOffMinutes,
      max_weight_grams: service.maxWeightGrams,
      active: 1,
    });
    for (const rate of ratesOf(card, booked)) {
      batch.add('rate', { id: rateId++, ...rate });
      if (batch.full) yield;
    }
  }
}

function* ratesOf(card: RateCard, booked: BookedService) {
  const countries = COUNTRIES.filter(({ code }) => serves(booked.carrier, code));
  for (const origin of countries) {
    for (const destination of countries) {
      for (const [upTo] of WEIGHT_STEPS) {
        const tariff = card.tariff(booked, origin.code, destination.code, upTo);
        if (!tariff) continue;
        const [daysMin, daysMax] = tariff.transitDays;
        const lane = {
          service_id: booked.id,
          origin_country: origin.code,
          destination_country: destination.code,
          up_to_weight_grams: upTo,
          currency: CURRENCY,
        };
        yield {
          ...lane,
          destination_postal_prefix: '',
          price_minor: tariff.priceMinor,
          transit_days_min: daysMin,
          transit_days_max: daysMax,
        };
        for (const island of ISLANDS.filter(({ country }) => country === destination.code)) {
          yield {
            ...lane,
            destination_postal_prefix: island.postalPrefix,
            price_minor: Math.round(tariff.priceMinor * ISLAND_PRICE_FACTOR),
            transit_days_min: daysMin + ISLAND_EXTRA_DAYS,
            transit_days_max: daysMax + ISLAND_EXTRA_DAYS,
          };
        }
      }
    }
  }
}

function serves(carrier: DemoCarrier, country: string): boolean {
  return carrier.countries === null || carrier.countries.includes(country);
}

function zoneBetween(origin: string, destination: string): Zone {
  if (origin === destination) return 'domestic';
  const kilometres = distanceMetres(centre(origin), centre(destination)) / 1000;
  if (kilometres <= ZONES.near.upToKilometres) return 'near';
  return kilometres <= ZONES.middle.upToKilometres ? 'middle' : 'far';
}

function centre(country: string): { latitude: number; longitude: number } {
  const cities = CITIES.filter((city) => city.country === country);
  const mean = (value: (city: (typeof CITIES)[number]) => number) =>
    cities.reduce((sum, city) => sum + value(city), 0) / cities.length;
  return { latitude: mean((city) => city.latitude), longitude: mean((city) => city.longitude) };
}
