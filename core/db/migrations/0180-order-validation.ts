import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

const ENDED = "status in ('delivered','returned')";
const FORTNIGHT_MS = 14 * 86_400_000;

/** From reception to the end: the holds over an order, each with its reason; what customers may owe; when an order was closed. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  for (const column of ['hold_codes', 'said_hold', 'closed_by']) {
    await db.schema.alterTable('sales_order').addColumn(column, traits.text).execute();
  }
  for (const column of ['validated_at', 'closed_at']) {
    await db.schema.alterTable('sales_order').addColumn(column, traits.integer).execute();
  }
  await db.schema.alterTable('customer').addColumn('credit_limit_minor', traits.integer).execute();
  for (const column of ['credit_stop', 'overdue_minor']) {
    await db.schema
      .alterTable('customer')
      .addColumn(column, traits.integer, (definition) => definition.notNull().defaultTo(0))
      .execute();
  }
  await createTable(db, traits, 'order_hold', {
    columns: {
      id: 'id',
      order_id: 'integer>sales_order',
      code: 'text',
      mode: 'text',
      /** 1 while it lies over the order; then null: an order has one hold of a code at a time. */
      active: 'integer?',
      values_json: "text='{}'",
      reason: 'text',
      fingerprint: 'text?',
      since: 'integer',
      placed_by: 'text?',
      released_at: 'integer?',
      released_by: 'text?',
      note: 'text?',
    },
    unique: [['order_id', 'code', 'active']],
    checks: { mode: "mode in ('hold','warn')" },
  });
  await createIndex(db, 'sales_order', ['validated_at'], 'validated_at is null');
  await createIndex(db, 'sales_order', ['postal_code', 'ordered_at']);
  await createIndex(db, 'sales_order', ['updated_at'], `${ENDED} and closed_at is null`);
  await keepWhatIs(db);
}

/** Orders that are there stay as they are: nothing is held that was not, each hold has its row, and what ended long ago is closed. */
async function keepWhatIs(db: Kysely<unknown>): Promise<void> {
  await sql`update sales_order set validated_at = updated_at,
    said_hold = case when worked_on_at is null then hold_reason end,
    hold_codes = case when hold_reason is null then null when worked_on_at is null then 'source' else 'manual' end`.execute(
    db,
  );
  await sql`update sales_order set closed_at = updated_at where ${sql.raw(ENDED)}
    and updated_at < (select max(updated_at) from sales_order) - cast(${FORTNIGHT_MS} as bigint)`.execute(db);
  await sql`insert into order_hold (order_id, code, mode, active, values_json, reason, since)
    select id, hold_codes, 'hold', 1, '{}', hold_reason, updated_at from sales_order where hold_reason is not null`.execute(
    db,
  );
}
