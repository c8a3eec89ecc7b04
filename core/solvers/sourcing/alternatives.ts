import { type ProductDemand, unitsOf, weightOf } from './demand.ts';
import type { Quote } from './leg.ts';
import { finiteOrNull, type OrderLegs } from './leg-pricer.ts';
import type { SourcingParameters } from './sourcing-problem.ts';
import type { Alternative, Flip, RejectionCode } from './sourcing-result.ts';
import type { StockView } from './stock-ledger.ts';

/** How many losers an explanation names. */
const MOST_ALTERNATIVES = 3;

/** What the losers are measured against: the cost of the plan, and whether it ships the whole order. */
export type Chosen = { costMinor: number; facilities: Set<number>; complete: boolean };

type Loser = { facility: number; cost: number; distance: number; units: number; handling: number };

/**
 * The other facilities that could have shipped the whole order, or would have been cheapest if they could: the runner-up
 * first, then those that stock, promise, distance, rate or capacity ruled out, by what they would have cost.
 */
export class AlternativeFinder {
  private readonly facilityIds: number[];
  private readonly parameters: SourcingParameters;
  private readonly held: Float64Array;
  private readonly most: number;

  /** @param most how many losers to name. */
  constructor(facilityIds: number[], parameters: SourcingParameters, most = MOST_ALTERNATIVES) {
    this.most = most;
    this.facilityIds = facilityIds;
    this.parameters = parameters;
    this.held = new Float64Array(facilityIds.length);
  }

  /** Call before the plan's stock is taken from the ledger. */
  find(demands: ProductDemand[], legs: OrderLegs, ledger: StockView, chosen: Chosen): Alternative[] {
    this.countHeld(demands, ledger);
    const wanted = unitsOf(demands);
    const weight = weightOf(demands);
    const feasible: Loser[] = [];
    const ruledOut: Loser[] = [];
    for (let facility = 0; facility < this.facilityIds.length; facility++) {
      const units = this.held[facility] as number;
      this.held[facility] = 0;
      if (chosen.facilities.has(facility)) continue;
      const leg = legs.leg(facility);
      const handling = legs.handling(facility);
      const cost = leg ? leg.cost(weight) + handling : Number.POSITIVE_INFINITY;
      const able = units === wanted && Number.isFinite(cost) && legs.exclusion(facility) === null;
      const list = able ? feasible : ruledOut;
      if (cost > (list[this.most - 1]?.cost ?? Number.POSITIVE_INFINITY)) continue;
      keepBest(list, { facility, cost, distance: legs.distance(facility), units, handling }, this.most);
    }
    return pickLosers(feasible, ruledOut, this.most).map((loser) =>
      this.explain(loser, weight, wanted, legs, chosen),
    );
  }

  private countHeld(demands: ProductDemand[], ledger: StockView): void {
    for (const demand of demands) {
      const { facilities, units } = ledger.of(demand.productId);
      for (let i = 0; i < facilities.length; i++) {
        const facility = facilities[i] as number;
        const held = Math.min(units[i] as number, demand.quantity);
        this.held[facility] = (this.held[facility] as number) + held;
      }
    }
  }

  private explain(
    loser: Loser,
    weight: number,
    unitsWanted: number,
    legs: OrderLegs,
    chosen: Chosen,
  ): Alternative {
    const quote = legs.leg(loser.facility)?.quote(weight) ?? null;
    const code = rejectionCode(loser, quote, unitsWanted, legs, chosen);
    return {
      facilityId: this.facilityIds[loser.facility] as number,
      code,
      ...(code === 'rule' ? { rule: legs.rule(loser.facility) ?? '' } : {}),
      cost: quote && Number.isFinite(quote.totalMinor) ? breakdown(quote, loser, legs) : null,
      unitsHeld: loser.units,
      unitsWanted,
      distanceMetres: finiteOrNull(loser.distance),
      lateDays: quote ? legs.lateDays(quote) : 0,
      flip: this.flip(loser, quote, code, unitsWanted, legs, chosen),
    };
  }

