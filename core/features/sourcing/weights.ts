import type { SourcingParameters } from '../../contract/sourcing.ts';

/** Prices that the weights make of the parameters'. */
export interface WeightedPrices {
  lateDayMinor: number;
  co2MinorPerKilogram: number;
}

/**
 * How weights act on the solver's prices; pure. Both are relative to `profit`, which money itself stands for:
 * - a late day costs its price times service / profit: at the default (50, 50) exactly what the parameters say;
 * - a kilogram of CO2e costs co2² minor units times 50 / profit. A weight of 5 (0.25 a kilogram) is about what a tonne is said to
 *   cost society; 50 (25 a kilogram) moves most parcels to the nearest facility; 100 lets little else count.
 * A profit of 0 counts as 1: money still breaks ties.
 */
export function weightedPrices({
  weights,
  latePenaltyPerDayMinor,
}: Pick<SourcingParameters, 'weights' | 'latePenaltyPerDayMinor'>): WeightedPrices {
  const profit = Math.max(1, weights.profit);
  return {
    lateDayMinor: Math.round((latePenaltyPerDayMinor * weights.service) / profit),
    co2MinorPerKilogram: (weights.co2 ** 2 * 50) / profit,
  };
}
