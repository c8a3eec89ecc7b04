import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { reservationGuards } from '../dialects/reservation-guards.ts';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Sourcing runs and allocations, with the guards that make over-reservation impossible. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'sourcing_run', {
    columns: {
      id: 'id',
      status: 'text',
      actor: 'text',
      created_at: 'integer',
      applied_at: 'integer?',
      undone_at: 'integer?',
      parameters_json: 'text',
      statistics_json: 'text',
    },
    checks: { status: "status in ('proposed','applied','undone','discarded')" },
  });
  await createTable(db, traits, 'sourcing_decision', {
    columns: {
      id: 'id',
      run_id: 'integer>sourcing_run',
      order_id: 'integer>sales_order',
      outcome: 'text',
      cost_minor: 'integer',
      currency: 'text',
      split_count: 'integer',
      allocations_json: 'text',
      reason_json: 'text',
    },
    unique: [['run_id', 'order_id']],
    checks: { outcome: "outcome in ('sourced','partial','unsourced','conflict')" },
  });
  await createTable(db, traits, 'allocation', {
    columns: {
      id: 'id',
      order_id: 'integer>sales_order',
      order_line_id: 'integer>order_line',
      product_id: 'integer>product',
      facility_id: 'integer>facility',
      quantity: 'integer',
      status: 'text',
      run_id: 'integer?>sourcing_run',
      service_id: 'integer?>carrier_service',
      cost_minor: 'integer=0',
      currency: 'text',
      reason_json: 'text?',
      created_at: 'integer',
      updated_at: 'integer',
    },
    checks: { status: "status in ('reserved','released','shipped','cancelled')", quantity: 'quantity > 0' },
  });
  await createIndex(db, 'allocation', ['order_id']);
  await createIndex(db, 'allocation', ['order_line_id']);
  await createIndex(db, 'allocation', ['product_id', 'facility_id']);
  await createIndex(db, 'allocation', ['run_id']);
  await createTable(db, traits, 'shipment_line', {
    columns: {
      id: 'id',
      shipment_id: 'integer>shipment',
      order_line_id: 'integer>order_line',
      allocation_id: 'integer?>allocation',
      product_id: 'integer>product',
      quantity: 'integer',
    },
    unique: [['shipment_id', 'order_line_id']],
    checks: { quantity: 'quantity > 0' },
  });
  for (const statement of reservationGuards(traits.dialect)) await sql.raw(statement).execute(db);
}
