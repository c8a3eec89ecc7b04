import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Simulations of tours: what they begin with, and their scenarios with the plan of each. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'route_simulation', {
    columns: {
      id: 'id',
      name: 'text',
      revision: 'integer=1',
      parameters_json: 'text',
      actor: 'text',
      created_at: 'integer',
      updated_at: 'integer',
    },
  });
  await createTable(db, traits, 'route_scenario', {
    columns: {
      simulation_id: 'integer>route_simulation',
      number: 'integer',
      name: 'text',
      changes_json: 'text',
      series: 'text',
      job_id: 'text?',
      plan_id: 'integer?>route_plan',
    },
    primaryKey: ['simulation_id', 'number'],
    clustered: true,
  });
  await createIndex(db, 'route_scenario', ['plan_id'], 'plan_id is not null');
}
