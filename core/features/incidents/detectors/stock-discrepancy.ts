/** One product in one facility, of which more is promised than is there. */
export interface PositionFacts {
  sku: string;
  facility: string;
  onHand: number;
  blocked: number;
  reservedExternal: number;
  reservedAllocated: number;
  valueMinor: number;
  currency: string;
}

/** Units that are promised and are not there. */
export function missingUnits(position: PositionFacts): number {
  return Math.max(
    0,
    position.reservedExternal + position.reservedAllocated + position.blocked - position.onHand,
  );
}

/** As many units as the threshold, or more, are promised and are not there. */
export function isStockDiscrepancy(position: PositionFacts, units: number): boolean {
  return missingUnits(position) >= Math.max(1, units);
}
