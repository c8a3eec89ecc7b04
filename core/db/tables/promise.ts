import type { Generated } from 'kysely';

/** What was promised from stock and from inbound, and when somebody works. */
export interface PromiseTables {
  promise_hold: PromiseHoldTable;
  promise_hold_line: PromiseHoldLineTable;
  inbound_promise: InboundPromiseTable;
  work_calendar: WorkCalendarTable;
}

/** A promise taken for a customer who has not ordered yet. `status`: active, released, expired, converted. */
interface PromiseHoldTable {
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
interface PromiseHoldLineTable {
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
interface InboundPromiseTable {
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
interface WorkCalendarTable {
  /** `facility` or `carrier`. */
  owner: string;
  owner_id: number;
  /** Bits, Monday first: 31 = Monday to Friday. */
  working_days: number;
  /** Local dates on which it is closed: `["2026-12-25"]`. */
  closed_days_json: string;
  updated_at: number;
}
