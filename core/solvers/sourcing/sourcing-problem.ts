import type { Point } from '../../kernel/geo.ts';

/** A facility that may ship. Give facilities in a stable order: it breaks the last ties. */
export type SourcingFacility = {
  id: number;
  /** ISO 3166-1 alpha-2; decides which rates apply. */
  country: string | null;
  point: Point | null;
  /** Paid once a shipment. */
  handlingMinor: number;
  /** Orders that it can still ship in this run; null = no limit known. */
  capacityOrders: number | null;
  /** The planning instant in the facility's own time: days since 1970-01-01, and minutes since local midnight. */
  localDay: number;
  localMinutes: number;
  /** Local minutes until which an order still leaves the same day. */
  cutOffMinutes: number;
  /** Units that it can still ship in this run; null or left out = no limit known. */
  capacityUnits?: number | null;
  /** The local day on which what misses `localDay` leaves; left out = the day after. */
  nextDay?: number;
};

/** From slow to fast: a request for one level is met by it and by every faster one. */
export const SERVICE_LEVELS = ['economy', 'standard', 'express', 'sameDay'] as const;

export type SourcingService = {
  id: number;
  level: string;
  cutOffMinutes: number;
  maxWeightGrams: number | null;
};

/**
 * One weight step of a lane: the price of a parcel heavier than the step below and up to this weight.
 * `*` as a country means any. For a service, an exact country wins over `*` (the destination's first),
 * then the longest matching postal prefix.
 */
export type SourcingRate = {
  id: number;
  serviceId: number;
  originCountry: string;
  destinationCountry: string;
  destinationPostalPrefix: string;
  upToWeightGrams: number;
  priceMinor: number;
  transitDays: number;
};

export type SourcingLine = {
  id: number;
  productId: number;
  /** Units that still wait for a facility. */
  quantity: number;
  unitWeightGrams: number;
  /** What shipping a unit may cost before the order earns less than a rule asks for; left out = no limit. */
  shippingBudgetMinor?: number;
};

export type SourcingOrder = {
  id: number;
  /** 1 is served first, 9 last. */
  priority: number;
  orderedAt: number;
  /** Last day on which the goods may arrive, in days since 1970-01-01; null = no promise. */
  promiseDay: number | null;
  country: string | null;
  postalCode: string | null;
  point: Point | null;
  /** Slowest service level that the customer accepts; null = any. */
  serviceLevel: string | null;
  /** Everything in this run or nothing. */
  shipComplete: boolean;
  lines: SourcingLine[];
  /** Most shipments of this order; left out = as the parameters say. */
  maxShipments?: number;
  /** Place in the queue as the rules give it, lower first; counts before the priority. */
  turn?: number;
  /** How much this order counts against others that want the same stock; left out = 1. */
  weight?: number;
  /** Index into `sitings`; left out = every facility may serve it. */
  siting?: number;
  /** Index into `stock.keptBack`; left out = nothing is kept back from it. */
  stockClass?: number;
};

/** What the rules say of every facility (by its index) for orders of one kind. */
export type Siting = {
  /** Index into `ruleNames` of the rule that keeps the facility from serving; -1 = none. */
  excludedBy: ArrayLike<number>;
  /** Added to the cost of each shipment from it. */
  priceMinor: ArrayLike<number>;
  /** Index into `ruleNames` of the rule that leaves it for what no other facility can serve; -1 = none. */
  lastResortBy: ArrayLike<number>;
};

/** What can be promised, column by column; a product occurs once a facility. Zero and negative quantities are ignored. */
export type StockColumns = {
  productId: ArrayLike<number>;
  facilityId: ArrayLike<number>;
  available: ArrayLike<number>;
  /** For each stock class: units of each position that its orders must leave there. */
  keptBack?: readonly ArrayLike<number>[];
};

/** How a promise weighs: `require` late choices are infeasible; `price` late days cost money; `ignore` only cost counts. */
export type PromiseMode = 'require' | 'price' | 'ignore';

/** Price and speed where no rate applies: by great-circle distance and weight. */
export type DistanceTariff = {
  baseMinor: number;
  perKilometreMinor: number;
  perKilogramMinor: number;
  kilometresPerDay: number;
  /** Used when either end has no coordinates. */
  unknownDistanceMetres: number;
};

export type SourcingParameters = {
  /** Most shipments (facilities) an order may be split over; 1 = never split. */
  maxShipments: number;
  /** Charged for each shipment after the first. */
  splitPenaltyMinor: number;
  /** False: every order is treated as ship complete. */
  allowPartial: boolean;
  promiseMode: PromiseMode;
  /** In the mode `price`: charged a shipment for each day after the promise, for `lateDaysCap` days at most. */
  lateDayMinor: number;
  /** So long after the promise, sooner is no longer worth paying for. */
  lateDaysCap: number;
  /** Facilities farther from the customer are not considered; null = no limit. */
  maxDistanceMetres: number | null;
  /** Added a kilogram of CO2e that a shipment emits; left out = 0. */
  co2MinorPerKilogram?: number;
  /** Null: a facility without a rate to the customer cannot ship. */
  fallback: DistanceTariff | null;
};

/** Everything that a solver may know. All money is minor units of one currency. */
export type SourcingProblem = {
  facilities: SourcingFacility[];
  services: SourcingService[];
  rates: SourcingRate[];
  orders: SourcingOrder[];
  stock: StockColumns;
  parameters: SourcingParameters;
  sitings?: readonly Siting[];
  ruleNames?: readonly string[];
};

export const DEFAULT_SOURCING_PARAMETERS: Readonly<SourcingParameters> = {
  maxShipments: 3,
  splitPenaltyMinor: 300,
  allowPartial: true,
  promiseMode: 'price',
  lateDayMinor: 500,
  lateDaysCap: 14,
  maxDistanceMetres: null,
  fallback: {
    baseMinor: 450,
    perKilometreMinor: 0.5,
    perKilogramMinor: 40,
    kilometresPerDay: 500,
    unknownDistanceMetres: 1_000_000,
  },
};
