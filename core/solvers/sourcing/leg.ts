import { dispatchDay } from './dispatch-day.ts';
import { distancePrice, distanceTransitDays } from './distance-tariff.ts';
import { lateDays, latenessCost } from './lateness-cost.ts';
import type { ServiceLane } from './rate-book.ts';
import type {
  DistanceTariff,
  SourcingFacility,
  SourcingParameters,
  SourcingRate,
  SourcingService,
} from './sourcing-problem.ts';

/** One way to ship a weight, priced. */
export type Quote = {
  serviceId: number | null;
  rateId: number | null;
  parcels: number;
  shippingMinor: number;
  latenessMinor: number;
  /** Price of its CO2 by the parameters; left out = 0. */
  co2Minor?: number;
  /** Sum of all; `Infinity` when it may not be used. */
  totalMinor: number;
  transitDays: number;
  arrivalDay: number;
};

/** From one facility (or many alike) to one customer: what a weight costs by its cheapest service, handling not counted. */
export interface Leg {
  /** The cheapest way, or null when nothing goes there. */
  quote(weightGrams: number): Quote | null;
  /** Cost of that quote; `Infinity` for none. */
  cost(weightGrams: number): number;
  /** What every service asks for a weight. */
  offers(weightGrams: number): Quote[];
  /** The services that go there; null stands for the distance tariff. */
  services(): (number | null)[];
  /** A lower bound of `cost` for this weight and every greater one. */
  lowestFrom(weightGrams: number): number;
  /** A lower bound of `cost(w) - slope * w` over the weights from `fromGrams` to `toGrams`. */
  lowestAboveSlope(slope: number, fromGrams: number, toGrams: number): number;
  /** True when it is known to cost no more than the other for every weight up to this one. */
  neverDearerThan(other: Leg, upToWeightGrams: number): boolean;
}

type Segment = { upTo: number; quote: Quote; lowestFrom: number };

/** A leg priced by rate cards: one price list over all services, the cheapest at each weight. */
export class RatedLeg implements Leg {
  private readonly segments: Segment[];
  private readonly price: PriceContext;
  private readonly lanes: ServiceLane[];

  constructor(
    facility: SourcingFacility,
    promiseDay: number | null,
    lanes: ServiceLane[],
    parameters: SourcingParameters,
  ) {
    this.price = { facility, promiseDay, parameters };
    this.lanes = lanes;
    const weights = [...new Set(lanes.flatMap((lane) => lane.steps.map((step) => step.upToWeightGrams)))];
    weights.sort((a, b) => a - b);
    this.segments = weights.map((upTo) => {
      const quote = cheapest(lanes.map((lane) => quoteWithin(this.price, lane, upTo))) as Quote;
      return { upTo, quote, lowestFrom: quote.totalMinor };
    });
    let lowest = this.lowestInParcels();
    for (const segment of this.segments.toReversed()) {
      lowest = Math.min(lowest, segment.quote.totalMinor);
      segment.lowestFrom = lowest;
    }
  }

  quote(weightGrams: number): Quote | null {
    const segment = this.segmentOf(weightGrams);
    if (segment) return segment.quote;
    return cheapest(this.lanes.map((lane) => quoteInParcels(this.price, lane, weightGrams)));
  }

  cost(weightGrams: number): number {
    const segment = this.segmentOf(weightGrams);
    return segment
      ? segment.quote.totalMinor
      : (this.quote(weightGrams)?.totalMinor ?? Number.POSITIVE_INFINITY);
  }

  offers(weightGrams: number): Quote[] {
    const offer = this.segmentOf(weightGrams) ? quoteWithin : quoteInParcels;
    return this.lanes.flatMap((lane) => offer(this.price, lane, weightGrams) ?? []);
  }

  services(): number[] {
    return this.lanes.map(({ service }) => service.id);
  }

  lowestFrom(weightGrams: number): number {
    return this.segmentOf(weightGrams)?.lowestFrom ?? this.lowestInParcels();
  }

  /** Within a step the end is the lowest point above a rising line. */
  lowestAboveSlope(slope: number, fromGrams: number, toGrams: number): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (const { upTo, quote } of this.segments) {
      if (upTo < fromGrams) continue;
      lowest = Math.min(lowest, quote.totalMinor - slope * Math.min(upTo, toGrams));
      if (upTo >= toGrams) return lowest;
    }
    return Math.min(lowest, this.lowestInParcels() - slope * toGrams);
  }

  /** Both prices are steps: comparing at the end of every step compares everywhere. */
  neverDearerThan(other: Leg, upToWeightGrams: number): boolean {
    if (!(other instanceof RatedLeg)) return false;
    if (this.cost(upToWeightGrams) > other.cost(upToWeightGrams)) return false;
    return (
      this.isNeverDearerAtSteps(other, this, upToWeightGrams) &&
      this.isNeverDearerAtSteps(other, other, upToWeightGrams)
    );
  }

  private isNeverDearerAtSteps(other: RatedLeg, steps: RatedLeg, upToWeightGrams: number): boolean {
    if (upToWeightGrams > (steps.segments.at(-1)?.upTo ?? 0)) return false;
    for (const { upTo } of steps.segments) {
      if (upTo >= upToWeightGrams) return true;
      if (this.cost(upTo) > other.cost(upTo)) return false;
    }
    return true;
  }

  private segmentOf(weightGrams: number): Segment | undefined {
    for (const segment of this.segments) if (weightGrams <= segment.upTo) return segment;
    return undefined;
  }

  /** No set of parcels costs less than its first one, a full one. */
  private lowestInParcels(): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (const lane of this.lanes) {
      const heaviest = lane.steps.at(-1);
      const full = heaviest && quoteWithin(this.price, lane, heaviest.upToWeightGrams);
      if (full) lowest = Math.min(lowest, full.totalMinor);
    }
    return lowest;
  }
}

