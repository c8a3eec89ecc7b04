import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Carriers' terms, the service chosen for each shipment with what it costs, and the manifests that parcels leave on. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'carrier_terms', {
    columns: { carrier_id: 'integer>carrier', terms_json: 'text', updated_at: 'integer' },
    primaryKey: ['carrier_id'],
    clustered: true,
  });
  await createTable(db, traits, 'carrier_choice', {
    columns: {
      shipment_id: 'integer>shipment',
      carrier_id: 'integer>carrier',
      facility_id: 'integer>facility',
      /** Local day of its departure, since 1970-01-01. */
      departs_on: 'integer',
      chosen_at: 'integer',
      /** Null for what was reckoned. */
      reason: 'text?',
      actor: 'text',
    },
    primaryKey: ['shipment_id'],
    clustered: true,
  });
  await createIndex(db, 'carrier_choice', ['departs_on']);
  await createIndex(db, 'carrier_choice', ['chosen_at']);
  await createTable(db, traits, 'shipment_charge', {
    columns: { shipment_id: 'integer>shipment', kind: 'text', amount_minor: 'integer' },
    primaryKey: ['shipment_id', 'kind'],
    clustered: true,
  });
  await createTable(db, traits, 'manifest', {
    columns: {
      id: 'id',
      number: 'text',
      facility_id: 'integer>facility',
      carrier_id: 'integer>carrier',
      day: 'text',
      cut_off_at: 'integer',
      /** 1 while parcels may join it; null once it is closed. */
      open: 'integer?',
      actor: 'text',
      created_at: 'integer',
      closed_at: 'integer?',
    },
    unique: [['number'], ['facility_id', 'carrier_id', 'cut_off_at', 'open']],
  });
  await createIndex(db, 'manifest', ['facility_id', 'day']);
  await createTable(db, traits, 'manifest_parcel', {
    columns: {
      id: 'id',
      manifest_id: 'integer>manifest',
      shipment_id: 'integer>shipment',
      code: 'text',
      weight_grams: 'integer',
      /** 1: on the vehicle; null: packed for it, but it stayed behind. */
      loaded: 'integer?',
      loaded_at: 'integer?',
      actor: 'text?',
    },
    unique: [['shipment_id', 'code', 'loaded']],
  });
  await createIndex(db, 'manifest_parcel', ['manifest_id']);
  await createIndex(db, 'outbox', ['subject']);
}
