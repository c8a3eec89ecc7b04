import type { Generated } from 'kysely';

/** Connections: what came in, what must go out, who says what, who may send us orders. */
export interface FeedTables {
  feed: FeedTable;
  feed_run: FeedRunTable;
  feed_inbox: FeedInboxTable;
  feed_item: FeedItemTable;
  feed_record: FeedRecordTable;
  outbox: OutboxTable;
  difference: DifferenceTable;
  precedence: PrecedenceTable;
  api_key: ApiKeyTable;
  intake_request: IntakeRequestTable;
}

/** A connection to another system. Its options hold no secrets; those lie in the OS store under the feed's code. */
interface FeedTable {
  id: Generated<number>;
  code: string;
  name: string;
  connector: string;
  options_json: string;
  /** Kinds of records it brings. */
  kinds_json: string;
  /** Kinds of messages it delivers. */
  delivers_json: string;
  active: number;
  interval_seconds: number;
  budget_per_hour: number | null;
  /** How far it has read: the connector's own business. */
  cursor_json: string | null;
  last_attempt_at: number | null;
  last_success_at: number | null;
  last_record_at: number | null;
  lag_ms: number | null;
  /** In a row. */
  failures: Generated<number>;
  fault_json: string | null;
  /** Calls by minute of the last hour. */
  calls_json: string | null;
  census_json: string | null;
  removed_at: number | null;
  created_at: number;
  updated_at: number;
}

interface FeedRunTable {
  id: Generated<number>;
  feed_id: number;
  kind: string;
  trigger: string;
  status: string;
  started_at: number;
  finished_at: number | null;
  counts_json: string;
  error_json: string | null;
}

/** A raw record as it came: never changed, never lost before it was applied or a person dismissed it. */
interface FeedInboxTable {
  id: Generated<number>;
  feed_id: number;
  kind: string;
  key: string;
  /** SHA-256 of the body, in base64url. */
  hash: string;
  /** The source's own time of change. */
  version: number | null;
  body: string;
  /** What a person made of the body to mend it. */
  mended_body: string | null;
  state: string;
  /** Code of the first problem. */
  code: string | null;
  /** What it waits for, as the record names it: a tracking number, an order number, in capitals. */
  waits_for: string | null;
  problems_json: string | null;
  attempts: Generated<number>;
  received_at: number;
  applied_at: number | null;
}

/** The newest raw record of each thing of a source: what makes a repetition known. */
interface FeedItemTable {
  feed_id: number;
  kind: string;
  key: string;
  hash: string;
  version: number | null;
  inbox_id: number;
  seen_at: number;
  deleted_at: number | null;
}

/** What a feed last said of a thing of ours, by our key. Events (tracking) are not kept here. */
interface FeedRecordTable {
  feed_id: number;
  kind: string;
  key: string;
  version: number | null;
  said_json: string;
  said_at: number;
  /** The source's own name for it, for messages to the source. */
  upstream: string | null;
  item_kind: string;
  item_key: string;
  deleted_at: number | null;
}

/** A message that another system must get; written in the transaction that decided it. */
interface OutboxTable {
  id: Generated<number>;
  feed_id: number;
  kind: string;
  /** Messages about the same subject keep their order. */
  subject: string;
  idempotency_key: string;
  payload_json: string;
  state: string;
  attempts: Generated<number>;
  actor: string;
  created_at: number;
  next_attempt_at: number | null;
  delivered_at: number | null;
  response_json: string | null;
  /** Interchange control number under which it went out (EDI): what an acknowledgement refers to. */
  control_number: string | null;
  acknowledged: string | null;
  fault_json: string | null;
}

/** A fact on which sources do not agree. `field` is empty when the whole thing is missing or deleted. */
interface DifferenceTable {
  id: Generated<number>;
  type: string;
  kind: string;
  key: string;
  field: string;
  says_json: string;
  status: string;
  since: number;
  updated_at: number;
}

/** Which feeds win for a field (`*`: every field) of a kind. */
interface PrecedenceTable {
  kind: string;
  field: string;
  feed_ids_json: string;
}

/** A key of the intake API; only its hash is kept. */
interface ApiKeyTable {
  id: Generated<number>;
  name: string;
  prefix: string;
  hash: string;
  scopes_json: string;
  requests_per_minute: number;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** What was answered to a request with an idempotency key. */
interface IntakeRequestTable {
  api_key_id: number;
  idempotency_key: string;
  request_hash: string;
  status: number;
  response_json: string;
  created_at: number;
}
