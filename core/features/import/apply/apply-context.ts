import type { EntityCounts, ImportMapping } from '../../../contract/import.ts';
import type { WriteTools, WriteTransaction } from '../../../db/database.ts';
import { toMinor } from '../../../kernel/money.ts';
import type { RecordRow, RefusedRow } from '../rows/chunks.ts';
import type { RowIssue, RowRecord } from '../rows/row-reader.ts';
import { shown } from '../values/issue.ts';
import type { Directory } from './directory.ts';
import { type MergeCounts, type MergeSpec, mergeRows } from './merge.queries.ts';

/** One chunk's transaction and what its rows are understood with. */
export interface ApplyContext {
  trx: WriteTransaction;
  tools: WriteTools;
  directory: Directory;
  mapping: ImportMapping;
  dryRun: boolean;
  at: number;
  /** Orders that this import would make, known by number: a dry run's lines find them. */
  pendingOrders: Set<string>;
  /** The rows are single ones out of a file (mended in quarantine): orders that are there gain lines and change no other way. */
  partial: boolean;
  /** Whether a code stands for a charge and not for goods. */
  isCharge: (sku: string) => boolean;
  /** Header that a field comes from. */
  columnOf: (field: string) => string | null;
  /** Hears the number of each row that changes something. */
  onChanged?: (row: number) => void;
}

/** What became of the rows of a chunk. `rows` and the refused ones and the superseded ones are all of them. */
export interface ApplyResult {
  rows: EntityCounts;
  /** Rows that a later row of the same file replaced. */
  superseded: number;
  refused: RefusedRow[];
  entities: Record<string, EntityCounts>;
  details: Record<string, number>;
  /** Orders that got what they were promised: a hold that they named, stock that they waited for. */
  ordersServed: number[];
}

export const NO_COUNTS: EntityCounts = { inserted: 0, updated: 0, unchanged: 0 };

export function emptyResult(): ApplyResult {
  return { rows: { ...NO_COUNTS }, superseded: 0, refused: [], entities: {}, details: {}, ordersServed: [] };
}

export function addCounts(to: EntityCounts, from: EntityCounts): void {
  to.inserted += from.inserted;
  to.updated += from.updated;
  to.unchanged += from.unchanged;
}

export function addEntity(
  result: { entities: Record<string, EntityCounts> },
  name: string,
  counts: EntityCounts,
): void {
  const known = result.entities[name] ?? { ...NO_COUNTS };
  addCounts(known, counts);
  result.entities[name] = known;
}

export function addDetail(result: { details: Record<string, number> }, name: string, times: number): void {
  if (times > 0) result.details[name] = (result.details[name] ?? 0) + times;
}

/** A row that refers to something that is not there. */
export function missingReference(
  context: ApplyContext,
  row: RecordRow,
  field: string,
  code: string,
  reason: string,
): RefusedRow {
  const issue: RowIssue = {
    field,
    column: context.columnOf(field),
    value: shown(row.record[field] ?? ''),
    code,
    reason,
  };
  return { row: row.row, raw: row.raw, issue };
}

/** Resolved rows by key, the last one of each; then merged in one go. */
export class Staging {
  private readonly spec: MergeSpec;
  private readonly keyLength: number;
  private readonly byKey = new Map<string, unknown[]>();
  private readonly rowOf = new Map<string, number>();
  superseded = 0;

  constructor(spec: MergeSpec) {
    this.spec = spec;
    this.keyLength = Object.keys(spec.keys).length;
  }

  /** `from`: number of the row that tells of it. */
  add(row: unknown[], from?: number): void {
    const key = row.slice(0, this.keyLength).join('\u0000');
    if (this.byKey.has(key)) this.superseded++;
    this.byKey.set(key, row);
    if (from !== undefined) this.rowOf.set(key, from);
  }

  get size(): number {
    return this.byKey.size;
  }

  merge(context: ApplyContext): Promise<MergeCounts> {
    const { dryRun, at, onChanged } = context;
    if (!onChanged)
      return mergeRows(context.trx, context.tools, this.spec, [...this.byKey.values()], { dryRun, at });
    const keys = [...this.byKey.keys()];
    const tell = (index: number) => {
      const row = this.rowOf.get(keys[index] ?? '');
      if (row !== undefined) onChanged(row);
    };
    const rows = [...this.byKey.values()];
    return mergeRows(context.trx, context.tools, this.spec, rows, { dryRun, at, onChanged: tell });
  }
}

/** Counts a kind's rows, now merged, into what became of the chunk. */
export function finish(
  result: ApplyResult,
  entity: string,
  counts: EntityCounts,
  { superseded }: Staging,
): ApplyResult {
  addCounts(result.rows, counts);
  addEntity(result, entity, counts);
  result.superseded += superseded;
  return result;
}

/** Minor units of an amount of a record, null when it has none. */
export function minorOf(record: RowRecord, field: string, currency: string): number | null {
  const amount = record[field];
  return typeof amount === 'number' ? toMinor(amount, currency) : null;
}

export function currencyOf(record: RowRecord, context: Pick<ApplyContext, 'mapping'>): string {
  return typeof record.currency === 'string' ? record.currency : context.mapping.options.currency;
}

export function textOf(record: RowRecord, field: string): string | null {
  const value = record[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberOf(record: RowRecord, field: string): number | null {
  const value = record[field];
  return typeof value === 'number' ? value : null;
}

export function flagOf(record: RowRecord, field: string): number | null {
  const value = record[field];
  return typeof value === 'boolean' ? Number(value) : null;
}

/** street, city, postal_code, region, country, latitude, longitude in the order of every address in the tables. */
export function addressOf(
  record: RowRecord,
  point: { latitude: number; longitude: number } | null,
): unknown[] {
  return [
    textOf(record, 'street'),
    textOf(record, 'city'),
    textOf(record, 'postalCode'),
    textOf(record, 'region'),
    textOf(record, 'country'),
    point?.latitude ?? null,
    point?.longitude ?? null,
  ];
}

/** The coordinates that a record gives, else where its address lies; null when neither tells. */
export function pointOf(
  record: RowRecord,
  directory: Directory,
): { latitude: number; longitude: number; precision: string } | null {
  const latitude = numberOf(record, 'latitude');
  const longitude = numberOf(record, 'longitude');
  if (latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
    return { latitude, longitude, precision: 'given' };
  }
  return directory.locate(record.country, record.postalCode, record.city);
}
