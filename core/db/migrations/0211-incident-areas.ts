import type { Kysely } from 'kysely';
import { createTable, type SchemaTraits } from '../schema.ts';

/** Areas that people draw on the map: weather, a strike, a closed road. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'incident_area', {
    columns: {
      id: 'id',
      name: 'text',
      latitude: 'real',
      longitude: 'real',
      radius_metres: 'integer',
      drawn_by: 'text',
      drawn_at: 'integer',
      until: 'integer',
      removed_at: 'integer?',
    },
    checks: { radius_metres: 'radius_metres > 0' },
  });
}
