import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** What was learnt of delivery times, and what was forecast for each shipment. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'eta_model', {
    columns: {
      id: 'id',
      /** Names this model in every workspace: what has been made ready once is kept under it. */
      token: 'text',
      trained_at: 'integer',
      actor: 'text',
      took_ms: 'integer',
      deliveries: 'integer',
      /** Null for an older one, of which only the figures are kept. */
      model_json: 'text?',
      report_json: 'text',
    },
  });
  await createTable(db, traits, 'shipment_eta', {
    columns: {
      shipment_id: 'integer>shipment',
      model_id: 'integer>eta_model',
      at: 'integer',
      late_chance: 'real?',
      since: 'text',
      since_at: 'integer',
      level: 'text',
      known: 'integer',
      /** The forecast at departure, and what the carrier said then: they stay, so that they can be measured. */
      first_at: 'integer',
      first_p50_at: 'integer',
      first_p90_at: 'integer',
      first_late_chance: 'real?',
      first_carrier_eta_at: 'integer?',
    },
    primaryKey: ['shipment_id'],
    clustered: true,
  });
  await createIndex(db, 'shipment_eta', ['first_at']);
}
