import type { CoreEvent } from '../../contract/events.ts';
import type { InboxState, RecordProblem } from '../../contract/feed-records.ts';
import { DatabaseError } from '../../db/errors.ts';
import type { AppContext } from '../../features/context.ts';
import { applyRecords, type ItemOutcome, type ReceivedRecord } from '../apply/apply-records.ts';
import { recordsOfItems } from '../apply/feed-records.queries.ts';
import type { AnyConnector, SettledOutcome } from '../connector.ts';
import { findDifferences } from '../differences/index.ts';
import type { FeedRecord, ParsedItem, RecordFields } from '../record.ts';
import { type Feed, optionsOf } from './feed.ts';
import { type Settled, type StoredItem, settleRows } from './inbox.queries.ts';

/** What became of some inbox rows. */
export interface Applied extends SettledOutcome {
  kinds: Record<string, number>;
  events: CoreEvent[];
  /** Numbers and codes of things that came: what waiting rows may have waited for. */
  references: Set<string>;
}

export function nothingApplied(): Applied {
  return {
    applied: 0,
    unchanged: 0,
    waiting: 0,
    quarantined: 0,
    problems: [],
    kinds: {},
    events: [],
    references: new Set(),
  };
}

const SLICE_ROWS = 2500;
const SLICE_CHARACTERS = 1_000_000;

/** Rows in slices that are dealt with in some tenths of a second, so that nothing else waits for long. */
export function* slices(rows: readonly StoredItem[]): Generator<StoredItem[]> {
  let slice: StoredItem[] = [];
  let characters = 0;
  for (const row of rows) {
    slice.push(row);
    characters += row.body.length;
    if (slice.length < SLICE_ROWS && characters < SLICE_CHARACTERS) continue;
    yield slice;
    slice = [];
    characters = 0;
  }
  if (slice.length > 0) yield slice;
}

const MOST_PROBLEMS_TOLD = 1000;

/** Adds one outcome to another. */
export function addApplied(to: Applied, from: Applied): void {
  to.applied += from.applied;
  to.unchanged += from.unchanged;
  to.waiting += from.waiting;
  to.quarantined += from.quarantined;
  to.problems.push(...from.problems.slice(0, Math.max(0, MOST_PROBLEMS_TOLD - to.problems.length)));
  for (const [kind, count] of Object.entries(from.kinds)) to.kinds[kind] = (to.kinds[kind] ?? 0) + count;
  to.events.push(...from.events);
  for (const reference of from.references) to.references.add(reference);
}

interface ParsedRow {
  row: StoredItem;
  parsed: ParsedItem;
}

/**
 * Makes facts of stored raw records: parsed first, then applied with their new states in one transaction. When the database
 * refuses the whole for the sake of one record, it is found by halving and put into quarantine; the others go in.
 */
export async function applyStored(
  ctx: AppContext,
  connector: AnyConnector,
  feed: Feed,
  rows: readonly StoredItem[],
): Promise<Applied> {
  const options = optionsOf(connector, feed);
  const parsedRows = rows.map((row) => ({ row, parsed: parseRow(connector, options, row) }));
  return applyParsed(ctx, feed, parsedRows);
}

/** A row's records and problems; what a parser should not have thrown is a problem too. */
export function parseRow(connector: AnyConnector, options: never, row: StoredItem): ParsedItem {
  if (row.parsed) return row.parsed;
  try {
    return connector.parse(row, options);
  } catch (error) {
    const reason = `It could not be read: ${error instanceof Error ? error.message : String(error)}`;
    return {
      records: [],
      problems: [{ severity: 'error', code: 'unreadable', reason, place: null, value: null }],
    };
  }
}

async function applyParsed(ctx: AppContext, feed: Feed, rows: readonly ParsedRow[]): Promise<Applied> {
  if (rows.length === 0) return nothingApplied();
  try {
    return await applyTogether(ctx, feed, rows);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (rows.length === 1) return refuseRow(ctx, rows[0] as ParsedRow, error);
    const middle = rows.length >> 1;
    const applied = await applyParsed(ctx, feed, rows.slice(0, middle));
    addApplied(applied, await applyParsed(ctx, feed, rows.slice(middle)));
    return applied;
  }
}

function isRefusal(error: unknown): error is DatabaseError {
  const same = DatabaseError.fromPostgres(error);
  return same instanceof DatabaseError && ['constraint', 'insufficient_stock', 'failed'].includes(same.code);
}

