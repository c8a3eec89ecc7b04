import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** What surrounds the facts: journal, jobs, imports, quarantine, saved views, settings. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'journal', {
    columns: {
      id: 'id',
      at: 'integer',
      actor: 'text',
      procedure: 'text',
      command_id: 'text',
      entity: 'text',
      entity_id: 'integer?',
      entity_key: 'text?',
      before_json: 'text?',
      after_json: 'text?',
    },
  });
  await createIndex(db, 'journal', ['entity', 'entity_id', 'at']);
  await createIndex(db, 'journal', ['command_id']);
  await createTable(db, traits, 'job', {
    columns: {
      id: 'text',
      kind: 'text',
      actor: 'text',
      status: 'text',
      progress: 'real?',
      message: 'text?',
      input_json: 'text',
      outcome_json: 'text?',
      error_json: 'text?',
      created_at: 'integer',
      started_at: 'integer?',
      finished_at: 'integer?',
    },
    primaryKey: ['id'],
    checks: { status: "status in ('queued','running','done','failed','cancelled','interrupted')" },
  });
  await createTable(db, traits, 'import_run', {
    columns: {
      id: 'id',
      actor: 'text',
      status: 'text',
      files_json: 'text',
      account_json: 'text?',
      started_at: 'integer',
      finished_at: 'integer?',
    },
  });
  await createTable(db, traits, 'quarantine', {
    columns: {
      id: 'id',
      import_id: 'integer?>import_run',
      source: 'text',
      kind: 'text',
      row_number: 'integer',
      column_name: 'text?',
      value: 'text?',
      code: 'text',
      reason: 'text',
      raw_json: 'text',
      mapping_json: 'text?',
      status: 'text',
      created_at: 'integer',
      resolved_at: 'integer?',
    },
    checks: { status: "status in ('open','mended','dismissed')" },
  });
  await createIndex(db, 'quarantine', ['status', 'id']);
  await createTable(db, traits, 'saved_mapping', {
    columns: { id: 'id', name: 'text', signature: 'text', mapping_json: 'text', updated_at: 'integer' },
    unique: [['signature']],
  });
  await createTable(db, traits, 'saved_view', {
    columns: {
      id: 'id',
      screen: 'text',
      name: 'text',
      owner: 'text',
      state_json: 'text',
      updated_at: 'integer',
    },
    unique: [['screen', 'owner', 'name']],
  });
  await createTable(db, traits, 'setting', {
    columns: { key: 'text', value_json: 'text' },
    primaryKey: ['key'],
  });
}
