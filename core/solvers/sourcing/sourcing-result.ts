/** One shipment of a decision: what leaves which facility, by which service, at what cost. */
export type PlannedShipment = {
  facilityId: number;
  /** Null: no rate applies, the price comes from the distance tariff. */
  serviceId: number | null;
  rateId: number | null;
  /** Null when either end has no coordinates. */
  distanceMetres: number | null;
  weightGrams: number;
  /** More than 1 when the goods weigh more than the heaviest step of the rate card. */
  parcels: number;
  shippingMinor: number;
  handlingMinor: number;
  /** Price of the late days, by the parameters. */
  latenessMinor: number;
  /** Price that the rules put on this facility for the order; left out = 0. */
  rulePriceMinor?: number;
  /** Price of its CO2 by the parameters; left out = 0. */
  co2Minor?: number;
  transitDays: number;
  /** Expected day of arrival, in days since 1970-01-01. */
  arrivalDay: number;
  /** Days after the promise; 0 when on time or without a promise. */
  lateDays: number;
  lines: { lineId: number; productId: number; quantity: number }[];
};

/**
 * Why a quantity stays without a facility:
 * `noStock` nobody has any; `notEnoughStock` all facilities together have less; `takenByEarlierOrders` orders served before it in this
 * run took it; `splitLimit` it would need more shipments than allowed; `noFacilityCanShip` those that hold it cannot
 * ship there (rate, promise, distance or capacity); `shipComplete` it is there, but the rest of the order is not;
 * `keptBack` rules keep what is there for other orders; `belowMargin` the best plan would earn less than a rule asks for;
 * `fairShare` the segment has had its share of a scarce product.
 */
export type ShortageCode =
  | 'noStock'
  | 'notEnoughStock'
  | 'takenByEarlierOrders'
  | 'splitLimit'
  | 'noFacilityCanShip'
  | 'shipComplete'
  | 'keptBack'
  | 'belowMargin'
  | 'fairShare';

export type Shortage = {
  lineId: number;
  productId: number;
  missing: number;
  code: ShortageCode;
  /** Units left anywhere when the order's turn came, and at the start of the run. */
  available: number;
  availableAtStart: number;
};

/** What would have to change for the alternative to win; all of it together. */
export type Flip = {
  cheaperByMinor?: number;
  moreUnits?: number;
  daysFaster?: number;
  closerByMetres?: number;
  moreOrdersADay?: number;
  /** A rate at this price or below. */
  rateUpToMinor?: number;
};

/**
 * `late`: cheaper, but for its late days; `dearer`: feasible at a higher cost, or at the same cost from farther away.
 * The others could not ship the whole order at all.
 */
export type RejectionCode =
  | 'dearer'
  | 'late'
  | 'noStock'
  | 'partialStock'
  | 'tooFar'
  | 'noRate'
  | 'overCapacity'
  | 'rule';

/** Shipping the whole order from one other facility: what it would have cost, and why it was not chosen. */
export type Alternative = {
  facilityId: number;
  code: RejectionCode;
  /** Null without any way to price it. */
  cost: {
    shippingMinor: number;
    handlingMinor: number;
    latenessMinor: number;
    rulePriceMinor?: number;
    co2Minor?: number;
    totalMinor: number;
  } | null;
  /** Name of the rule that ruled it out, for the code `rule`. */
  rule?: string;
  unitsHeld: number;
  unitsWanted: number;
  distanceMetres: number | null;
  lateDays: number;
  flip: Flip;
};

export type SourcingOutcome = 'sourced' | 'partial' | 'unsourced';

export type SourcingDecision = {
  orderId: number;
  outcome: SourcingOutcome;
  shipments: PlannedShipment[];
  splitPenaltyMinor: number;
  /** Shipping, handling, lateness, price of the rules and of CO2, and split penalty of all shipments. */
  costMinor: number;
  shortages: Shortage[];
  /** The best three that were not chosen: the runner-up first, then those that only something else than price ruled out. */
  alternatives: Alternative[];
  /** True: no plan of this order alone, with the stock left at its turn, is better. */
  proven: boolean;
};

export type SourcingStatistics = {
  orders: number;
  sourced: number;
  partial: number;
  unsourced: number;
  split: number;
  late: number;
  shipments: number;
  units: number;
  unitsShort: number;
  costMinor: number;
  /** Orders whose plan could not be proven best within the stop rule. */
  unproven: number;
  /** Search nodes opened. */
  nodes: number;
  /** No plan that serves as many units costs less, and how far above it this one is at most (0 to 1); left out where nothing useful is proven. */
  boundMinor?: number;
  gap?: number;
};

/** Decisions in the order in which they were taken. */
export type SourcingResult = {
  decisions: SourcingDecision[];
  statistics: SourcingStatistics;
  /** True: `shouldStop` ended the run; the orders not reached have no decision. */
  stopped: boolean;
};
