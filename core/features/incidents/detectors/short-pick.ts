import type { OrderFacts } from './promise-at-risk.ts';

/** An order of which pickers found fewer units than they should. */
export interface ShortPickFacts extends OrderFacts {
  /** Units that were not found. */
  units: number;
  /** Of these lines, units that nothing has been reserved for since. */
  waiting: number;
}

/** As many units as the threshold, or more, were not found and come from nowhere else so far. */
export function isShortPick({ units, waiting }: ShortPickFacts, least: number): boolean {
  return Math.min(units, waiting) >= Math.max(1, least);
}