/** A leg without any rate, priced by distance. */
export class DistanceLeg implements Leg {
  private readonly price: PriceContext;
  private readonly tariff: DistanceTariff;
  private readonly metres: number | null;

  constructor(
    facility: SourcingFacility,
    promiseDay: number | null,
    metres: number | null,
    tariff: DistanceTariff,
    parameters: SourcingParameters,
  ) {
    this.price = { facility, promiseDay, parameters };
    this.tariff = tariff;
    this.metres = metres;
  }

  quote(weightGrams: number): Quote | null {
    const shippingMinor = distancePrice(this.tariff, this.metres, weightGrams);
    const transitDays = distanceTransitDays(this.tariff, this.metres);
    return priced(this.price, null, { rateId: null, parcels: 1, shippingMinor, transitDays });
  }

  cost(weightGrams: number): number {
    return this.quote(weightGrams)?.totalMinor ?? Number.POSITIVE_INFINITY;
  }

  offers(weightGrams: number): Quote[] {
    const quote = this.quote(weightGrams);
    return quote ? [quote] : [];
  }

  services(): null[] {
    return [null];
  }

  lowestFrom(weightGrams: number): number {
    return this.cost(weightGrams);
  }

  /** A straight line but for rounding: lowest at one of its ends. */
  lowestAboveSlope(slope: number, fromGrams: number, toGrams: number): number {
    return Math.min(this.cost(fromGrams) - slope * fromGrams, this.cost(toGrams) - slope * toGrams) - 1;
  }

  /** Rounding forbids a general answer. */
  neverDearerThan(): boolean {
    return false;
  }
}

type PriceContext = {
  facility: SourcingFacility;
  promiseDay: number | null;
  parameters: SourcingParameters;
};
type Offer = Pick<Quote, 'rateId' | 'parcels' | 'shippingMinor' | 'transitDays'>;

function quoteWithin(price: PriceContext, lane: ServiceLane, weightGrams: number): Quote | null {
  const step = stepFor(lane.steps, weightGrams);
  if (!step) return null;
  const { id: rateId, priceMinor: shippingMinor, transitDays } = step;
  return priced(price, lane.service, { rateId, parcels: 1, shippingMinor, transitDays });
}

/** Beyond the heaviest step: full parcels of that step, and one for the rest. */
function quoteInParcels(price: PriceContext, lane: ServiceLane, weightGrams: number): Quote | null {
  const heaviest = lane.steps.at(-1);
  if (!heaviest || heaviest.upToWeightGrams <= 0) return null;
  const full = Math.ceil(weightGrams / heaviest.upToWeightGrams) - 1;
  const last = stepFor(lane.steps, weightGrams - full * heaviest.upToWeightGrams) ?? heaviest;
  return priced(price, lane.service, {
    rateId: heaviest.id,
    parcels: full + 1,
    shippingMinor: full * heaviest.priceMinor + last.priceMinor,
    transitDays: Math.max(heaviest.transitDays, last.transitDays),
  });
}

function stepFor(steps: SourcingRate[], weightGrams: number): SourcingRate | undefined {
  return steps.find((step) => weightGrams <= step.upToWeightGrams);
}

function priced(
  { facility, promiseDay, parameters }: PriceContext,
  service: SourcingService | null,
  offer: Offer,
): Quote {
  const arrivalDay = dispatchDay(facility, service) + offer.transitDays;
  const latenessMinor = latenessCost(lateDays(arrivalDay, promiseDay), parameters);
  return {
    ...offer,
    serviceId: service?.id ?? null,
    latenessMinor,
    totalMinor: offer.shippingMinor + latenessMinor,
    arrivalDay,
  };
}

/** Least cost, then soonest, then the lowest rate id; those that may not be used come last. */
export function cheapest(quotes: (Quote | null)[]): Quote | null {
  let best: Quote | null = null;
  for (const quote of quotes) {
    if (quote && (!best || compareQuotes(quote, best) < 0)) best = quote;
  }
  return best;
}

function compareQuotes(a: Quote, b: Quote): number {
  if (a.totalMinor !== b.totalMinor) return a.totalMinor - b.totalMinor;
  return a.arrivalDay - b.arrivalDay || (a.rateId ?? 0) - (b.rateId ?? 0);
}
