import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Teams: who is in them, which kinds of incidents they look after, which incidents they have been given. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'team', {
    columns: {
      id: 'id',
      name: 'text',
      /** Kinds of incidents that nobody owns and that are theirs; empty: all. */
      kinds_json: "text='[]'",
    },
    unique: [['name']],
  });
  await createTable(db, traits, 'team_member', {
    columns: { team_id: 'integer>team', person: 'text' },
    primaryKey: ['person', 'team_id'],
    clustered: true,
  });
  await db.schema.alterTable('incident').addColumn('team_id', traits.integer).execute();
  await createIndex(db, 'incident', ['team_id']);
  await sql`update saved_view set state_json = replace(state_json, '"owner":"others"', '"owner":"team"') where screen = 'incidents'`.execute(
    db,
  );
}
