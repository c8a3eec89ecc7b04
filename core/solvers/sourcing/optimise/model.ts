/** Marks a stock position from which an order may not be served. */
export const NOT_ELIGIBLE = 0xffff;

/** What a shipment costs by its weight, when a straight line does not say it. */
export type Tariff = {
  /** `Infinity` for a weight that nobody carries. */
  cost(weightGrams: number): number;
  /** A lower bound of `cost(w) - slope * w` over the weights from `fromGrams` to `toGrams`. */
  lowestAboveSlope(slope: number, fromGrams: number, toGrams: number): number;
};

/** Lines of one product in one order that are worth different amounts, the best first. */
export type LineTier = { sourceLine: number; quantity: number; value: number };

/**
 * What the optimiser knows, column by column. The profit of a plan is `baseProfit` (nothing ships, everything is short)
 * plus, for every unit shipped, the line's value less the position's cost, less the fixed cost of every shipment.
 * Positions are sorted by product; the candidates of an order are facilities that may ship to it.
 */
export type SourcingModel = {
  orderCount: number;
  facilityCount: number;
  baseProfit: number;
  /** Lines of order i: `orderLines[i]` to `orderLines[i + 1]`. A product occurs once an order. */
  orderLines: Int32Array;
  maxShipments: Int32Array;
  shipComplete: Uint8Array;
  /** Which of `keptBack` applies to an order. */
  orderClass: Uint8Array;
  lineProduct: Int32Array;
  lineQuantity: Int32Array;
  /** Of one unit shipped instead of short: margin and the short penalty saved. */
  lineValue: Float64Array;
  /** Index of the line in the order as it was given; of several lines of one product, see `tiers`. */
  lineSource: Int32Array;
  tiers: Map<number, LineTier[]>;
  productWeight: Float64Array;
  /** Positions of product p: `productPositions[p]` to `productPositions[p + 1]`. */
  productPositions: Int32Array;
  positionFacility: Int32Array;
  positionAvailable: Int32Array;
  /** Of one unit taken: opportunity cost, handling, and what every gram costs everywhere. */
  positionCost: Float64Array;
  /** By class, units of a position that its orders must leave; null = none. The first class is never restricted. */
  keptBack: (Int32Array | null)[];
  /** Shipments and units that a facility can still handle; `Infinity` = no limit. */
  orderCapacity: Float64Array;
  unitCapacity: Float64Array;
  /** Candidates of order i: `orderCandidates[i]` to `orderCandidates[i + 1]`. */
  orderCandidates: Int32Array;
  candidateFacility: Uint16Array;
  candidateFixed: Float64Array;
  /** Cost of a gram on top of the position's cost; null = nothing anywhere. */
  candidatePerGram: Float64Array | null;
  /** Tariffs on top of the fixed cost; null = none anywhere. */
  candidateTariff: (Tariff | null)[] | null;
  /**
   * For every position of a line's product, in order, which candidate of the order it belongs to (0 = the first one), or
   * `NOT_ELIGIBLE`. Starts at `lineEntries[line]`.
   */
  lineEntries: Int32Array;
  entryCandidate: Uint16Array;
};

/** The position from which a candidate of the line's order serves the line; -1 = it holds nothing of it. */
export function positionOf(model: SourcingModel, line: number, candidate: number): number {
  const product = model.lineProduct[line] as number;
  const first = model.productPositions[product] as number;
  const end = model.productPositions[product + 1] as number;
  const entries = (model.lineEntries[line] as number) - first;
  for (let position = first; position < end; position++) {
    if (model.entryCandidate[entries + position] === candidate) return position;
  }
  return -1;
}
