import type { Generated } from 'kysely';
import type { AddressColumns } from './network.ts';

/** What customers want, pay, get and send back. */
export interface OrderTables {
  sales_order: SalesOrderTable;
  order_line: OrderLineTable;
  payment: PaymentTable;
  shipment: ShipmentTable;
  shipment_line: ShipmentLineTable;
  tracking_event: TrackingEventTable;
  order_return: OrderReturnTable;
  order_return_line: OrderReturnLineTable;
}

/** A customer's demand. */
interface SalesOrderTable extends AddressColumns {
  id: Generated<number>;
  number: string;
  channel: string;
  customer_id: number | null;
  /** 1 is the most urgent, 9 the least. */
  priority: number;
  status: string;
  /** The active holds in words; kept together with `hold_codes` from their rows, never written alone. */
  hold_reason: string | null;
  /** The codes of the active holds, by comma. */
  hold_codes: Generated<string | null>;
  /** Why its source holds it. */
  said_hold: Generated<string | null>;
  /** When it was last looked at by the rules of reception; null while it waits for that. */
  validated_at: Generated<number | null>;
  /** When it was closed: delivered or returned, and nothing about it is open. */
  closed_at: Generated<number | null>;
  /** Null when the clock closed it. */
  closed_by: Generated<string | null>;
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

interface OrderLineTable {
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
interface PaymentTable {
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

/** `status`: planned, picked, packed, inTransit, delivered, exception, returned, cancelled. */
interface ShipmentTable extends Omit<AddressColumns, 'street' | 'region'> {
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

interface ShipmentLineTable {
  id: Generated<number>;
  shipment_id: number;
  order_line_id: number;
  allocation_id: number | null;
  product_id: number;
  quantity: number;
}

/** A carrier's scan; `milestone` from contract/tracking, the carrier's own words in `description`. */
interface TrackingEventTable {
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
interface OrderReturnTable {
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

interface OrderReturnLineTable {
  id: Generated<number>;
  return_id: number;
  line_number: number;
  product_id: number;
  quantity: number;
  unit_price_minor: number;
  reason: string | null;
}
