import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Waves: templates, picking labour, and which orders are released together. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'wave_template', {
    columns: {
      id: 'id',
      facility_id: 'integer>facility',
      name: 'text',
      release_minutes: 'integer',
      cut_off_minutes: 'integer',
      filters_json: "text='{}'",
      active: 'integer=1',
      updated_at: 'integer',
    },
    checks: { minutes: 'release_minutes >= 0 and cut_off_minutes > release_minutes' },
  });
  await createIndex(db, 'wave_template', ['facility_id']);
  await createTable(db, traits, 'picking_labour', {
    columns: { facility_id: 'integer>facility', labour_json: 'text', updated_at: 'integer' },
    primaryKey: ['facility_id'],
    clustered: true,
  });
  await createTable(db, traits, 'wave', {
    columns: {
      id: 'id',
      number: 'text',
      name: 'text',
      facility_id: 'integer>facility',
      template_id: 'integer?',
      status: 'text',
      release_at: 'integer',
      cut_off_at: 'integer',
      actor: 'text',
      created_at: 'integer',
      released_at: 'integer?',
      updated_at: 'integer',
    },
    unique: [['number']],
    checks: { status: "status in ('planned','released','done','cancelled')" },
  });
  await createIndex(db, 'wave', ['facility_id', 'status']);
  await createTable(db, traits, 'wave_order', {
    columns: {
      id: 'id',
      wave_id: 'integer>wave',
      order_id: 'integer>sales_order',
      facility_id: 'integer>facility',
      /** 1 while the wave holds it; null once it is over: an order is in one wave of a facility at a time. */
      active: 'integer?',
      shipment_id: 'integer?>shipment',
      /** 1: its shipment was made for the wave. */
      made_shipment: 'integer=0',
      /** What its owner was told. */
      message_key: 'text?',
    },
    unique: [['order_id', 'facility_id', 'active']],
  });
  await createIndex(db, 'wave_order', ['wave_id']);
  await createIndex(db, 'wave_order', ['shipment_id']);
}
