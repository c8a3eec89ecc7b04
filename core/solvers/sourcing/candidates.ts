import { lightestUnit, type ProductDemand, unitsOf, weightOf } from './demand.ts';
import type { Leg } from './leg.ts';
import type { OrderLegs } from './leg-pricer.ts';
import type { StockView } from './stock-ledger.ts';

/** A facility that can ship at least a part of the order. */
export type Candidate = {
  /** Index into the problem's facilities. */
  facility: number;
  leg: Leg;
  /** Paid once, on top of the leg. */
  handling: number;
  distance: number;
  /** Units it could give, a number for each product demand. */
  held: number[];
  /** No shipment of this order from here costs less. */
  lowest: number;
};

export type Single = { facility: number; cost: number };

/** What a first look at the holders of an order's products shows. */
export type Holdings = {
  demands: ProductDemand[];
  /** Facilities that hold a part and can ship there. */
  facilities: number[];
  /** The cheapest facility that holds everything; of equals the nearest. */
  bestSingle: Single | null;
  /** No plan with several shipments costs less, split penalty not counted. */
  lowestSplit: number;
};

/** Walks the holders of an order's products; keeps its working memory between orders. */
export class HoldingScan {
  private readonly units: Float64Array;

  constructor(facilityCount: number) {
    this.units = new Float64Array(facilityCount);
  }

  scan(demands: ProductDemand[], legs: OrderLegs, ledger: StockView): Holdings {
    const touched = this.collect(demands, legs, ledger);
    const result: Holdings = {
      demands,
      facilities: [],
      bestSingle: null,
      lowestSplit: Number.POSITIVE_INFINITY,
    };
    const wanted = unitsOf(demands);
    const [weight, lightest] = [weightOf(demands), lightestUnit(demands)];
    const lowestTwo = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as [number, number];
    for (const facility of touched) {
      const leg = legs.exclusion(facility) === null ? legs.leg(facility) : null;
      const handling = legs.handling(facility);
      const lowest = leg ? leg.lowestFrom(lightest) + handling : Number.POSITIVE_INFINITY;
      if (leg && Number.isFinite(lowest)) {
        result.facilities.push(facility);
        keepLowestTwo(lowestTwo, lowest);
        if (this.units[facility] === wanted)
          keepBestSingle(result, legs, facility, leg.cost(weight) + handling);
      }
      this.units[facility] = 0;
    }
    result.lowestSplit = lowestTwo[0] + lowestTwo[1];
    return result;
  }

  private collect(demands: ProductDemand[], legs: OrderLegs, ledger: StockView): number[] {
    const touched: number[] = [];
    for (const demand of demands) {
      const { facilities, units } = ledger.of(demand.productId);
      for (let i = 0; i < facilities.length; i++) {
        const facility = facilities[i] as number;
        const room = Math.max(0, legs.unitRoom(facility) - (this.units[facility] as number));
        const held = Math.min(units[i] as number, demand.quantity, room);
        if (held === 0) continue;
        if (this.units[facility] === 0) touched.push(facility);
        this.units[facility] = (this.units[facility] as number) + held;
      }
    }
    return touched;
  }
}

/**
 * The candidates worth a search, cheapest first. One that at least `mostShipments` others surpass (they hold as much of
 * every product and are never dearer) is left out: in any plan, one of those can take its place.
 */
export function candidatesFor(
  holdings: Holdings,
  legs: OrderLegs,
  ledger: StockView,
  mostShipments: number,
): Candidate[] {
  const byFacility = new Map<number, Candidate>();
  const lightest = lightestUnit(holdings.demands);
  for (const facility of holdings.facilities) {
    const leg = legs.leg(facility) as Leg;
    const held = new Array<number>(holdings.demands.length).fill(0);
    const handling = legs.handling(facility);
    const lowest = leg.lowestFrom(lightest) + handling;
    byFacility.set(facility, { facility, leg, handling, distance: legs.distance(facility), held, lowest });
  }
  for (const [product, demand] of holdings.demands.entries()) {
    const { facilities, units } = ledger.of(demand.productId);
    for (let i = 0; i < facilities.length; i++) {
      const candidate = byFacility.get(facilities[i] as number);
      if (!candidate) continue;
      const room = legs.unitRoom(candidate.facility) - sumOf(candidate.held);
      candidate.held[product] = Math.max(0, Math.min(units[i] as number, demand.quantity, room));
    }
  }
  const sorted = [...byFacility.values()].sort(byLowestCost);
  return withoutSurpassed(sorted, legs, weightOf(holdings.demands), mostShipments);
}

export function byLowestCost(a: Candidate, b: Candidate): number {
  if (a.lowest !== b.lowest) return a.lowest - b.lowest;
  if (a.distance !== b.distance) return a.distance - b.distance;
  return a.facility - b.facility;
}

function withoutSurpassed(sorted: Candidate[], legs: OrderLegs, weight: number, most: number): Candidate[] {
  const kept: { candidate: Candidate; group: number | string }[] = [];
  for (const candidate of sorted) {
    const group = legs.priceGroup(candidate.facility);
    let surpassing = 0;
    for (const other of kept) {
      if (other.candidate.handling > candidate.handling || !holdsAsMuch(other.candidate, candidate)) continue;
      const cheaper = other.group === group || other.candidate.leg.neverDearerThan(candidate.leg, weight);
      if (cheaper) surpassing += 1;
      if (surpassing >= most) break;
    }
    if (surpassing < most) kept.push({ candidate, group });
  }
  return kept.map(({ candidate }) => candidate);
}

function sumOf(units: number[]): number {
  let sum = 0;
  for (const quantity of units) sum += quantity;
  return sum;
}

function holdsAsMuch(a: Candidate, b: Candidate): boolean {
  for (let product = 0; product < b.held.length; product++) {
    if ((a.held[product] as number) < (b.held[product] as number)) return false;
  }
  return true;
}

function keepLowestTwo(lowestTwo: [number, number], lowest: number): void {
  if (lowest < lowestTwo[0]) {
    lowestTwo[1] = lowestTwo[0];
    lowestTwo[0] = lowest;
  } else if (lowest < lowestTwo[1]) lowestTwo[1] = lowest;
}

function keepBestSingle(holdings: Holdings, legs: OrderLegs, facility: number, cost: number): void {
  const best = holdings.bestSingle;
  if (!Number.isFinite(cost)) return;
  if (!best || cost < best.cost || (cost === best.cost && isNearer(legs, facility, best.facility))) {
    holdings.bestSingle = { facility, cost };
  }
}

function isNearer(legs: OrderLegs, facility: number, than: number): boolean {
  const [a, b] = [legs.distance(facility), legs.distance(than)];
  return a < b || (a === b && facility < than);
}
