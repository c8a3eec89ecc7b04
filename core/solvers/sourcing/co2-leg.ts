import { co2PerGram, co2Price } from './emissions.ts';
import { cheapest, type Leg, type Quote } from './leg.ts';

/** A leg whose CO2 has a price: each service emits by distance and weight, so every facility's leg is its own. */
export class Co2Leg implements Leg {
  private readonly base: Leg;
  private readonly minorPerKilogram: number;
  private readonly metres: number;
  private readonly levelOf: (serviceId: number | null) => string | null;
  /** Minor units a gram of goods that any service of this leg adds at least. */
  private readonly leastPerGram: number;

  constructor(
    base: Leg,
    minorPerKilogram: number,
    metres: number,
    levelOf: (serviceId: number | null) => string | null,
  ) {
    this.base = base;
    this.minorPerKilogram = minorPerKilogram;
    this.metres = metres;
    this.levelOf = levelOf;
    const least = Math.min(...base.services().map((service) => co2PerGram(levelOf(service), metres)));
    this.leastPerGram = Number.isFinite(least) ? (least * minorPerKilogram) / 1000 : 0;
  }

  services(): (number | null)[] {
    return this.base.services();
  }

  offers(weightGrams: number): Quote[] {
    return this.base.offers(weightGrams).map((quote) => {
      const perGram = co2PerGram(this.levelOf(quote.serviceId), this.metres);
      const co2Minor = co2Price(this.minorPerKilogram, perGram, weightGrams);
      return { ...quote, co2Minor, totalMinor: quote.totalMinor + co2Minor };
    });
  }

  quote(weightGrams: number): Quote | null {
    return cheapest(this.offers(weightGrams));
  }

  cost(weightGrams: number): number {
    return this.quote(weightGrams)?.totalMinor ?? Number.POSITIVE_INFINITY;
  }

  /** Rounding takes half a unit at most. */
  lowestFrom(weightGrams: number): number {
    return this.base.lowestFrom(weightGrams) + this.leastPerGram * weightGrams - 1;
  }

  lowestAboveSlope(slope: number, fromGrams: number, toGrams: number): number {
    const rest = slope - this.leastPerGram;
    if (rest >= 0) return this.base.lowestAboveSlope(rest, fromGrams, toGrams) - 1;
    return this.base.lowestAboveSlope(0, fromGrams, toGrams) - rest * fromGrams - 1;
  }

  /** Distances differ: no general answer. */
  neverDearerThan(): boolean {
    return false;
  }
}
