import { distanceMetres, type Point } from '../../kernel/geo.ts';
import { Co2Leg } from './co2-leg.ts';
import { dispatchDay } from './dispatch-day.ts';
import { lateDays } from './lateness-cost.ts';
import { DistanceLeg, type Leg, type Quote, RatedLeg } from './leg.ts';
import type { RateBook } from './rate-book.ts';
import type {
  Siting,
  SourcingFacility,
  SourcingOrder,
  SourcingParameters,
  SourcingProblem,
} from './sourcing-problem.ts';

/** Why a facility cannot serve an order at all, whatever it holds. */
export type Exclusion = 'noRate' | 'tooFar' | 'overCapacity' | 'rule';

const MOST_CACHED_PLACES = 2000;

/** Legs from every facility to one order's customer, priced once a price class and remembered. */
export class LegPricer {
  private readonly problem: SourcingProblem;
  private readonly rates: RateBook;
  private readonly classOf: Int32Array;
  private readonly classCount: number;
  private readonly classLegs = new Map<string, (Leg | null | undefined)[]>();
  private readonly ratedLegs = new Map<number | null, Map<number, Leg>>();
  /** A promise from the last of these days on is kept whoever ships; at the first or before, all are as late as can count. */
  private readonly decisiveDays: { first: number; last: number };
  private readonly places = new Map<string, Float64Array>();
  private readonly ordersLeft: Float64Array;
  private readonly unitsLeft: Float64Array;
  private readonly levels: ReadonlyMap<number, string>;

  constructor(problem: SourcingProblem, rates: RateBook) {
    this.problem = problem;
    this.rates = rates;
    this.levels = new Map(problem.services.map(({ id, level }) => [id, level]));
    const keys = new Map<string, number>();
    const cutOffs = [...new Set(problem.services.map((service) => service.cutOffMinutes))];
    this.classOf = Int32Array.from(problem.facilities, (facility) =>
      numberOf(keys, priceKey(facility, cutOffs)),
    );
    this.classCount = keys.size;
    this.decisiveDays = decisiveDays(problem);
    this.ordersLeft = Float64Array.from(
      problem.facilities,
      (facility) => facility.capacityOrders ?? Number.POSITIVE_INFINITY,
    );
    this.unitsLeft = Float64Array.from(
      problem.facilities,
      (facility) => facility.capacityUnits ?? Number.POSITIVE_INFINITY,
    );
  }

  forOrder(order: SourcingOrder): OrderLegs {
    const destination = this.rates.destinationKey(order);
    const key = `${destination}|${this.promiseOf(order)}`;
    let classLegs = this.classLegs.get(key);
    if (!classLegs) {
      classLegs = new Array<Leg | null | undefined>(this.classCount);
      this.classLegs.set(key, classLegs);
    }
    return new OrderLegs(this, order, destination, classLegs, this.distancesTo(order.point));
  }

  get parameters(): SourcingParameters {
    return this.problem.parameters;
  }

  /** A leg with the price of its CO2, where that has one. */
  withCo2(leg: Leg, metres: number): Leg {
    const price = this.parameters.co2MinorPerKilogram ?? 0;
    const levelOf = (service: number | null) =>
      service === null ? null : (this.levels.get(service) ?? null);
    return price === 0 ? leg : new Co2Leg(leg, price, metres, levelOf);
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
    return (this.ordersLeft[index] as number) > 0 && this.unitRoom(index) > 0;
  }

  /** Units that a facility can still ship. */
  unitRoom(index: number): number {
    return this.unitsLeft[index] as number;
  }

  useCapacity(index: number, units: number): void {
    this.ordersLeft[index] = (this.ordersLeft[index] as number) - 1;
    this.unitsLeft[index] = (this.unitsLeft[index] as number) - units;
  }

  sitingOf({ siting }: SourcingOrder): Siting | null {
    return siting === undefined ? null : (this.problem.sitings?.[siting] ?? null);
  }

  ruleName(rule: number): string {
    return this.problem.ruleNames?.[rule] ?? '';
  }

  ratedLeg(index: number, order: SourcingOrder, destination: string): Leg | null {
    const facility = this.facility(index);
    const { id, lanes } = this.rates.laneSet(facility.country, order, destination);
    if (lanes.length === 0) return null;
    const promiseDay = this.promiseOf(order);
    let known = this.ratedLegs.get(promiseDay);
    if (!known) {
      known = new Map();
      this.ratedLegs.set(promiseDay, known);
    }
    const key = id * this.classCount + this.priceClass(index);
    let leg = known.get(key);
    if (!leg) {
      leg = new RatedLeg(facility, promiseDay, lanes, this.parameters);
      known.set(key, leg);
    }
    return leg;
  }

  /** Promises that cannot be missed are alike, and so are those missed by far. */
  private promiseOf({ promiseDay }: SourcingOrder): number | null {
    const { first, last } = this.decisiveDays;
    return promiseDay === null || promiseDay >= last ? null : Math.max(promiseDay, first);
  }

