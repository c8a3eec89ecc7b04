import type { DistanceTariff } from './sourcing-problem.ts';

/** Price of a shipment where no rate applies: base + distance + weight, rounded to whole minor units. */
export function distancePrice(tariff: DistanceTariff, metres: number | null, weightGrams: number): number {
  const kilometres = (metres ?? tariff.unknownDistanceMetres) / 1000;
  const exact =
    tariff.baseMinor + tariff.perKilometreMinor * kilometres + (tariff.perKilogramMinor * weightGrams) / 1000;
  return Math.round(exact);
}

/** One day, and one more for each full day's drive begun. */
export function distanceTransitDays(tariff: DistanceTariff, metres: number | null): number {
  return 1 + Math.ceil((metres ?? tariff.unknownDistanceMetres) / 1000 / tariff.kilometresPerDay);
}
