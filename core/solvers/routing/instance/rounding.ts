/**
 * How a file's distances and times become the problem's numbers. `dimacs`: times 10, truncated (a decimal remains);
 * `round`: to the nearest integer; `exact`: times 1000, rounded; `none`: as they are.
 */
export const ROUNDINGS = ['dimacs', 'round', 'exact', 'none'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

export type Rounder = {
  /** What the problem's numbers are divided by to have the file's unit again. */
  scale: number;
  apply: (value: number) => number;
};

const ROUNDERS: Record<Rounding, Rounder> = {
  dimacs: { scale: 10, apply: (value) => Math.trunc(10 * value) },
  round: { scale: 1, apply: (value) => Math.floor(value + 0.5) },
  exact: { scale: 1000, apply: (value) => Math.round(1000 * value) },
  none: { scale: 1, apply: (value) => value },
};

export function rounderOf(rounding: Rounding): Rounder {
  return ROUNDERS[rounding];
}

/** A cost of the problem in the file's own unit, without digits that only floating point made. */
export function inFileUnit(value: number, scale: number): number {
  return Math.round((value / scale) * 1e6) / 1e6;
}

/** What the rounding of a file follows from: how its distances are given, and what its problem has besides. */
export type RoundingTraits = {
  explicit: boolean;
  severalDepots: boolean;
  mixedFleet: boolean;
  timeWindows: boolean;
  routeLimits: boolean;
};

/**
 * The conventions under which best-known costs are published: a matrix as it stands; mixed fleets, several depots and
 * route limits exactly (to three decimals); time windows by DIMACS; everything else in whole units.
 */
export function roundingBy(traits: RoundingTraits): Rounding {
  if (traits.explicit) return 'none';
  if (traits.severalDepots || traits.mixedFleet) return 'exact';
  if (traits.timeWindows) return 'dimacs';
  return traits.routeLimits ? 'exact' : 'round';
}
