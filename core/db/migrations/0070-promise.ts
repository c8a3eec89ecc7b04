import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { promiseGuards } from '../dialects/promise-guards.ts';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Promises: holds on stock and on inbound, back-orders, working days, and how an order reaches its customer. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await orderColumns(db, traits);
  await db.schema
    .alterTable('inbound')
    .addColumn('promised', traits.integer, (column) => column.notNull().defaultTo(0))
    .execute();
  await holdTables(db, traits);
  await createTable(db, traits, 'inbound_promise', {
    columns: {
      id: 'id',
      inbound_id: 'integer>inbound',
      product_id: 'integer>product',
      facility_id: 'integer>facility',
      quantity: 'integer',
      quantity_allocated: 'integer=0',
      status: 'text',
      hold_id: 'integer?>promise_hold',
      order_id: 'integer?>sales_order',
      order_line_id: 'integer?>order_line',
      service_id: 'integer?>carrier_service',
      promised_at: 'integer',
      created_at: 'integer',
      updated_at: 'integer',
    },
    checks: {
      status: "status in ('held','waiting','allocated','ended')",
      quantity: 'quantity >= 0 and quantity_allocated >= 0',
    },
  });
  await createIndex(db, 'inbound_promise', ['product_id', 'facility_id'], "status in ('held','waiting')");
  await createIndex(db, 'inbound_promise', ['order_id'], 'order_id is not null');
  await createIndex(db, 'inbound_promise', ['hold_id'], 'hold_id is not null');
  await createIndex(db, 'inbound_promise', ['inbound_id']);
  await createTable(db, traits, 'work_calendar', {
    columns: {
      owner: 'text',
      owner_id: 'integer',
      working_days: 'integer',
      closed_days_json: "text='[]'",
      updated_at: 'integer',
    },
    primaryKey: ['owner', 'owner_id'],
    checks: { owner: "owner in ('facility','carrier')", working_days: 'working_days between 0 and 127' },
  });
  for (const statement of promiseGuards(traits.dialect)) await sql.raw(statement).execute(db);
}

async function orderColumns(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await db.schema
    .alterTable('sales_order')
    .addColumn('fulfilment', traits.text, (column) => column.notNull().defaultTo('delivery'))
    .execute();
  await db.schema
    .alterTable('sales_order')
    .addColumn('collect_facility_id', traits.integer, (column) => column.references('facility.id'))
    .execute();
  await db.schema.alterTable('sales_order').addColumn('hold_reference', traits.text).execute();
}

async function holdTables(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'promise_hold', {
    columns: {
      id: 'id',
      reference: 'text',
      idempotency_key: 'text?',
      request_hash: 'text',
      status: 'text',
      actor: 'text',
      channel: 'text',
      fulfilment: 'text',
      collect_facility_id: 'integer?>facility',
      level: 'text?',
      promised_at: 'integer',
      cost_minor: 'integer',
      currency: 'text',
      request_json: 'text',
      option_json: 'text',
      order_id: 'integer?>sales_order',
      created_at: 'integer',
      expires_at: 'integer',
      ended_at: 'integer?',
    },
    unique: [['reference'], ['idempotency_key']],
    checks: {
      status: "status in ('active','released','expired','converted')",
      fulfilment: "fulfilment in ('delivery','collect')",
    },
  });
  await createIndex(db, 'promise_hold', ['expires_at'], "status = 'active'");
  await createTable(db, traits, 'promise_hold_line', {
    columns: {
      id: 'id',
      hold_id: 'integer>promise_hold',
      product_id: 'integer>product',
      facility_id: 'integer>facility',
      quantity: 'integer',
      status: 'text',
      service_id: 'integer?>carrier_service',
      cost_minor: 'integer=0',
    },
    checks: { status: "status in ('held','ended')", quantity: 'quantity > 0' },
  });
  await createIndex(db, 'promise_hold_line', ['hold_id']);
  await createIndex(db, 'promise_hold_line', ['product_id', 'facility_id'], "status = 'held'");
}
