/** A carrier's service as promises see it. */
export interface PromiseService {
  id: number;
  code: string;
  name: string;
  carrierId: number;
  carrier: string;
  level: string;
  cutOffMinutes: number;
  maxWeightGrams: number | null;
}

export interface PromiseRate {
  serviceId: number;
  originCountry: string;
  destinationCountry: string;
  destinationPostalPrefix: string;
  upToWeightGrams: number;
  priceMinor: number;
  transitDaysMin: number;
  transitDaysMax: number;
}

/** A service between two places with its weight steps, the lightest first. */
export interface Lane {
  service: PromiseService;
  steps: readonly PromiseRate[];
}

type Prefixes = Map<string, PromiseRate[]>;

/** Rates by service, lane and postal prefix. An exact country wins over `*`, then the longest prefix. */
export class RateIndex {
  private readonly services: readonly PromiseService[];
  private readonly lanes = new Map<string, Prefixes>();

  constructor(services: readonly PromiseService[], rates: readonly PromiseRate[]) {
    this.services = services;
    for (const rate of rates) {
      const key = laneKey(rate.serviceId, rate.originCountry, rate.destinationCountry);
      let prefixes = this.lanes.get(key);
      if (!prefixes) {
        prefixes = new Map();
        this.lanes.set(key, prefixes);
      }
      const prefix = plainPostalCode(rate.destinationPostalPrefix);
      const steps = prefixes.get(prefix);
      if (steps) steps.push(rate);
      else prefixes.set(prefix, [rate]);
    }
    for (const prefixes of this.lanes.values()) {
      for (const steps of prefixes.values()) steps.sort((a, b) => a.upToWeightGrams - b.upToWeightGrams);
    }
  }

  /** Every service that goes there. */
  between(origin: string | null, destination: { country: string; postalCode: string | null }): Lane[] {
    const postalCode = plainPostalCode(destination.postalCode);
    const found: Lane[] = [];
    for (const service of this.services) {
      const steps = this.stepsOf(service.id, origin, destination.country, postalCode);
      if (steps) found.push({ service, steps });
    }
    return found;
  }

  private stepsOf(serviceId: number, origin: string | null, country: string, postalCode: string) {
    for (const to of [country, '*']) {
      for (const from of [origin ?? '*', '*']) {
        const prefixes = this.lanes.get(laneKey(serviceId, from, to));
        const steps = prefixes && longestPrefix(prefixes, postalCode);
        if (steps) return steps;
      }
    }
    return undefined;
  }
}

/** The price of a parcel on a lane; null when it is too heavy for it. */
export function stepFor(lane: Lane, weightGrams: number): PromiseRate | null {
  const { maxWeightGrams } = lane.service;
  if (maxWeightGrams !== null && weightGrams > maxWeightGrams) return null;
  return lane.steps.find((step) => weightGrams <= step.upToWeightGrams) ?? null;
}

function laneKey(serviceId: number, origin: string, destination: string): string {
  return `${serviceId}|${origin}>${destination}`;
}

function plainPostalCode(code: string | null): string {
  return (code ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function longestPrefix(prefixes: Prefixes, postalCode: string): PromiseRate[] | undefined {
  for (let length = postalCode.length; length >= 0; length--) {
    const steps = prefixes.get(postalCode.slice(0, length));
    if (steps) return steps;
  }
  return undefined;
}
