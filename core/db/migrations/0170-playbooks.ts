import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** What may be sent instead of what, what pickers did not find; playbooks with their versions, their runs on incidents, step by step. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'product_substitute', {
    columns: {
      product_id: 'integer>product',
      substitute_id: 'integer>product',
      /** Units of the substitute for one unit. */
      units: 'integer=1',
      /** 1 is offered first. */
      rank: 'integer=1',
      note: 'text?',
      updated_at: 'integer',
    },
    primaryKey: ['product_id', 'substitute_id'],
    clustered: true,
    checks: { units: 'units > 0', different: 'product_id <> substitute_id' },
  });
  await createIndex(db, 'pick_part', ['allocation_id'], 'short > 0');
  await createTable(db, traits, 'playbook', {
    columns: {
      id: 'id',
      name: 'text',
      /** Of one that comes with the program: which. */
      shipped: 'text?',
      mode: 'text',
      /** The version in use. */
      version: 'integer',
      created_at: 'integer',
      updated_at: 'integer',
      removed_at: 'integer?',
    },
    unique: [['shipped']],
    checks: { mode: "mode in ('off','suggest','ask','itself')" },
  });
  await createTable(db, traits, 'playbook_version', {
    columns: {
      playbook_id: 'integer>playbook',
      version: 'integer',
      document_json: 'text',
      actor: 'text',
      created_at: 'integer',
    },
    primaryKey: ['playbook_id', 'version'],
    clustered: true,
  });
  await createTable(db, traits, 'playbook_run', {
    columns: {
      id: 'id',
      playbook_id: 'integer>playbook',
      version: 'integer',
      incident_id: 'integer>incident',
      state: 'text',
      /** 1 while it lasts: an incident has one at a time. */
      active: 'integer?',
      /** The step that comes next. */
      position: 'integer=0',
      /** Until when its step waits. */
      wakes_at: 'integer?',
      /** 1 while the incident may end its waiting earlier. */
      watches: 'integer=0',
      /** The step that somebody has said yes to. */
      allowed_position: 'integer?',
      /** Somebody began it by hand: its steps within the limits need no yes. */
      by_hand: 'integer=0',
      cost_minor: 'integer=0',
      currency: 'text',
      started_by: 'text',
      started_at: 'integer',
      /** The newest event of the incident when it began: what people do later takes it over. */
      after_event_id: 'integer=0',
      ended_at: 'integer?',
      reason: 'text?',
    },
    unique: [['incident_id', 'active']],
    checks: { state: "state in ('running','waiting','asking','done','stopped')" },
  });
  await createIndex(db, 'playbook_run', ['active']);
  await createIndex(db, 'playbook_run', ['playbook_id', 'started_at']);
  await createTable(db, traits, 'playbook_step', {
    columns: {
      run_id: 'integer>playbook_run',
      position: 'integer',
      state: 'text',
      at: 'integer',
      cost_minor: 'integer=0',
      currency: 'text',
      /** Why it was left out, or why it is asked. */
      reason: 'text?',
    },
    primaryKey: ['run_id', 'position'],
    clustered: true,
  });
  await createIndex(db, 'playbook_step', ['at']);
}
