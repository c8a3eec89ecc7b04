/**
 * A routing problem: who drives, where, what must be delivered, collected or carried from one place to another, and what each
 * metre, second and vehicle costs. All quantities are plain numbers in the units that the problem was built with: in Vigie
 * metres, seconds, grams and minor units of money; a benchmark's reader may scale them so that all are integers.
 */
export type RoutingProblem = {
  /** Number of places; a place may hold several stops and depots. Matrices are indexed by it. */
  places: number;
  /** At least one; a vehicle type names the one it drives by. */
  profiles: TravelProfile[];
  vehicleTypes: VehicleType[];
  stops: RoutingStop[];
  /** Pairs of stops, by their index in `stops`: the first is visited before the second, by the same vehicle. */
  pairs?: StopPair[];
  /** On every route, deliveries come before collections. */
  backhaulLast?: boolean;
  /**
   * Parts of a current plan that must stay as they are: consecutive stops of one vehicle type, by index. They are always
   * visited, whatever leaving them out would cost.
   */
  frozen?: FrozenPart[];
};

/** From place to place, row by row: index `from * places + to`. Need not be symmetric. */
export type TravelProfile = {
  distance: Float64Array;
  duration: Float64Array;
};

export type TimeWindow = { from: number; to: number };

export type VehicleType = {
  /** How messages name it. */
  name: string;
  /** How many of them there are; null = as many as wanted. */
  count: number | null;
  profile: number;
  /** Place where it starts and ends; null = an open end: it starts at its first stop, or stays at its last one. */
  startPlace: number | null;
  endPlace: number | null;
  /** One for each dimension; all types and stops have the same number of dimensions, which may be none. */
  capacity: number[];
  /** When it may be on the road; null = at any time. */
  shift: TimeWindow | null;
  /**
   * Each is taken once, beginning within its window, unless the vehicle leaves after that window or is back before it. A
   * break may interrupt driving, never a service.
   */
  breaks: VehicleBreak[];
  /** Words of what it can do; it serves a stop that needs no other. */
  skills: string[];
  /** Limits of one route; null = none. */
  maxStops: number | null;
  maxDistance: number | null;
  /** Includes waiting, service and breaks. */
  maxDuration: number | null;
  /** Paid once when it is used. */
  fixedCost: number;
  costPerDistance: number;
  /** Of the whole time from leaving the depot to coming back. */
  costPerDuration: number;
  /** Drivers' overtime: what lies beyond so many seconds of a route is paid so much more a second. */
  overtime?: { after: number; costPerDuration: number };
  /** Grams of CO2 a unit of distance; weighed by the objective. */
  co2PerDistance?: number;
};

export type VehicleBreak = { window: TimeWindow; duration: number };

export type RoutingStop = {
  /** How messages name it. */
  name: string;
  place: number;
  /** Loaded at the depot and left here, for each dimension. */
  delivery: number[];
  /** Taken here and brought to the end of the route, or to the other stop of its pair. */
  collection: number[];
  service: number;
  /** Service begins in one of them, waiting at the stop if the vehicle is early; sorted and apart; none = at any time. */
  windows: TimeWindow[];
  skills: string[];
  /** Vehicle types that may come, by index; left out = all. */
  vehicleTypes?: number[];
  /** What leaving it out costs; null = it must be visited. */
  priceOfLeavingOut: number | null;
  /** What must be left out goes by this: higher is kept first; left out = 0. */
  priority?: number;
  /** The vehicle type that used to come, and what another one costs (driver consistency). */
  usual?: { vehicleType: number; priceOfAnother: number };
  /**
   * Stops of one group are alternatives: at most one is visited, and exactly one if none has a price of leaving out. If none
   * is visited, the lowest price is paid. A pair's group is that of its pickup; its drop-off has none.
   */
  group?: number;
};

/**
 * Carried from one stop to another: `pickup` has it as its collection, `dropOff` as its delivery. Both are visited or neither:
 * what has a price of leaving out on one of them or both may be left out, for the sum of the prices.
 */
export type StopPair = { pickup: number; dropOff: number };

export type FrozenPart = { vehicleType: number; stops: number[]; atStart: boolean };

/** What is minimised. `vehiclesFirst`: fewest vehicles, then cost. `distance`: distance alone, and prices of leaving out. */
export type RoutingObjective =
  | { kind: 'cost'; perDuration?: number; perCo2?: number }
  | { kind: 'distance' }
  | { kind: 'vehiclesFirst' };

export type RoutingParameters = {
  seed: number;
  objective: RoutingObjective;
  /** Stops at whatever comes first. At least one must be given. */
  stop: RoutingStopRule;
  /** A current plan to begin with; what no longer fits is mended. */
  start?: PlannedRoute[];
};

/** Seconds are asked of the clock that the caller hands in, iterations are deterministic. */
export type RoutingStopRule = { seconds?: number; iterations?: number };

/** One vehicle's stops in order, by index. */
export type PlannedRoute = { vehicleType: number; stops: number[] };
