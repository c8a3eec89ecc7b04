import type { Generated } from 'kysely';

/** What keeps orders from moving on. */
export interface HoldTables {
  order_hold: OrderHoldTable;
}

/** A hold over an order, or a warning about it; `code` and `mode` as contract/validation has them. */
interface OrderHoldTable {
  id: Generated<number>;
  order_id: number;
  code: string;
  mode: string;
  /** 1 while it lies over the order; then null. */
  active: number | null;
  /** The figures that it was decided by. */
  values_json: Generated<string>;
  /** In words, for readers that know no codes. */
  reason: string;
  /** What the order said when it was held: a hold that a person released comes back only when that changes. */
  fingerprint: string | null;
  since: number;
  /** Null when the rules placed it. */
  placed_by: string | null;
  released_at: number | null;
  /** Null when its cause went away. */
  released_by: string | null;
  note: string | null;
}
