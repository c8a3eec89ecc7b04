/** Quantities of goods: whole units, with the rules for what of a stock can be promised. */

export type StockQuantities = {
  onHand: number;
  /** All reservations: the source system's and Vigie's own. */
  reserved: number;
  safetyStock: number;
};

/** Available to promise: on hand less reserved less safety stock, never below 0. */
export function availableQuantity({ onHand, reserved, safetyStock }: StockQuantities): number {
  return Math.max(0, onHand - reserved - safetyStock);
}

export type LineQuantities = {
  ordered: number;
  allocated: number;
  shipped: number;
  cancelled: number;
};

/** What of an order line still waits for a facility, never below 0. */
export function quantityToSource({ ordered, allocated, shipped, cancelled }: LineQuantities): number {
  return Math.max(0, ordered - allocated - shipped - cancelled);
}

/** How long stock lasts at a rate of demand, in days; null when nothing is sold. */
export function daysOfCover(available: number, dailyDemand: number): number | null {
  return dailyDemand > 0 ? available / dailyDemand : null;
}

/** True for a whole number of units that fits a database integer. */
export function isQuantity(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

export function sumOf(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
