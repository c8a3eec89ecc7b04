import type { PromiseFacility, PromiseProblem } from './promise-problem.ts';
import type { Reach, Route } from './routes.ts';
import { readyAt, type Supply } from './supply.ts';

/** A facility with what it has of each line, in the order of the lines. */
export interface FacilityStock {
  facility: PromiseFacility;
  supplies: readonly (Supply | null)[];
  /** The most of the lines that it could ever give. */
  units: number;
  distanceMetres: number | null;
}

/** What one facility gives and how it gets there. */
export interface PlannedPart {
  stock: FacilityStock;
  /** Units by line. */
  units: readonly number[];
  readyAt: number;
  reach: Reach;
}

export interface PlannedPromise {
  parts: PlannedPart[];
  arrival: number;
  costMinor: number;
}

/** One facility's part of a promise; null when it never has the units, or no way is there in time. */
export function planPart(
  problem: PromiseProblem,
  stock: FacilityStock,
  units: readonly number[],
  route: Route,
  by?: number,
): PlannedPart | null {
  let ready = problem.now;
  let weightGrams = 0;
  for (const [i, quantity] of units.entries()) {
    if (quantity === 0) continue;
    const supply = stock.supplies[i];
    const at = supply ? readyAt(supply, quantity) : null;
    if (at === null) return null;
    ready = Math.max(ready, at);
    weightGrams += quantity * (problem.lines[i]?.unitWeightGrams ?? 0);
  }
  const reach = route(stock.facility, ready, weightGrams, by);
  return reach ? { stock, units, readyAt: ready, reach } : null;
}

/** Parts as one promise: it is kept when the last of them is there. */
export function promiseOf(parts: PlannedPart[]): PlannedPromise {
  return {
    parts,
    arrival: Math.max(...parts.map(({ reach }) => reach.arrival)),
    costMinor: parts.reduce((sum, { reach }) => sum + reach.shippingMinor + reach.handlingMinor, 0),
  };
}
