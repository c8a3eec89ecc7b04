import type { Generated } from 'kysely';

/** Boxes, parcels, and what stores do for orders. */
export interface PackingTables {
  box_type: BoxTypeTable;
  product_size: ProductSizeTable;
  parcel: ParcelTable;
  parcel_line: ParcelLineTable;
  collect_setting: CollectSettingTable;
  store_task: StoreTaskTable;
}

/** Edges are inside ones. */
interface BoxTypeTable {
  id: Generated<number>;
  facility_id: number;
  code: string;
  name: string;
  length_mm: number;
  width_mm: number;
  height_mm: number;
  /** Of what is put into it. */
  most_weight_grams: number;
  own_weight_grams: number;
  cost_minor: number;
  currency: string;
  active: number;
  updated_at: number;
}

/** Edges of a product's unit, where they are known. */
interface ProductSizeTable {
  product_id: number;
  length_mm: number;
  width_mm: number;
  height_mm: number;
  updated_at: number;
}

/** A parcel as it was packed; its box as it was then. */
interface ParcelTable {
  id: Generated<number>;
  shipment_id: number;
  number: number;
  sscc: string | null;
  box_code: string | null;
  box_name: string | null;
  /** Why it has no box. */
  no_box: string | null;
  length_mm: number | null;
  width_mm: number | null;
  height_mm: number | null;
  /** With its box. */
  weight_grams: number;
  most_weight_grams: number | null;
  cost_minor: number;
  currency: string;
  actor: string;
  packed_at: number;
  /** 1 while the units are in it; null once it was unpacked. */
  active: number | null;
}

interface ParcelLineTable {
  parcel_id: number;
  order_line_id: number;
  product_id: number;
  quantity: number;
}

/** How a store keeps orders for collection; one without a row does as contract/store-tasks says. */
interface CollectSettingTable {
  facility_id: number;
  days: number;
  when_expired: string;
  updated_at: number;
}

/** `kind`: ship, collect; `status`: as contract/store-tasks has them, without `waiting`. */
interface StoreTaskTable {
  id: Generated<number>;
  facility_id: number;
  order_id: number;
  kind: string;
  status: string;
  shipment_id: number | null;
  reason: string | null;
  note: string | null;
  code_salt: string | null;
  code_hash: string | null;
  attempts: Generated<number>;
  ready_at: number | null;
  expires_at: number | null;
  ended_at: number | null;
  actor: string;
  active: number | null;
  created_at: number;
  updated_at: number;
}
