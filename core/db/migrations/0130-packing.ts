import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Boxes, what was packed into which parcel, and what stores do for orders. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'box_type', {
    columns: {
      id: 'id',
      facility_id: 'integer>facility',
      code: 'text',
      name: 'text',
      length_mm: 'integer',
      width_mm: 'integer',
      height_mm: 'integer',
      most_weight_grams: 'integer',
      own_weight_grams: 'integer',
      cost_minor: 'integer',
      currency: 'text',
      active: 'integer=1',
      updated_at: 'integer',
    },
    unique: [['facility_id', 'code']],
  });
  await createTable(db, traits, 'product_size', {
    columns: {
      product_id: 'integer>product',
      length_mm: 'integer',
      width_mm: 'integer',
      height_mm: 'integer',
      updated_at: 'integer',
    },
    primaryKey: ['product_id'],
    clustered: true,
  });
  await createTable(db, traits, 'parcel', {
    columns: {
      id: 'id',
      shipment_id: 'integer>shipment',
      number: 'integer',
      /** Numbers of labels are never used twice, so parcels that were unpacked stay. */
      sscc: 'text?',
      box_code: 'text?',
      box_name: 'text?',
      no_box: 'text?',
      length_mm: 'integer?',
      width_mm: 'integer?',
      height_mm: 'integer?',
      weight_grams: 'integer',
      most_weight_grams: 'integer?',
      cost_minor: 'integer',
      currency: 'text',
      actor: 'text',
      packed_at: 'integer',
      /** 1 while the units are in it; null once it was unpacked. */
      active: 'integer?',
    },
    unique: [['shipment_id', 'number', 'active'], ['sscc']],
    checks: { no_box: "no_box in ('tooLong','tooHeavy','tooLarge','noBoxes')" },
  });
  await createTable(db, traits, 'parcel_line', {
    columns: {
      parcel_id: 'integer>parcel',
      order_line_id: 'integer>order_line',
      product_id: 'integer>product',
      quantity: 'integer',
    },
    primaryKey: ['parcel_id', 'order_line_id'],
    checks: { quantity: 'quantity > 0' },
    clustered: true,
  });
  await createStoreTasks(db, traits);
}

async function createStoreTasks(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'collect_setting', {
    columns: {
      facility_id: 'integer>facility',
      days: 'integer',
      when_expired: 'text',
      updated_at: 'integer',
    },
    primaryKey: ['facility_id'],
    checks: { when_expired: "when_expired in ('cancel','hold')" },
    clustered: true,
  });
  await createTable(db, traits, 'store_task', {
    columns: {
      id: 'id',
      facility_id: 'integer>facility',
      order_id: 'integer>sales_order',
      kind: 'text',
      status: 'text',
      shipment_id: 'integer?>shipment',
      reason: 'text?',
      note: 'text?',
      /** Of the pick-up code; the code itself is not kept. */
      code_salt: 'text?',
      code_hash: 'text?',
      attempts: 'integer=0',
      ready_at: 'integer?',
      expires_at: 'integer?',
      ended_at: 'integer?',
      actor: 'text',
      /** 1 until it ends; a store has one task for an order at a time. */
      active: 'integer?',
      created_at: 'integer',
      updated_at: 'integer',
    },
    unique: [['facility_id', 'order_id', 'active']],
    checks: {
      kind: "kind in ('ship','collect')",
      status: "status in ('accepted','ready','sent','handedOver','declined','expired','cancelled')",
    },
  });
  await createIndex(db, 'store_task', ['facility_id', 'ended_at']);
  await createIndex(db, 'store_task', ['expires_at'], 'active = 1');
}