  private flip(
    loser: Loser,
    quote: Quote | null,
    code: RejectionCode,
    unitsWanted: number,
    legs: OrderLegs,
    chosen: Chosen,
  ): Flip {
    const flip: Flip = {};
    const { promiseMode, maxDistanceMetres } = this.parameters;
    if (loser.units < unitsWanted) flip.moreUnits = unitsWanted - loser.units;
    if (code === 'overCapacity') flip.moreOrdersADay = 1;
    if (maxDistanceMetres !== null && loser.distance > maxDistanceMetres && Number.isFinite(loser.distance)) {
      flip.closerByMetres = loser.distance - maxDistanceMetres;
    }
    if (code === 'rule') return flip;
    if (!quote) {
      if (chosen.complete) flip.rateUpToMinor = Math.max(0, chosen.costMinor - 1);
      return flip;
    }
    const days = legs.lateDays(quote);
    const late = days > 0 && (code === 'late' || promiseMode === 'require');
    if (late) flip.daysFaster = days;
    const cost = loser.handling + (late ? quote.shippingMinor + (quote.co2Minor ?? 0) : quote.totalMinor);
    const excess = cost - chosen.costMinor;
    if (chosen.complete && excess >= 0) flip.cheaperByMinor = excess + 1;
    return flip;
  }
}

function rejectionCode(
  loser: Loser,
  quote: Quote | null,
  unitsWanted: number,
  legs: OrderLegs,
  chosen: Chosen,
): RejectionCode {
  const exclusion = legs.exclusion(loser.facility);
  if (exclusion) return exclusion;
  if (!quote) return 'noRate';
  if (loser.units === 0) return 'noStock';
  if (loser.units < unitsWanted) return 'partialStock';
  const withoutLateness = quote.shippingMinor + (quote.co2Minor ?? 0) + loser.handling;
  if (
    quote.latenessMinor > 0 &&
    (!Number.isFinite(quote.latenessMinor) || withoutLateness < chosen.costMinor)
  ) {
    return 'late';
  }
  return 'dearer';
}

function breakdown(
  quote: Quote,
  { facility, handling }: Loser,
  legs: OrderLegs,
): NonNullable<Alternative['cost']> {
  const { shippingMinor, latenessMinor, co2Minor = 0 } = quote;
  const rulePriceMinor = legs.rulePrice(facility);
  return {
    shippingMinor,
    handlingMinor: handling - rulePriceMinor,
    latenessMinor,
    ...(rulePriceMinor === 0 ? {} : { rulePriceMinor }),
    ...(co2Minor === 0 ? {} : { co2Minor }),
    totalMinor: quote.totalMinor + handling,
  };
}

/** One place is for the runner-up, the others for the ruled out; either fills what the other leaves. */
function pickLosers(feasible: Loser[], ruledOut: Loser[], most: number): Loser[] {
  const runnersUp = Math.max(1, most - ruledOut.length);
  const picked = feasible.slice(0, runnersUp);
  return [...picked, ...ruledOut.slice(0, most - picked.length)];
}

/** Keeps the list at the best few, sorted. */
function keepBest(losers: Loser[], loser: Loser, most: number): void {
  const last = losers[most - 1];
  if (last && compareLosers(loser, last) >= 0) return;
  let at = losers.length;
  while (at > 0 && compareLosers(loser, losers[at - 1] as Loser) < 0) at -= 1;
  losers.splice(at, 0, loser);
  if (losers.length > most) losers.pop();
}

/** Cheapest first; of equals the one that holds more, then the nearer. */
function compareLosers(a: Loser, b: Loser): number {
  if (a.cost !== b.cost) return a.cost < b.cost ? -1 : 1;
  if (a.units !== b.units) return b.units - a.units;
  if (a.distance !== b.distance) return a.distance < b.distance ? -1 : 1;
  return a.facility - b.facility;
}
