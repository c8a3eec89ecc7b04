import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Scenarios, kinds of sourcing runs, and what plans are compared by. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'scenario', {
    columns: {
      id: 'id',
      name: 'text',
      changes_json: 'text',
      selection_json: 'text',
      parameters_json: 'text',
      actor: 'text',
      created_at: 'integer',
      updated_at: 'integer',
      run_id: 'integer?>sourcing_run',
      baseline_run_id: 'integer?>sourcing_run',
    },
    unique: [['name']],
  });
  const [integer, text] = [sql.raw(traits.integer), sql.raw(traits.text)];
  await sql`alter table sourcing_run add column kind ${text} not null default 'source'
    check (kind in ('source','resource','scenario'))`.execute(db);
  await sql`alter table sourcing_run add column name ${text} not null default ''`.execute(db);
  await sql`alter table sourcing_run add column scenario_id ${integer} references scenario (id)`.execute(db);
  await sql`alter table sourcing_run add column facts_hash ${text}`.execute(db);
  await sql`alter table sourcing_run add column changes_json ${text}`.execute(db);
  await sql`alter table sourcing_decision add column plan_key ${text} not null default ''`.execute(db);
  await sql`alter table sourcing_decision add column before_key ${text}`.execute(db);
  await sql`alter table sourcing_decision add column arrives_at ${integer}`.execute(db);
  await sql`alter table sourcing_decision add column plain_cost_minor ${integer} not null default 0`.execute(
    db,
  );
  await sql`alter table sourcing_decision add column figures_json ${text}`.execute(db);
  await sql`alter table allocation add column replaced_by_run_id ${integer} references sourcing_run (id)`.execute(
    db,
  );
  await createIndex(db, 'allocation', ['replaced_by_run_id'], 'replaced_by_run_id is not null');
  await createIndex(db, 'sourcing_run', ['scenario_id'], 'scenario_id is not null');
}
