import type { Tariff } from './model.ts';

/**
 * A straight line below a tariff, from the lightest weight to the heaviest: it rises as the tariff does between the two, and is let down
 * until no weight between costs less. What it proves holds for the tariff.
 */
export function straightLineBelow(
  tariff: Tariff,
  lightest: number,
  heaviest: number,
): { fixed: number; perGram: number } {
  const rise = heaviest > lightest ? tariff.cost(heaviest) - tariff.cost(lightest) : 0;
  const perGram = Number.isFinite(rise) && rise > 0 ? rise / (heaviest - lightest) : 0;
  return { fixed: tariff.lowestAboveSlope(perGram, lightest, heaviest), perGram };
}
