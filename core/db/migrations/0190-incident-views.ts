import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** What can be learnt from incidents: since when it was wrong, whether the promise still held, claims, who was named in a comment. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await db.schema.alterTable('incident').addColumn('began_at', traits.integer).execute();
  await db.schema.alterTable('incident').addColumn('promise_held', traits.integer).execute();
  await createIndex(db, 'incident', ['detected_at']);
  await createTable(db, traits, 'incident_mention', {
    columns: { incident_id: 'integer>incident', person: 'text' },
    primaryKey: ['person', 'incident_id'],
    clustered: true,
  });
  await createTable(db, traits, 'incident_claim', {
    columns: {
      action_id: 'integer>incident_action',
      carrier: 'text',
      claimed_minor: 'integer',
      /** What the carrier paid; null until it has answered, 0 when it refused. */
      paid_minor: 'integer?',
      currency: 'text',
      settled_at: 'integer?',
    },
    primaryKey: ['action_id'],
    checks: { paid_minor: 'paid_minor is null or paid_minor >= 0' },
  });
}