async function applyTogether(ctx: AppContext, feed: Feed, rows: readonly ParsedRow[]): Promise<Applied> {
  const { applied, short } = await ctx.db.write(async (trx, tools) => {
    const at = ctx.clock();
    const gone = rows.filter(({ row, parsed }) => row.deleted && parsed.records.length === 0);
    const retired = await recordsOfItems(
      trx,
      feed.id,
      gone.map(({ row }) => row),
    );
    const records = rows.flatMap(({ row, parsed }) => received(row, parsed.records));
    records.push(
      ...gone.flatMap(({ row }) => received(row, retired.get(`${row.kind}\u0000${row.key}`) ?? [])),
    );
    const outcome = await applyRecords(ctx, { trx, tools, at }, feed, records);
    const applied = nothingApplied();
    const settled = rows.map(({ row, parsed }) => settle(applied, row, parsed, outcome.byItem.get(row.id)));
    await settleRows(trx, settled, at);
    applied.kinds = { ...outcome.kinds };
    applied.events = [...outcome.events];
    if (await findDifferences(trx, feed, records, at)) applied.events.push({ type: 'differences.changed' });
    for (const record of records) addReferences(applied.references, record);
    return { applied, short: outcome.short };
  });
  if (short.length > 0) await ctx.jobs.start('sourcing.short', { numbers: short }, feed.name);
  return applied;
}

function received(row: StoredItem, records: readonly FeedRecord[]): ReceivedRecord[] {
  return records.map((record) => ({
    ...record,
    version: record.version ?? row.version,
    ...(row.deleted ? { deleted: true } : {}),
    item: row.id,
    itemKind: row.kind,
    itemKey: row.key,
  }));
}

function settle(
  applied: Applied,
  row: StoredItem,
  parsed: ParsedItem,
  outcome: ItemOutcome | undefined,
): Settled {
  const problems = [...parsed.problems, ...(outcome?.problems ?? [])];
  const state = stateOf(problems, (outcome?.changed ?? 0) > 0);
  applied[state]++;
  for (const { severity, code, reason, place } of problems) {
    if (severity !== 'warning' || applied.problems.length < MOST_PROBLEMS_TOLD) {
      applied.problems.push({ kind: row.kind, key: row.key, code, reason, place });
    }
  }
  const waitsFor = problems.find(({ severity }) => severity === 'waiting')?.value ?? null;
  return {
    id: row.id,
    state,
    problems,
    waitsFor: state === 'waiting' ? foldReference(waitsFor ?? '') : null,
  };
}

function stateOf(
  problems: readonly RecordProblem[],
  changed: boolean,
): Extract<InboxState, 'applied' | 'unchanged' | 'waiting' | 'quarantined'> {
  if (problems.some(({ severity }) => severity === 'error')) return 'quarantined';
  if (problems.some(({ severity }) => severity === 'waiting')) return 'waiting';
  return changed ? 'applied' : 'unchanged';
}

async function refuseRow(
  ctx: AppContext,
  { row, parsed }: ParsedRow,
  error: DatabaseError,
): Promise<Applied> {
  const applied = nothingApplied();
  const reason =
    error.code === 'insufficient_stock'
      ? 'It would reserve more than is available.'
      : `The workspace does not take it: ${error.message}`;
  const problem: RecordProblem = { severity: 'error', code: 'cannotApply', reason, place: null, value: null };
  const problems = [...parsed.problems, problem];
  const settled = settle(applied, row, { ...parsed, problems }, undefined);
  await ctx.db.write((trx) => settleRows(trx, [settled], ctx.clock()));
  return applied;
}

const REFERENCE_FIELDS = [
  'shipmentNumber',
  'trackingNumber',
  'reference',
  'orderNumber',
  'sku',
  'facilityCode',
  'customerCode',
  'carrierCode',
  'serviceCode',
];
const REFERRED_TO = new Set(['facilities', 'products', 'carriers', 'customers', 'orders', 'shipments']);

/** How references are compared: without case. */
export function foldReference(text: string): string {
  return text.toUpperCase();
}

function addReferences(
  references: Set<string>,
  { kind, fields }: { kind: string; fields: RecordFields },
): void {
  if (!REFERRED_TO.has(kind)) return;
  for (const field of REFERENCE_FIELDS) {
    const value = fields[field];
    if (typeof value === 'string' && value !== '') references.add(foldReference(value));
  }
}
