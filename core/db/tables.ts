import type { Generated, Insertable, Selectable } from 'kysely';

/**
 * Rows as the database holds them. Instants are UTC epoch milliseconds, money is integer minor units,
 * weights grams, booleans 0/1, `*_json` columns JSON text. The same on SQLite and PostgreSQL.
 */
export interface Tables {
  facility: FacilityTable;
  product: ProductTable;
  stock_position: StockPositionTable;
  inbound: InboundTable;
  customer: CustomerTable;
  carrier: CarrierTable;
  carrier_service: CarrierServiceTable;
  rate: RateTable;
  sales_order: SalesOrderTable;
  order_line: OrderLineTable;
  payment: PaymentTable;
  allocation: AllocationTable;
  shipment: ShipmentTable;
  shipment_line: ShipmentLineTable;
  tracking_event: TrackingEventTable;
  order_return: OrderReturnTable;
  order_return_line: OrderReturnLineTable;
  sourcing_run: SourcingRunTable;
  sourcing_decision: SourcingDecisionTable;
  journal: JournalTable;
  job: JobTable;
  import_run: ImportRunTable;
  quarantine: QuarantineTable;
  saved_mapping: SavedMappingTable;
  saved_view: SavedViewTable;
  setting: SettingTable;
  feed: FeedTable;
  feed_run: FeedRunTable;
  feed_inbox: FeedInboxTable;
  feed_item: FeedItemTable;
  feed_record: FeedRecordTable;
  outbox: OutboxTable;
  difference: DifferenceTable;
  precedence: PrecedenceTable;
  api_key: ApiKeyTable;
  intake_request: IntakeRequestTable;
  rule_set: RuleSetTable;
  rule_version: RuleVersionTable;
  facility_rejection: FacilityRejectionTable;
  promise_hold: PromiseHoldTable;
  promise_hold_line: PromiseHoldLineTable;
  inbound_promise: InboundPromiseTable;
  work_calendar: WorkCalendarTable;
  scenario: ScenarioTable;
}

