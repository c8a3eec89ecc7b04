import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Incidents: what is wrong, what happened to it, who watches it, what was done about it. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'incident', {
    columns: {
      id: 'id',
      kind: 'text',
      severity: 'integer',
      state: 'text',
      /** 1 while its cause lasts, even when somebody has closed it; then null: a thing has one incident at a time. */
      active: 'integer?',
      entity: 'text',
      entity_key: 'text',
      entity_id: 'integer?',
      parent_id: 'integer?>incident',
      cause: 'text?',
      owner: 'text?',
      order_id: 'integer?>sales_order',
      order_number: 'text?',
      customer_id: 'integer?',
      customer: 'text?',
      segment: 'text?',
      carrier: 'text?',
      facility: 'text?',
      place: 'text?',
      latitude: 'real?',
      longitude: 'real?',
      promised_at: 'integer?',
      expected_at: 'integer?',
      orders: 'integer=0',
      customers: 'integer=0',
      money_minor: 'integer=0',
      currency: 'text',
      facts_json: "text='{}'",
      detected_at: 'integer',
      due_at: 'integer',
      snoozed_until: 'integer?',
      resolved_at: 'integer?',
      resolution: 'text?',
      updated_at: 'integer',
    },
    unique: [['entity', 'entity_key', 'active']],
    checks: {
      state: "state in ('open','snoozed','resolved','dismissed')",
      severity: 'severity between 1 and 4',
    },
  });
  await createIndex(db, 'incident', ['state', 'severity', 'due_at']);
  await createIndex(db, 'incident', ['parent_id', 'state']);
  await createIndex(db, 'incident', ['kind', 'resolved_at']);
  await createIndex(db, 'incident', ['order_id']);
  await createTable(db, traits, 'incident_event', {
    columns: {
      id: 'id',
      incident_id: 'integer>incident',
      at: 'integer',
      actor: 'text',
      kind: 'text',
      note: 'text?',
      detail: 'text?',
    },
  });
  await createIndex(db, 'incident_event', ['incident_id']);
  await createTable(db, traits, 'incident_watch', {
    columns: { incident_id: 'integer>incident', actor: 'text' },
    primaryKey: ['incident_id', 'actor'],
    clustered: true,
  });
  await createTable(db, traits, 'incident_action', {
    columns: {
      id: 'id',
      incident_id: 'integer>incident',
      option: 'text',
      at: 'integer',
      actor: 'text',
      command_id: 'text',
      cost_minor: 'integer=0',
      currency: 'text',
      made: 'text?',
      /** What taking it back needs, and the messages as they were sent or kept. */
      undo_json: 'text',
      undone_at: 'integer?',
    },
  });
  await createIndex(db, 'incident_action', ['incident_id']);
}
