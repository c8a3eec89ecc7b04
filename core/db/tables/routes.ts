import type { Generated } from 'kysely';

/** Who drives, when places are open, and the plans of tours. */
export interface RouteTables {
  opening_hours: OpeningHoursTable;
  vehicle_type: VehicleTypeTable;
  fleet_vehicle: FleetVehicleTable;
  driver: DriverTable;
  route_plan: RoutePlanTable;
  route: RouteTable;
  route_stop: RouteStopTable;
  route_plan_edit: RoutePlanEditTable;
  route_simulation: RouteSimulationTable;
  route_scenario: RouteScenarioTable;
}

/** When a facility takes and gives goods; one without rows has no hours of its own. `weekday`: 0 = Monday. */
interface OpeningHoursTable {
  facility_id: number;
  weekday: number;
  /** Minutes after local midnight. */
  from_minutes: number;
  to_minutes: number;
}

/** A kind of vehicle with its driver's working day. A capacity or limit that is null does not bind. */
interface VehicleTypeTable {
  id: Generated<number>;
  code: string;
  name: string;
  capacity_weight_grams: number | null;
  capacity_volume_millilitres: number | null;
  capacity_pallets: number | null;
  /** Minutes after local midnight; may end on the next day. */
  shift_from_minutes: number;
  shift_to_minutes: number;
  /** `[{"fromMinutes":720,"toMinutes":840,"minutes":45}]`: begins between the two. */
  breaks_json: Generated<string>;
  max_stops: number | null;
  max_distance_metres: number | null;
  max_duration_seconds: number | null;
  /** What one charge lasts for. */
  range_metres: number | null;
  fixed_cost_minor: number;
  cost_per_km_minor: number;
  cost_per_hour_minor: number;
  overtime_after_seconds: number | null;
  /** On top of the hour's cost. */
  overtime_per_hour_minor: number;
  currency: string;
  /** Of the speed that the matrix assumes. */
  speed_percent: number;
  co2_grams_per_km: number;
  skills_json: Generated<string>;
  updated_at: number;
}

/** How many vehicles of a type stand at a depot. */
interface FleetVehicleTable {
  vehicle_type_id: number;
  facility_id: number;
  count: number;
}

interface DriverTable {
  id: Generated<number>;
  code: string;
  name: string;
  facility_id: number | null;
  phone: string | null;
  active: number;
  updated_at: number;
}

/** One version of a plan of tours. `status`: draft, published, replaced (by a later version), done. */
interface RoutePlanTable {
  id: Generated<number>;
  /** Shared by all versions of a plan. */
  series: string;
  version: number;
  name: string;
  /** Local date: `2026-12-24`. */
  day: string;
  status: string;
  /** Counts changes by hand. */
  revision: Generated<number>;
  /** Depots and vehicles as they were when it was planned. */
  facts_json: string;
  parameters_json: string;
  figures_json: string;
  notes_json: Generated<string>;
  /** How long the solver looked. */
  seconds: number;
  actor: string;
  created_at: number;
  updated_at: number;
  published_at: number | null;
  done_at: number | null;
  /** The published version that publishing this one replaced. */
  replaces_id: number | null;
}

interface RouteTable {
  plan_id: number;
  number: number;
  /** Names a vehicle of the plan's facts. */
  vehicle_key: string;
  driver_id: number | null;
  locked: number;
  leaves_at: number;
  returns_at: number;
  distance_metres: number;
  cost_minor: number;
  figures_json: string;
}

/**
 * A stop of a plan, on a route or left out. `kind`: delivery (a shipment, or what an order has released), collection (a return),
 * transfer (stock for a store).
 */
interface RouteStopTable {
  plan_id: number;
  number: number;
  kind: string;
  /** Number of the shipment, return or transfer, or of the order. */
  reference: string;
  shipment_id: number | null;
  order_id: number | null;
  return_id: number | null;
  /** The store that a transfer goes to. */
  facility_id: number | null;
  /** Where its goods are loaded; null for what may go to any depot. */
  depot_id: number | null;
  /** Place, demand and windows as they were when it was planned. */
  facts_json: string;
  promised_at: number | null;
  route_number: number | null;
  position: number | null;
  locked: number;
  /** Why it is on no route. */
  left_out: string | null;
  arrives_at: number | null;
  /** When service begins. */
  eta_at: number | null;
  departs_at: number | null;
  distance_metres: number | null;
  load_json: string | null;
  /** `served` or `failed`, once driven. */
  outcome: string | null;
  actual_at: number | null;
  remark: string | null;
  /** The shipment's ETA before the plan was published. */
  before_json: string | null;
}

/** What a plan's routes were before a change by hand. */
interface RoutePlanEditTable {
  plan_id: number;
  /** The revision that the change led to. */
  revision: number;
  before_json: string;
  actor: string;
  at: number;
}

interface RouteSimulationTable {
  id: Generated<number>;
  name: string;
  /** Counts changes. */
  revision: Generated<number>;
  /** What all its scenarios are planned with. */
  parameters_json: string;
  actor: string;
  created_at: number;
  updated_at: number;
}

interface RouteScenarioTable {
  simulation_id: number;
  number: number;
  name: string;
  /** What it does otherwise. */
  changes_json: string;
  /** Of its plans: each run makes the next version. */
  series: string;
  /** Its last run. */
  job_id: string | null;
  /** What that led to. */
  plan_id: number | null;
}
