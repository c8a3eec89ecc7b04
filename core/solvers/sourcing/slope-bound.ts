import type { Leg } from './leg.ts';

/**
 * A lower bound for plans that ship a whole weight W, however they split it: for any slope b,
 * sum of cost_i(w_i) = sum of (cost_i(w_i) - b w_i) + b W >= sum of min_w (cost_i(w) - b w) + b W.
 * (Lagrangian relaxation of "the weights add up to W"; b is taken from one leg's own rise.)
 */
export class SlopeBound {
  /** Part of the bound that every plan pays: b W. */
  readonly base: number;
  private readonly slope: number;
  private readonly lightest: number;
  private readonly weight: number;
  private readonly known = new Map<Leg, number>();

  /** @param reference the leg whose rise from the lightest shipment to the whole weight gives the slope. */
  constructor(reference: Leg, lightest: number, weight: number) {
    const rise = reference.cost(weight) - reference.lowestFrom(lightest);
    const slope = weight > lightest ? rise / (weight - lightest) : 0;
    this.slope = Number.isFinite(slope) && slope > 0 ? slope : 0;
    this.lightest = lightest;
    this.weight = weight;
    this.base = this.slope * weight;
  }

  /** What one more shipment by this candidate adds to the bound; may be negative. */
  of({ leg, handling }: { leg: Leg; handling: number }): number {
    let lowest = this.known.get(leg);
    if (lowest === undefined) {
      lowest = leg.lowestAboveSlope(this.slope, this.lightest, this.weight);
      this.known.set(leg, lowest);
    }
    return lowest + handling;
  }
}
