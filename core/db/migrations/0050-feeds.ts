import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Feeds: connections, what came in, what must go out, who says what; and what shipments need to be told and asked of. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await connections(db, traits);
  await inboxTables(db, traits);
  await createTable(db, traits, 'outbox', {
    columns: {
      id: 'id',
      feed_id: 'integer>feed',
      kind: 'text',
      subject: 'text',
      idempotency_key: 'text',
      payload_json: 'text',
      state: 'text',
      attempts: 'integer=0',
      actor: 'text',
      created_at: 'integer',
      next_attempt_at: 'integer?',
      delivered_at: 'integer?',
      response_json: 'text?',
      control_number: 'text?',
      acknowledged: 'text?',
      fault_json: 'text?',
    },
    unique: [['idempotency_key']],
    checks: { state: "state in ('waiting','sending','delivered','parked','cancelled')" },
  });
  await createIndex(db, 'outbox', ['feed_id', 'state', 'id']);
  await createIndex(db, 'outbox', ['feed_id', 'control_number'], 'control_number is not null');
  await differenceTables(db, traits);
  await intakeTables(db, traits);
  await sql`alter table shipment add column assigned_at ${sql.raw(traits.integer)}`.execute(db);
  await sql`alter table shipment add column carrier_eta_at ${sql.raw(traits.integer)}`.execute(db);
  await sql`alter table tracking_event add column exception_kind ${sql.raw(traits.text)}`.execute(db);
  await sql`alter table tracking_event add column eta_at ${sql.raw(traits.integer)}`.execute(db);
  await saidColumns(db, traits);
  await createIndex(db, 'shipment', ['facility_id']);
  await createIndex(db, 'shipment_line', ['order_line_id']);
  await sql`update tracking_event set milestone = 'booked' where milestone = 'labelCreated'`.execute(db);
}

/** What the owner of a shipment or an order said, beside what follows from it and from the carrier's scans. */
async function saidColumns(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await sql`alter table sales_order add column said_status ${sql.raw(traits.text)}`.execute(db);
  await sql`alter table shipment add column said_status ${sql.raw(traits.text)}`.execute(db);
  for (const name of ['said_shipped_at', 'said_delivered_at', 'said_eta_at']) {
    await sql`alter table shipment add column ${sql.ref(name)} ${sql.raw(traits.integer)}`.execute(db);
  }
}

async function connections(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'feed', {
    columns: {
      id: 'id',
      code: 'text',
      name: 'text',
      connector: 'text',
      options_json: 'text',
      kinds_json: 'text',
      delivers_json: 'text',
      active: 'integer=1',
      interval_seconds: 'integer',
      budget_per_hour: 'integer?',
      cursor_json: 'text?',
      last_attempt_at: 'integer?',
      last_success_at: 'integer?',
      last_record_at: 'integer?',
      lag_ms: 'integer?',
      failures: 'integer=0',
      fault_json: 'text?',
      calls_json: 'text?',
      census_json: 'text?',
      removed_at: 'integer?',
      created_at: 'integer',
      updated_at: 'integer',
    },
    unique: [['code']],
  });
  await createTable(db, traits, 'feed_run', {
    columns: {
      id: 'id',
      feed_id: 'integer>feed',
      kind: 'text',
      trigger: 'text',
      status: 'text',
      started_at: 'integer',
      finished_at: 'integer?',
      counts_json: 'text',
      error_json: 'text?',
    },
    checks: {
      kind: "kind in ('sync','backfill','reconcile','replay')",
      status: "status in ('running','done','failed','cancelled','interrupted')",
    },
  });
  await createIndex(db, 'feed_run', ['feed_id', 'started_at']);
}

async function inboxTables(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'feed_inbox', {
    columns: {
      id: 'id',
      feed_id: 'integer>feed',
      kind: 'text',
      key: 'text',
      hash: 'text',
      version: 'integer?',
      body: 'text',
      mended_body: 'text?',
      state: 'text',
      code: 'text?',
      waits_for: 'text?',
      problems_json: 'text?',
      attempts: 'integer=0',
      received_at: 'integer',
      applied_at: 'integer?',
    },
    checks: {
      state: "state in ('received','applied','unchanged','stale','waiting','quarantined','dismissed')",
    },
  });
  await createIndex(
    db,
    'feed_inbox',
    ['feed_id', 'state', 'id'],
    "state in ('received','waiting','quarantined')",
  );
  await createIndex(db, 'feed_inbox', ['feed_id', 'kind', 'key', 'id']);
  await createIndex(db, 'feed_inbox', ['waits_for'], "state = 'waiting'");
  await createTable(db, traits, 'feed_item', {
    columns: {
      feed_id: 'integer>feed',
      kind: 'text',
      key: 'text',
      hash: 'text',
      version: 'integer?',
      inbox_id: 'integer',
      seen_at: 'integer',
      deleted_at: 'integer?',
    },
    primaryKey: ['feed_id', 'kind', 'key'],
    clustered: true,
  });
  await createTable(db, traits, 'feed_record', {
    columns: {
      feed_id: 'integer>feed',
      kind: 'text',
      key: 'text',
      version: 'integer?',
      said_json: 'text',
      said_at: 'integer',
      upstream: 'text?',
      item_kind: 'text',
      item_key: 'text',
      deleted_at: 'integer?',
    },
    primaryKey: ['feed_id', 'kind', 'key'],
    clustered: true,
  });
  await createIndex(db, 'feed_record', ['kind', 'key']);
  await createIndex(db, 'feed_record', ['feed_id', 'item_kind', 'item_key']);
}

async function differenceTables(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'difference', {
    columns: {
      id: 'id',
      type: 'text',
      kind: 'text',
      key: 'text',
      field: "text=''",
      says_json: 'text',
      status: 'text',
      since: 'integer',
      updated_at: 'integer',
    },
    unique: [['type', 'kind', 'key', 'field']],
    checks: {
      type: "type in ('differs','missingHere','deletedThere','missingThere')",
      status: "status in ('open','accepted','fixed','gone')",
    },
  });
  await createIndex(db, 'difference', ['status', 'kind', 'id']);
  await createTable(db, traits, 'precedence', {
    columns: { kind: 'text', field: 'text', feed_ids_json: 'text' },
    primaryKey: ['kind', 'field'],
  });
}

async function intakeTables(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'api_key', {
    columns: {
      id: 'id',
      name: 'text',
      prefix: 'text',
      hash: 'text',
      scopes_json: 'text',
      requests_per_minute: 'integer',
      created_at: 'integer',
      last_used_at: 'integer?',
      revoked_at: 'integer?',
    },
    unique: [['hash']],
  });
  await createTable(db, traits, 'intake_request', {
    columns: {
      api_key_id: 'integer>api_key',
      idempotency_key: 'text',
      request_hash: 'text',
      status: 'integer',
      response_json: 'text',
      created_at: 'integer',
    },
    primaryKey: ['api_key_id', 'idempotency_key'],
  });
}
