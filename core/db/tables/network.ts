import type { Generated } from 'kysely';

/** Who holds stock and who carries it: facilities, products, positions, inbound, customers, carriers and their rates. */
export interface NetworkTables {
  facility: FacilityTable;
  product: ProductTable;
  stock_position: StockPositionTable;
  inbound: InboundTable;
  customer: CustomerTable;
  carrier: CarrierTable;
  carrier_service: CarrierServiceTable;
  rate: RateTable;
}

/** Where somebody or something is. */
export interface AddressColumns {
  street: string | null;
  city: string | null;
  postal_code: string | null;
  region: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** A place that holds or receives stock. `kind`: warehouse, store, supplier, thirdParty. */
interface FacilityTable extends AddressColumns {
  id: Generated<number>;
  code: string;
  name: string;
  kind: string;
  /** How the coordinates came about: given, postalCode, postalArea, city, country; null without any. */
  location_precision: string | null;
  /** IANA name. */
  time_zone: string;
  currency: string;
  handling_cost_minor: number;
  /** Orders a day it can ship; null = no limit known. */
  daily_capacity_orders: number | null;
  /** Minutes after local midnight until which an order still leaves the same day. */
  cut_off_minutes: number;
  active: number;
  updated_at: number;
}

/** What is sold. `stocked` 0 marks a service or charge (postage, fee): never sourced. */
interface ProductTable {
  id: Generated<number>;
  sku: string;
  name: string;
  category: string | null;
  weight_grams: number;
  volume_millilitres: number;
  price_minor: number;
  cost_minor: number;
  currency: string;
  stocked: number;
  /** 1: rules may keep it from places that must not handle it. */
  hazardous: Generated<number>;
  active: number;
  updated_at: number;
}

/** One product in one facility. Available (ATP) = on_hand - blocked - reserved_external - reserved_allocated - safety_stock, never below 0. */
interface StockPositionTable {
  product_id: number;
  facility_id: number;
  on_hand: number;
  /** Reserved in the source system, outside Vigie. */
  reserved_external: number;
  /** Sum of the active allocations and of what holds have taken; kept by triggers, never written by hand. */
  reserved_allocated: Generated<number>;
  safety_stock: number;
  /** Rejected as damaged: there, but not to be promised, until the source next states the position. */
  blocked: Generated<number>;
  /** Units a day, the average of the last weeks; for days of cover. */
  daily_demand: number;
  updated_at: number;
}

/** Stock on its way. `kind`: purchase, transfer, return; `status`: expected, received, cancelled. */
interface InboundTable {
  id: Generated<number>;
  reference: string;
  product_id: number;
  facility_id: number;
  kind: string;
  quantity: number;
  expected_at: number;
  status: string;
  origin: string | null;
  /** Units promised against it and not yet there; kept by triggers, never written by hand. */
  promised: Generated<number>;
  updated_at: number;
}

interface CustomerTable extends AddressColumns {
  id: Generated<number>;
  code: string;
  name: string;
  segment: string;
  /** Why it is in its segment, when a rule put it there. */
  segment_reason_json: Generated<string | null>;
  segment_computed_at: Generated<number | null>;
  email: string | null;
  phone: string | null;
  /** What may be open at once, in minor units of the workspace's currency; null = no limit. */
  credit_limit_minor: Generated<number | null>;
  /** 1: nothing more is delivered on account. */
  credit_stop: Generated<number>;
  /** Due and not paid, in minor units of the workspace's currency. */
  overdue_minor: Generated<number>;
  updated_at: number;
}

interface CarrierTable {
  id: Generated<number>;
  code: string;
  name: string;
}

/** `level`: economy, standard, express, sameDay. */
interface CarrierServiceTable {
  id: Generated<number>;
  carrier_id: number;
  code: string;
  name: string;
  level: string;
  cut_off_minutes: number;
  max_weight_grams: number | null;
  active: number;
}

/** One weight step of a lane of a rate card. `*` as a country means any. The longest matching postal prefix wins. */
interface RateTable {
  id: Generated<number>;
  service_id: number;
  origin_country: string;
  destination_country: string;
  destination_postal_prefix: string;
  up_to_weight_grams: number;
  price_minor: number;
  currency: string;
  transit_days_min: number;
  transit_days_max: number;
}