  /** To a place, by facility; NaN = nobody has asked for it yet. */
  private distancesTo(point: Point | null): Float64Array {
    const key = point ? `${point.latitude},${point.longitude}` : '';
    let distances = this.places.get(key);
    if (!distances) {
      distances = new Float64Array(this.facilityCount).fill(Number.NaN);
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
  private readonly destination: string;
  private readonly classLegs: (Leg | null | undefined)[];
  private readonly distances: Float64Array;
  private readonly ownLegs = new Map<number, Leg>();
  private readonly co2Legs = new Map<number, Leg>();
  private readonly siting: Siting | null;
  /** Whether facilities that rules leave for the last resort may serve too. */
  private lastResort = false;

  constructor(
    pricer: LegPricer,
    order: SourcingOrder,
    destination: string,
    classLegs: (Leg | null | undefined)[],
    distances: Float64Array,
  ) {
    this.pricer = pricer;
    this.order = order;
    this.destination = destination;
    this.classLegs = classLegs;
    this.distances = distances;
    this.siting = pricer.sitingOf(order);
  }

  /** Great-circle metres; `Infinity` when either end has no coordinates, so that known places come first. */
  distance(facility: number): number {
    const known = this.distances[facility] as number;
    if (!Number.isNaN(known)) return known;
    const metres = metresBetween(this.pricer.facility(facility).point, this.order.point);
    this.distances[facility] = metres;
    return metres;
  }

  lateDays(quote: Quote): number {
    return lateDays(quote.arrivalDay, this.order.promiseDay);
  }

  exclusion(facility: number): Exclusion | null {
    if (this.excludingRule(facility) >= 0) return 'rule';
    const { maxDistanceMetres, fallback } = this.pricer.parameters;
    if (maxDistanceMetres !== null && this.distance(facility) > maxDistanceMetres) return 'tooFar';
    if (!this.pricer.hasCapacity(facility)) return 'overCapacity';
    return fallback === null && this.classLeg(facility) === null ? 'noRate' : null;
  }

  /** Name of the rule that keeps the facility from serving; null without one. */
  rule(facility: number): string | null {
    const rule = this.excludingRule(facility);
    return rule < 0 ? null : this.pricer.ruleName(rule);
  }

  /** Lets last-resort facilities serve, or no longer. @returns false when that changes nothing */
  allowLastResort(allowed: boolean): boolean {
    const { siting } = this;
    if (!siting || !anyOf(siting.lastResortBy)) return false;
    this.lastResort = allowed;
    return true;
  }

  /** Units that the facility can still ship. */
  unitRoom(facility: number): number {
    return this.pricer.unitRoom(facility);
  }

  /** Paid once a shipment, on top of the leg: handling, and the price that rules put on it. */
  handling(facility: number): number {
    return this.pricer.facility(facility).handlingMinor + this.rulePrice(facility);
  }

  rulePrice(facility: number): number {
    return this.siting?.priceMinor[facility] ?? 0;
  }

  private excludingRule(facility: number): number {
    const { siting } = this;
    if (!siting) return -1;
    const rule = siting.excludedBy[facility] ?? -1;
    return rule >= 0 || this.lastResort ? rule : (siting.lastResortBy[facility] ?? -1);
  }

  /** Facilities of one group differ only in distance and handling; at the same handling the nearer is never dearer. */
  priceGroup(facility: number): number | string {
    if ((this.pricer.parameters.co2MinorPerKilogram ?? 0) > 0) return `at ${facility}`;
    if (this.classLeg(facility) !== null) return this.pricer.priceClass(facility);
    const own = this.pricer.facility(facility);
    return `${own.handlingMinor}|${dispatchDay(own, null)}`;
  }

  /** Null when neither a rate nor the distance tariff gives a price. */
  leg(facility: number): Leg | null {
    const base = this.classLeg(facility) ?? this.ownLeg(facility);
    if (base === null || (this.pricer.parameters.co2MinorPerKilogram ?? 0) === 0) return base;
    let leg = this.co2Legs.get(facility);
    if (!leg) {
      leg = this.pricer.withCo2(base, this.distance(facility));
      this.co2Legs.set(facility, leg);
    }
    return leg;
  }

  private classLeg(facility: number): Leg | null {
    const priceClass = this.pricer.priceClass(facility);
    let leg = this.classLegs[priceClass];
    if (leg === undefined) {
      leg = this.pricer.ratedLeg(facility, this.order, this.destination);
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

function decisiveDays({ facilities, rates, parameters }: SourcingProblem): { first: number; last: number } {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { localDay, nextDay = localDay + 1 } of facilities)
    [first, last] = [Math.min(first, localDay), Math.max(last, nextDay)];
  let transitDays = 0;
  for (const rate of rates) transitDays = Math.max(transitDays, rate.transitDays);
  return { first: first - parameters.lateDaysCap - 1, last: last + transitDays };
}

export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function metresBetween(from: Point | null, to: Point | null): number {
  return from && to ? Math.round(distanceMetres(from, to)) : Number.POSITIVE_INFINITY;
}

/** Facilities of one country from which every service leaves on the same day ask the same. */
function priceKey(facility: SourcingFacility, cutOffs: readonly number[]): string {
  const days = cutOffs.map((cutOffMinutes) => dispatchDay(facility, { cutOffMinutes }));
  return [facility.country, ...days].join('|');
}

function anyOf(rules: ArrayLike<number>): boolean {
  for (let i = 0; i < rules.length; i++) if ((rules[i] as number) >= 0) return true;
  return false;
}

function numberOf(keys: Map<string, number>, key: string): number {
  const known = keys.get(key);
  if (known !== undefined) return known;
  keys.set(key, keys.size);
  return keys.size - 1;
}
