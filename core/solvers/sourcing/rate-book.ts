import {
  SERVICE_LEVELS,
  type SourcingOrder,
  type SourcingRate,
  type SourcingService,
} from './sourcing-problem.ts';

/** The weight steps of one service on one lane, lightest first, none beyond what the service carries. */
export type ServiceLane<
  S extends SourcingService = SourcingService,
  R extends SourcingRate = SourcingRate,
> = {
  service: S;
  steps: R[];
};

/** What of an order decides which rates apply to it. */
export type RateDestination = Pick<SourcingOrder, 'country' | 'postalCode' | 'serviceLevel'>;

/** The lanes between two places; places that every rate treats alike share one set, with one id. */
export type LaneSet<S extends SourcingService = SourcingService, R extends SourcingRate = SourcingRate> = {
  id: number;
  lanes: ServiceLane<S, R>[];
};

type Lane<R> = Map<string, R[]>;

/** Rates indexed by service, lane and postal prefix. */
export class RateBook<S extends SourcingService = SourcingService, R extends SourcingRate = SourcingRate> {
  private readonly services: readonly S[];
  private readonly lanes = new Map<number, Map<string, Lane<R>>>();
  private readonly prefixLength = new Map<string, number>();
  private readonly laneSets = new Map<string, Map<string | null, LaneSet<S, R>>>();
  private readonly laneSetsByRates = new Map<string, LaneSet<S, R>>();

  constructor(services: readonly S[], rates: readonly R[]) {
    this.services = services;
    const byId = new Map(services.map((service) => [service.id, service]));
    for (const rate of rates) {
      const service = byId.get(rate.serviceId);
      if (service) this.add(service, rate);
    }
    for (const lanes of this.lanes.values()) {
      for (const lane of lanes.values()) for (const steps of lane.values()) steps.sort(byWeight);
    }
  }

  /** A key that two destinations share when every rate treats them alike. */
  destinationKey(order: RateDestination): string {
    const country = order.country ?? '';
    const length = Math.max(this.prefixLength.get(country) ?? 0, this.prefixLength.get('*') ?? 0);
    return `${country}|${plainPostalCode(order.postalCode).slice(0, length)}|${order.serviceLevel ?? ''}`;
  }

  /** The lane of each service that goes there and is fast enough. @param destination its `destinationKey` */
  laneSet(originCountry: string | null, order: RateDestination, destination: string): LaneSet<S, R> {
    const fromOrigins = getOrCreate(
      this.laneSets,
      destination,
      () => new Map<string | null, LaneSet<S, R>>(),
    );
    return getOrCreate(fromOrigins, originCountry, () => {
      const lanes = this.lanesTo(originCountry, order);
      const rates = lanes.map(({ steps }) => steps[0]?.id).join(',');
      return getOrCreate(this.laneSetsByRates, rates, () => ({ id: this.laneSetsByRates.size, lanes }));
    });
  }

  /** The same, looked up anew and not kept. */
  lanesTo(originCountry: string | null, order: RateDestination): ServiceLane<S, R>[] {
    const found: ServiceLane<S, R>[] = [];
    for (const service of this.services) {
      if (!meetsLevel(service.level, order.serviceLevel)) continue;
      const steps = this.stepsFor(service.id, originCountry, order);
      if (steps.length > 0) found.push({ service, steps });
    }
    return found;
  }

  private stepsFor(serviceId: number, origin: string | null, order: RateDestination): R[] {
    const lanes = this.lanes.get(serviceId);
    if (!lanes) return [];
    for (const destination of [order.country, '*']) {
      for (const from of [origin, '*']) {
        const lane = lanes.get(`${from}>${destination}`);
        const steps = lane && longestPrefix(lane, plainPostalCode(order.postalCode));
        if (steps) return steps;
      }
    }
    return [];
  }

  private add(service: S, rate: R): void {
    const lanes = getOrCreate(this.lanes, service.id, () => new Map<string, Lane<R>>());
    const lane = getOrCreate(lanes, `${rate.originCountry}>${rate.destinationCountry}`, () => new Map());
    const prefix = plainPostalCode(rate.destinationPostalPrefix);
    const steps = getOrCreate(lane, prefix, () => []);
    const known = this.prefixLength.get(rate.destinationCountry) ?? 0;
    this.prefixLength.set(rate.destinationCountry, Math.max(known, prefix.length));
    if (service.maxWeightGrams === null || rate.upToWeightGrams <= service.maxWeightGrams) steps.push(rate);
    else steps.push({ ...rate, upToWeightGrams: service.maxWeightGrams });
  }
}

/** True when the service is at least as fast as asked for. A level that nobody knows is met only by itself. */
export function meetsLevel(level: string, wanted: string | null): boolean {
  if (wanted === null || wanted === level) return true;
  const ranks = SERVICE_LEVELS as readonly string[];
  return ranks.includes(wanted) && ranks.indexOf(level) > ranks.indexOf(wanted);
}

/** Letters and digits only, upper case: `sw1a 1aa` and `SW1A1AA` are the same place. */
export function plainPostalCode(code: string | null): string {
  return (code ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function longestPrefix<R>(lane: Lane<R>, postalCode: string): R[] | undefined {
  for (let length = postalCode.length; length >= 0; length--) {
    const steps = lane.get(postalCode.slice(0, length));
    if (steps) return steps;
  }
  return undefined;
}

function byWeight(a: SourcingRate, b: SourcingRate): number {
  return a.upToWeightGrams - b.upToWeightGrams || a.priceMinor - b.priceMinor || a.id - b.id;
}

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const created = create();
  map.set(key, created);
  return created;
}
