import { distanceMetres, type Point } from '../../kernel/geo.ts';
import { DistanceLeg, type Leg, RatedLeg } from './leg.ts';
import type { RateBook } from './rate-book.ts';
import type {
  SourcingFacility,
  SourcingOrder,
  SourcingParameters,
  SourcingProblem,
} from './sourcing-problem.ts';

/** Why a facility cannot serve an order at all, whatever it holds. */
export type Exclusion = 'noRate' | 'tooFar' | 'overCapacity';

const MOST_CACHED_PLACES = 2000;

/** Legs from every facility to one order's customer, priced once a price class and remembered. */
export class LegPricer {
  private readonly problem: SourcingProblem;
  private readonly rates: RateBook;
  private readonly classOf: Int32Array;
  private readonly classCount: number;
  private readonly classLegs = new Map<string, (Leg | null | undefined)[]>();
  private readonly places = new Map<string, Float64Array>();
  private readonly ordersLeft: Float64Array;

  constructor(problem: SourcingProblem, rates: RateBook) {
    this.problem = problem;
    this.rates = rates;
    const keys = new Map<string, number>();
    this.classOf = Int32Array.from(problem.facilities, (facility) => numberOf(keys, priceKey(facility)));
    this.classCount = keys.size;
    this.ordersLeft = Float64Array.from(
      problem.facilities,
      (facility) => facility.capacityOrders ?? Number.POSITIVE_INFINITY,
    );
  }

  forOrder(order: SourcingOrder): OrderLegs {
    const key = `${this.rates.destinationKey(order)}|${order.promiseDay}`;
    let classLegs = this.classLegs.get(key);
    if (!classLegs) {
      classLegs = new Array<Leg | null | undefined>(this.classCount);
      this.classLegs.set(key, classLegs);
    }
    return new OrderLegs(this, order, classLegs, this.distancesTo(order.point));
  }

  get parameters(): SourcingParameters {
    return this.problem.parameters;
  }

  facility(index: number): SourcingFacility {
    return this.problem.facilities[index] as SourcingFacility;
  }

  get facilityCount(): number {
    return this.problem.facilities.length;
  }

  priceClass(index: number): number {
    return this.classOf[index] as number;
  }

  hasCapacity(index: number): boolean {
    return (this.ordersLeft[index] as number) > 0;
  }

  useCapacity(index: number): void {
    this.ordersLeft[index] = (this.ordersLeft[index] as number) - 1;
  }

  ratedLeg(facility: SourcingFacility, order: SourcingOrder): Leg | null {
    const lanes = this.rates.lanesFor(facility.country, order);
    return lanes.length > 0 ? new RatedLeg(facility, order.promiseDay, lanes, this.parameters) : null;
  }

  private distancesTo(point: Point | null): Float64Array {
    const key = point ? `${point.latitude},${point.longitude}` : '';
    let distances = this.places.get(key);
    if (!distances) {
      distances = Float64Array.from(this.problem.facilities, (facility) =>
        metresBetween(facility.point, point),
      );
      if (this.places.size >= MOST_CACHED_PLACES) this.places.clear();
      this.places.set(key, distances);
    }
    return distances;
  }
}

/** One order's view of the facilities. */
export class OrderLegs {
  private readonly pricer: LegPricer;
  private readonly order: SourcingOrder;
  private readonly classLegs: (Leg | null | undefined)[];
  private readonly distances: Float64Array;
  private readonly ownLegs = new Map<number, Leg>();

  constructor(
    pricer: LegPricer,
    order: SourcingOrder,
    classLegs: (Leg | null | undefined)[],
    distances: Float64Array,
  ) {
    this.pricer = pricer;
    this.order = order;
    this.classLegs = classLegs;
    this.distances = distances;
  }

  /** Great-circle metres; `Infinity` when either end has no coordinates, so that known places come first. */
  distance(facility: number): number {
    return this.distances[facility] as number;
  }

  exclusion(facility: number): Exclusion | null {
    const { maxDistanceMetres, fallback } = this.pricer.parameters;
    if (maxDistanceMetres !== null && this.distance(facility) > maxDistanceMetres) return 'tooFar';
    if (!this.pricer.hasCapacity(facility)) return 'overCapacity';
    return fallback === null && this.classLeg(facility) === null ? 'noRate' : null;
  }

  /** Facilities of one group differ only in distance, and the nearer is never dearer. */
  priceGroup(facility: number): number | string {
    if (this.classLeg(facility) !== null) return this.pricer.priceClass(facility);
    const { handlingMinor, localDay, localMinutes, cutOffMinutes } = this.pricer.facility(facility);
    return `${handlingMinor}|${localDay + (localMinutes > cutOffMinutes ? 1 : 0)}`;
  }

  /** Null when neither a rate nor the distance tariff gives a price. */
  leg(facility: number): Leg | null {
    return this.classLeg(facility) ?? this.ownLeg(facility);
  }

  private classLeg(facility: number): Leg | null {
    const priceClass = this.pricer.priceClass(facility);
    let leg = this.classLegs[priceClass];
    if (leg === undefined) {
      leg = this.pricer.ratedLeg(this.pricer.facility(facility), this.order);
      this.classLegs[priceClass] = leg;
    }
    return leg;
  }

  private ownLeg(facility: number): Leg | null {
    const { fallback } = this.pricer.parameters;
    if (!fallback) return null;
    let leg = this.ownLegs.get(facility);
    if (!leg) {
      const metres = finiteOrNull(this.distance(facility));
      const { promiseDay } = this.order;
      leg = new DistanceLeg(
        this.pricer.facility(facility),
        promiseDay,
        metres,
        fallback,
        this.pricer.parameters,
      );
      this.ownLegs.set(facility, leg);
    }
    return leg;
  }
}

export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function metresBetween(from: Point | null, to: Point | null): number {
  return from && to ? Math.round(distanceMetres(from, to)) : Number.POSITIVE_INFINITY;
}

function priceKey(facility: SourcingFacility): string {
  const { country, handlingMinor, localDay, localMinutes, cutOffMinutes } = facility;
  return [country, handlingMinor, localDay, localMinutes, cutOffMinutes].join('|');
}

function numberOf(keys: Map<string, number>, key: string): number {
  const known = keys.get(key);
  if (known !== undefined) return known;
  keys.set(key, keys.size);
  return keys.size - 1;
}