interface AddressColumns {
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
export interface FacilityTable extends AddressColumns {
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
export interface ProductTable {
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
export interface StockPositionTable {
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
export interface InboundTable {
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

export interface CustomerTable extends AddressColumns {
  id: Generated<number>;
  code: string;
  name: string;
  segment: string;
  /** Why it is in its segment, when a rule put it there. */
  segment_reason_json: Generated<string | null>;
  segment_computed_at: Generated<number | null>;
  email: string | null;
  phone: string | null;
  updated_at: number;
}

export interface CarrierTable {
  id: Generated<number>;
  code: string;
  name: string;
}

/** `level`: economy, standard, express, sameDay. */
export interface CarrierServiceTable {
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
export interface RateTable {
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

/** A customer's demand. */
export interface SalesOrderTable extends AddressColumns {
  id: Generated<number>;
  number: string;
  channel: string;
  customer_id: number | null;
  /** 1 is the most urgent, 9 the least. */
  priority: number;
  status: string;
  hold_reason: string | null;
  ordered_at: number;
  promised_at: number | null;
  ship_to_name: string | null;
  currency: string;
  total_minor: number;
  payment_state: string;
  /** Requested service level; null = any. */
  service_level: string | null;
  /** 1: everything in one go or nothing. */
  ship_complete: number;
  /** When set, Vigie has worked on the order: an import no longer touches it. */
  worked_on_at: number | null;
  /** The status that its source states; `status` follows from it and from what has been shipped. Null when it never stated one. */
  said_status: string | null;
  /** `delivery`, or `collect` at `collect_facility_id`. */
  fulfilment: Generated<string>;
  collect_facility_id: number | null;
  /** The hold that was taken for it, as its source names it. */
  hold_reference: string | null;
  updated_at: number;
}

export interface OrderLineTable {
  id: Generated<number>;
  order_id: number;
  line_number: number;
  product_id: number;
  quantity: number;
  unit_price_minor: number;
  /** Kept by triggers from the active allocations. */
  quantity_allocated: Generated<number>;
  quantity_shipped: number;
  quantity_cancelled: number;
}

/** `kind`: authorization, capture, refund; `state`: pending, done, failed. */
export interface PaymentTable {
  id: Generated<number>;
  order_id: number;
  kind: string;
  state: string;
  amount_minor: number;
  currency: string;
  method: string | null;
  reference: string | null;
  occurred_at: number;
}

/** Which facility ships which quantity of which line. `status`: reserved, released (both hold stock), shipped, cancelled. */
export interface AllocationTable {
  id: Generated<number>;
  order_id: number;
  order_line_id: number;
  product_id: number;
  facility_id: number;
  quantity: number;
  status: string;
  run_id: number | null;
  service_id: number | null;
  cost_minor: number;
  currency: string;
  reason_json: string | null;
  /** The run that took another plan for it: undoing that run restores it. */
  replaced_by_run_id: number | null;
  created_at: number;
  updated_at: number;
}

/** `status`: planned, picked, packed, inTransit, delivered, exception, returned, cancelled. */
export interface ShipmentTable extends Omit<AddressColumns, 'street' | 'region'> {
  id: Generated<number>;
  number: string;
  order_id: number | null;
  facility_id: number | null;
  service_id: number | null;
  tracking_number: string | null;
  status: string;
  shipped_at: number | null;
  promised_at: number | null;
  eta_p50_at: number | null;
  eta_p90_at: number | null;
  /** The carrier's own estimate. */
  carrier_eta_at: number | null;
  /** When its stock was taken for it (assigned); null while only planned. */
  assigned_at: number | null;
  /** What its owner (source or command) says; `status` and the dates follow from it and from the carrier's scans. */
  said_status: string | null;
  said_shipped_at: number | null;
  said_delivered_at: number | null;
  said_eta_at: number | null;
  delivered_at: number | null;
  weight_grams: number;
  cost_minor: number;
  currency: string;
  updated_at: number;
}

export interface ShipmentLineTable {
  id: Generated<number>;
  shipment_id: number;
  order_line_id: number;
  allocation_id: number | null;
  product_id: number;
  quantity: number;
}

/** A carrier's scan; `milestone` from contract/tracking, the carrier's own words in `description`. */
export interface TrackingEventTable {
  id: Generated<number>;
  shipment_id: number;
  occurred_at: number;
  milestone: string;
  description: string | null;
  city: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  /** `import`, `demo`, or the code of a feed. */
  source: string;
  /** Kind of an `exception`, from contract/tracking. */
  exception_kind: string | null;
  /** When the carrier then expected to deliver. */
  eta_at: number | null;
}

/** Goods coming back (RMA). */
export interface OrderReturnTable {
  id: Generated<number>;
  number: string;
  order_id: number | null;
  customer_id: number | null;
  channel: string;
  status: string;
  returned_at: number;
  currency: string;
  total_minor: number;
  updated_at: number;
}

export interface OrderReturnLineTable {
  id: Generated<number>;
  return_id: number;
  line_number: number;
  product_id: number;
  quantity: number;
  unit_price_minor: number;
  reason: string | null;
}

/** A what-if: changes to the network that runs of it are solved with. */
export interface ScenarioTable {
  id: Generated<number>;
  name: string;
  changes_json: string;
  selection_json: string;
  parameters_json: string;
  actor: string;
  created_at: number;
  updated_at: number;
  /** The last run of it, and the run of the network as it is beside it. */
  run_id: number | null;
  baseline_run_id: number | null;
}

/** A sourcing proposal. `status`: proposed, applied, undone, discarded; `kind`: source, resource, scenario. */
export interface SourcingRunTable {
  id: Generated<number>;
  kind: Generated<string>;
  name: Generated<string>;
  /** The scenario that it belongs to, as its run or its baseline. */
  scenario_id: number | null;
  /** Of the facts that a baseline was solved with: the same again need not be solved again. */
  facts_hash: string | null;
  /** What its network differs by from the real one. */
  changes_json: string | null;
  status: string;
  actor: string;
  created_at: number;
  applied_at: number | null;
  undone_at: number | null;
  parameters_json: string;
  statistics_json: string;
}

/** What a run decided for one order. `outcome`: sourced, partial, unsourced, conflict. */
export interface SourcingDecisionTable {
  id: Generated<number>;
  run_id: number;
  order_id: number;
  outcome: string;
  cost_minor: number;
  currency: string;
  split_count: number;
  allocations_json: string;
  reason_json: string;
  /** Which units of which line leave where, in one text: two plans of an order are the same when these are. */
  plan_key: Generated<string>;
  /** The same of what it had reserved, in a run of the kind `resource`. */
  before_key: string | null;
  arrives_at: number | null;
  /** Cost at plain prices: late days as the parameters say, CO2 for nothing, whatever the weights. */
  plain_cost_minor: Generated<number>;
  figures_json: string | null;
}

/** Who did what to which thing, when, with what before and after. */
export interface JournalTable {
  id: Generated<number>;
  at: number;
  actor: string;
  procedure: string;
  /** One command's rows share it. */
  command_id: string;
  entity: string;
  entity_id: number | null;
  entity_key: string | null;
  before_json: string | null;
  after_json: string | null;
}

/** `status`: queued, running, done, failed, cancelled, interrupted. */
export interface JobTable {
  id: string;
  kind: string;
  actor: string;
  status: string;
  /** 0 to 1, null while unknown. */
  progress: number | null;
  message: string | null;
  input_json: string;
  outcome_json: string | null;
  error_json: string | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
}

export interface ImportRunTable {
  id: Generated<number>;
  actor: string;
  status: string;
  files_json: string;
  account_json: string | null;
  started_at: number;
  finished_at: number | null;
}

/** A row that could not be understood or applied. `status`: open, mended, dismissed. */
export interface QuarantineTable {
  id: Generated<number>;
  import_id: number | null;
  source: string;
  kind: string;
  row_number: number;
  column_name: string | null;
  value: string | null;
  code: string;
  reason: string;
  raw_json: string;
  mapping_json: string | null;
  status: string;
  created_at: number;
  resolved_at: number | null;
}

export interface SavedMappingTable {
  id: Generated<number>;
  name: string;
  /** Hash of the headers that it fits. */
  signature: string;
  mapping_json: string;
  updated_at: number;
}

export interface SavedViewTable {
  id: Generated<number>;
  screen: string;
  name: string;
  owner: string;
  state_json: string;
  updated_at: number;
}

export interface SettingTable {
  key: string;
  value_json: string;
}

/** A connection to another system. Its options hold no secrets; those lie in the OS store under the feed's code. */
export interface FeedTable {
  id: Generated<number>;
  code: string;
  name: string;
  connector: string;
  options_json: string;
  /** Kinds of records it brings. */
  kinds_json: string;
  /** Kinds of messages it delivers. */
  delivers_json: string;
  active: number;
  interval_seconds: number;
  budget_per_hour: number | null;
  /** How far it has read: the connector's own business. */
  cursor_json: string | null;
  last_attempt_at: number | null;
  last_success_at: number | null;
  last_record_at: number | null;
  lag_ms: number | null;
  /** In a row. */
  failures: Generated<number>;
  fault_json: string | null;
  /** Calls by minute of the last hour. */
  calls_json: string | null;
  census_json: string | null;
  removed_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface FeedRunTable {
  id: Generated<number>;
  feed_id: number;
  kind: string;
  trigger: string;
  status: string;
  started_at: number;
  finished_at: number | null;
  counts_json: string;
  error_json: string | null;
}

/** A raw record as it came: never changed, never lost before it was applied or a person dismissed it. */
export interface FeedInboxTable {
  id: Generated<number>;
  feed_id: number;
  kind: string;
  key: string;
  /** SHA-256 of the body, in base64url. */
  hash: string;
  /** The source's own time of change. */
  version: number | null;
  body: string;
  /** What a person made of the body to mend it. */
  mended_body: string | null;
  state: string;
  /** Code of the first problem. */
  code: string | null;
  /** What it waits for, as the record names it: a tracking number, an order number, in capitals. */
  waits_for: string | null;
  problems_json: string | null;
  attempts: Generated<number>;
  received_at: number;
  applied_at: number | null;
}

/** The newest raw record of each thing of a source: what makes a repetition known. */
export interface FeedItemTable {
  feed_id: number;
  kind: string;
  key: string;
  hash: string;
  version: number | null;
  inbox_id: number;
  seen_at: number;
  deleted_at: number | null;
}

/** What a feed last said of a thing of ours, by our key. Events (tracking) are not kept here. */
export interface FeedRecordTable {
  feed_id: number;
  kind: string;
  key: string;
  version: number | null;
  said_json: string;
  said_at: number;
  /** The source's own name for it, for messages to the source. */
  upstream: string | null;
  item_kind: string;
  item_key: string;
  deleted_at: number | null;
}

/** A message that another system must get; written in the transaction that decided it. */
export interface OutboxTable {
  id: Generated<number>;
  feed_id: number;
  kind: string;
  /** Messages about the same subject keep their order. */
  subject: string;
  idempotency_key: string;
  payload_json: string;
  state: string;
  attempts: Generated<number>;
  actor: string;
  created_at: number;
  next_attempt_at: number | null;
  delivered_at: number | null;
  response_json: string | null;
  /** Interchange control number under which it went out (EDI): what an acknowledgement refers to. */
  control_number: string | null;
  acknowledged: string | null;
  fault_json: string | null;
}

/** A fact on which sources do not agree. `field` is empty when the whole thing is missing or deleted. */
export interface DifferenceTable {
  id: Generated<number>;
  type: string;
  kind: string;
  key: string;
  field: string;
  says_json: string;
  status: string;
  since: number;
  updated_at: number;
}

/** Which feeds win for a field (`*`: every field) of a kind. */
export interface PrecedenceTable {
  kind: string;
  field: string;
  feed_ids_json: string;
}

/** A key of the intake API; only its hash is kept. */
export interface ApiKeyTable {
  id: Generated<number>;
  name: string;
  prefix: string;
  hash: string;
  scopes_json: string;
  requests_per_minute: number;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** What was answered to a request with an idempotency key. */
export interface IntakeRequestTable {
  api_key_id: number;
  idempotency_key: string;
  request_hash: string;
  status: number;
  response_json: string;
  created_at: number;
}

/** A promise taken for a customer who has not ordered yet. `status`: active, released, expired, converted. */
export interface PromiseHoldTable {
  id: Generated<number>;
  /** What the order names it by. */
  reference: string;
  idempotency_key: string | null;
  /** Of what was asked: the same key with something else is refused. */
  request_hash: string;
  status: string;
  actor: string;
  channel: string;
  fulfilment: string;
  collect_facility_id: number | null;
  level: string | null;
  promised_at: number;
  cost_minor: number;
  currency: string;
  request_json: string;
  /** The promise as it was shown. */
  option_json: string;
  order_id: number | null;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
}

/** Stock that a hold has taken. `status`: held (counts as reserved), ended. */
export interface PromiseHoldLineTable {
  id: Generated<number>;
  hold_id: number;
  product_id: number;
  facility_id: number;
  quantity: number;
  status: string;
  service_id: number | null;
  cost_minor: number;
}

/** Units promised from an inbound. `status`: held (by a hold), waiting (a back-order), allocated, ended. */
export interface InboundPromiseTable {
  id: Generated<number>;
  inbound_id: number;
  product_id: number;
  facility_id: number;
  /** Still to come; what has been allocated is in `quantity_allocated`. */
  quantity: number;
  quantity_allocated: number;
  status: string;
  hold_id: number | null;
  order_id: number | null;
  order_line_id: number | null;
  service_id: number | null;
  promised_at: number;
  created_at: number;
  updated_at: number;
}

/** When a facility or a carrier works; without a row its kind's usual days count. */
export interface WorkCalendarTable {
  /** `facility` or `carrier`. */
  owner: string;
  owner_id: number;
  /** Bits, Monday first: 31 = Monday to Friday. */
  working_days: number;
  /** Local dates on which it is closed: `["2026-12-25"]`. */
  closed_days_json: string;
  updated_at: number;
}

export interface RuleSetTable {
  id: Generated<number>;
  name: string;
  created_at: number;
}

/** What a rule set says from one change to the next. `status`: draft, active (one a set), retired. */
export interface RuleVersionTable {
  id: Generated<number>;
  rule_set_id: number;
  version: number;
  status: string;
  valid_from: number | null;
  /** The first instant at which it no longer counts. */
  valid_to: number | null;
  document_json: string;
  /** How many rules it holds. */
  rules: number;
  actor: string;
  created_at: number;
  updated_at: number;
  activated_at: number | null;
  retired_at: number | null;
}

/** A facility would not ship what was reserved there. `reason`: notInStock, mismatch, damaged, noTime. */
export interface FacilityRejectionTable {
  id: Generated<number>;
  order_id: number;
  order_line_id: number;
  product_id: number;
  facility_id: number;
  quantity: number;
  reason: string;
  note: string | null;
  actor: string;
  created_at: number;
}

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
