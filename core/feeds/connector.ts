import type { z } from 'zod';
import type { MessageKind, RecordKind } from '../contract/feed-records.ts';
import type { ConnectorFamily, TestStep } from '../contract/feeds.ts';
import type { Places } from '../features/places/index.ts';
import type { FeedHttp } from './engine/feed-http.ts';
import type { ParsedItem } from './record.ts';

/** A raw record as the source gives it. Whatever is in `body` is stored before anything is made of it. */
export interface RawItem {
  /** What the source calls it: `sale.sale`, `row`, `x12.214`. */
  kind: string;
  /** Identifies the thing within source and kind: the same key with the same body is the same record again. */
  key: string;
  /** When the source last changed it, UTC ms; null when it does not say. */
  version: number | null;
  body: string;
  /** The source no longer has it: `body` may be empty. */
  deleted?: boolean;
  /** What reading made of it already, where that costs nothing more (rows of files). Must equal `parse` of the body. */
  parsed?: ParsedItem;
}

/** How far a source has been read: any JSON value, the connector's own business. */
export type Cursor = unknown;

export interface RawBatch {
  /** At most some thousands; an empty batch only moves the cursor. */
  items: RawItem[];
  /** Where to go on after this batch: stored in the transaction that stores the items. */
  cursor: Cursor;
  /** 0 to 1; null while unknown. */
  progress?: number | null;
  /** Called once every item of the batches up to this one has been dealt with: to archive a file. Must be safe to repeat. */
  settled?: (outcome: SettledOutcome) => Promise<void>;
}

/** What became of the items of the batches since the last `settled`. */
export interface SettledOutcome {
  applied: number;
  unchanged: number;
  waiting: number;
  quarantined: number;
  problems: { kind: string; key: string; code: string; reason: string; place: string | null }[];
}

/** What a connector's code works with. Nothing it logs or throws may hold a secret; `http` takes them out. */
export interface ConnectorTools<Options> {
  readonly feed: { id: number; code: string; name: string };
  readonly options: Options;
  /** Aborted when the run is cancelled or the feed is paused. */
  readonly signal: AbortSignal;
  /** @throws FeedFaultError `secretMissing`. */
  secret(name: string): Promise<string>;
  hasSecret(name: string): Promise<boolean>;
  /** HTTP within the feed's budget and rate, with time-outs and honest errors. */
  readonly http: FeedHttp;
  readonly places: Places;
  /** UTC ms. */
  clock(): number;
  log(line: string): void;
  /** Own folder for working files, emptied at start. */
  readonly scratch: string;
  /** Runs a named task in a worker thread, chunk by chunk. */
  runTask<Outcome>(
    task: string,
    input: unknown,
    options?: { onChunk?: (chunk: unknown) => unknown },
  ): Promise<Outcome>;
  /** Raw items of this feed that the inbox holds, newest of each key: for deletions and for composing documents. */
  known(kind: string): AsyncIterable<{ key: string; version: number | null }>;
}

/** Something to deliver. Delivered at least once: the same `idempotencyKey` must not have a second effect. */
export interface Message {
  kind: MessageKind;
  subject: string;
  idempotencyKey: string;
  createdAt: number;
  attempt: number;
  payload: Record<string, unknown>;
}

export type Delivery =
  | { done: true; response?: Record<string, unknown>; controlNumber?: string }
  /** The other side refuses for good: parked at once with its words. Temporary trouble is thrown instead. */
  | { done: false; code: string; message: string; action: string | null };

/** Something sent to us over HTTP. */
export interface ReceivedRequest {
  method: string;
  headers: Readonly<Record<string, string | undefined>>;
  query: URLSearchParams;
  body: Uint8Array;
}

export type Received =
  /** `nonce`: what makes a replay of the same request known (delivery id, signature); refused when seen before. */
  | { accepted: true; items: RawItem[]; nonce: string | null }
  | { accepted: false; status: 400 | 401 | 403 | 409 | 413; reason: string };

export type PullMode = { type: 'sync' } | { type: 'backfill'; from: number };

/**
 * A connection to one kind of system. A source pulls or receives raw items and parses them; a sink delivers messages. Adding
 * one is a folder under `connectors/` with a connector in its `index.ts`, and a line in `connectors/all.ts`.
 */
export interface Connector<Options = never> {
  readonly id: string;
  readonly family: ConnectorFamily;
  /** Drives the form: `.meta({ title, description, 'x-widget', 'x-group' })`; defaults are the form's defaults. */
  readonly options: z.ZodType<Options>;
  readonly secrets: readonly { name: string; required: boolean }[];
  readonly defaultIntervalSeconds: number;
  /** Calls a second that are polite to make; null without a limit of its own. */
  readonly callsPerSecond?: number;
  /** Under given options. */
  kinds(options: Options): RecordKind[];
  delivers(options: Options): MessageKind[];
  /** Tries the connection step by step; changes nothing. Failures are steps that are not `ok`, not exceptions. */
  test(tools: ConnectorTools<Options>): Promise<TestStep[]>;
  /**
   * New and changed items since `cursor` (null: from the beginning), then ends. A batch whose cursor was stored is never
   * asked for again. @throws FeedFaultError for trouble in words; whatever else is thrown is trouble as well.
   */
  pull?(tools: ConnectorTools<Options>, cursor: Cursor | null, mode: PullMode): AsyncIterable<RawBatch>;
  /** Everything there is now, for a full comparison; `kinds` are raw kinds. Absent: cannot be compared. */
  snapshot?(
    tools: ConnectorTools<Options>,
  ): AsyncIterable<{ kind: string; items: RawItem[]; complete: boolean }>;
  /** A webhook's request: authentic or refused. */
  receive?(tools: ConnectorTools<Options>, request: ReceivedRequest): Promise<Received>;
  /** Raw to records: pure, and the same for the same body and options. Never throws for what a source may send. */
  parse(item: Pick<RawItem, 'kind' | 'key' | 'version' | 'body' | 'deleted'>, options: Options): ParsedItem;
  deliver?(tools: ConnectorTools<Options>, message: Message): Promise<Delivery>;
  /** What a message is as a file, word for word as it is delivered. Absent: it is sent in another way. */
  write?(message: Message, options: Options): { fileName: string; text: string };
}

/** A connector with its options' type put away, as the registry holds it. */
export type AnyConnector = Omit<Connector<never>, 'options'> & { readonly options: z.ZodType };

/** Trouble with a feed, in words for people. `temporary`: trying again may help. */
export class FeedFaultError extends Error {
  readonly code: string;
  readonly action: string | null;
  readonly temporary: boolean;

  constructor(
    code: string,
    message: string,
    more: { action?: string | null; temporary?: boolean; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'FeedFaultError';
    this.code = code;
    this.action = more.action ?? null;
    this.temporary = more.temporary ?? true;
  }
}
