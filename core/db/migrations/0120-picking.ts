import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Where products lie, and who fetches what in which walk. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'bin', {
    columns: {
      facility_id: 'integer>facility',
      product_id: 'integer>product',
      code: 'text',
      zone: 'text',
      aisle: 'integer',
      bay: 'integer',
      level: 'integer',
      updated_at: 'integer',
    },
    primaryKey: ['facility_id', 'product_id'],
    clustered: true,
  });
  await createTable(db, traits, 'pick_list', {
    columns: {
      id: 'id',
      number: 'text',
      wave_id: 'integer>wave',
      facility_id: 'integer>facility',
      method: 'text',
      status: 'text',
      picker: 'text?',
      created_at: 'integer',
      started_at: 'integer?',
      finished_at: 'integer?',
      updated_at: 'integer',
    },
    unique: [['number']],
    checks: {
      method: "method in ('single','batch','cluster','zone')",
      status: "status in ('open','picking','picked','cancelled')",
    },
  });
  await createIndex(db, 'pick_list', ['wave_id']);
  await createIndex(db, 'pick_list', ['facility_id', 'status']);
  await createTable(db, traits, 'pick_task', {
    columns: {
      id: 'id',
      list_id: 'integer>pick_list',
      position: 'integer',
      product_id: 'integer>product',
      /** As it was when the list was made. */
      bin: 'text?',
      zone: 'text',
      aisle: 'integer?',
      bay: 'integer?',
      level: 'integer?',
      reason: 'text?',
    },
    unique: [['list_id', 'position']],
    checks: { reason: "reason in ('notFound','countedLess','damaged','wrongPlace','noTime')" },
  });
  await createTable(db, traits, 'pick_part', {
    columns: {
      id: 'id',
      task_id: 'integer>pick_task',
      shipment_id: 'integer>shipment',
      allocation_id: 'integer>allocation',
      compartment: 'integer?',
      quantity: 'integer',
      picked: 'integer=0',
      short: 'integer=0',
      /** 1 while a list holds it; null once it is taken back: a reservation is on one list at a time. */
      active: 'integer?',
    },
    unique: [['allocation_id', 'active']],
    checks: { quantities: 'quantity > 0 and picked >= 0 and short >= 0 and picked + short <= quantity' },
  });
  await createIndex(db, 'pick_part', ['task_id']);
  await createIndex(db, 'pick_part', ['shipment_id']);
}
