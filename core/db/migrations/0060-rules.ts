import { type Kysely, sql } from 'kysely';
import { availabilityGuard } from '../dialects/reservation-guards.ts';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Rule sets and their versions, what facilities rejected, and the facts that rules ask for. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'rule_set', {
    columns: { id: 'id', name: 'text', created_at: 'integer' },
    unique: [['name']],
  });
  await createTable(db, traits, 'rule_version', {
    columns: {
      id: 'id',
      rule_set_id: 'integer>rule_set',
      version: 'integer',
      status: 'text',
      valid_from: 'integer?',
      valid_to: 'integer?',
      document_json: 'text',
      rules: 'integer=0',
      actor: 'text',
      created_at: 'integer',
      updated_at: 'integer',
      activated_at: 'integer?',
      retired_at: 'integer?',
    },
    unique: [['rule_set_id', 'version']],
    checks: { status: "status in ('draft','active','retired')" },
  });
  await sql`create unique index rule_version_active_unique on rule_version (rule_set_id) where status = 'active'`.execute(
    db,
  );
  await createTable(db, traits, 'facility_rejection', {
    columns: {
      id: 'id',
      order_id: 'integer>sales_order',
      order_line_id: 'integer>order_line',
      product_id: 'integer>product',
      facility_id: 'integer>facility',
      quantity: 'integer',
      reason: 'text',
      note: 'text?',
      actor: 'text',
      created_at: 'integer',
    },
    checks: { reason: "reason in ('notInStock','mismatch','damaged','noTime')", quantity: 'quantity > 0' },
  });
  await createIndex(db, 'facility_rejection', ['order_id']);
  await createIndex(db, 'facility_rejection', ['created_at']);
  const [integer, text] = [sql.raw(traits.integer), sql.raw(traits.text)];
  await sql`alter table product add column hazardous ${integer} not null default 0`.execute(db);
  await sql`alter table stock_position add column blocked ${integer} not null default 0`.execute(db);
  await sql`alter table customer add column segment_reason_json ${text}`.execute(db);
  await sql`alter table customer add column segment_computed_at ${integer}`.execute(db);
  for (const statement of availabilityGuard(traits.dialect)) await sql.raw(statement).execute(db);
}
