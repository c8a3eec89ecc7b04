import { stat } from 'node:fs/promises';
import type { ImportMapping, ImportRemark } from '../../contract/import.ts';
import { customerCodeOf, newCustomers } from './lines/customers.ts';
import { groupLines } from './lines/group-lines.ts';
import type { LineRow, OrderGroup } from './lines/order-group.ts';
import { Partitions } from './lines/partitions.ts';
import { ProductBook, type ProductDraft } from './lines/product-book.ts';
import { createServiceJudge } from './lines/service-codes.ts';
import { hintsOf } from './mapping/hints.ts';
import { openTables } from './readers/open-table.ts';
import type { RowBatch, TableSource } from './readers/table-source.ts';
import { type RemarkCode, remark } from './remarks.ts';
import type { ImportChunk, RecordRow, RefusedRow } from './rows/chunks.ts';
import { keyFieldsOf, rowKey } from './rows/row-keys.ts';
import { createRowReader, isRowIssue, type RowIssue, type RowReader } from './rows/row-reader.ts';
import { SeenTable } from './rows/seen-table.ts';

export interface ReadTableOptions {
  signal?: AbortSignal | undefined;
  progress?: ((share: number) => void) | undefined;
  /** Folder for what does not fit into memory. */
  scratch: string;
}

/** A table named, for reading it here or in another thread. */
export interface TableToRead {
  path: string;
  sheet: string | null;
  mapping: ImportMapping;
  scratch: string;
}

/** Opens and reads a table. */
export async function* readTableAt(
  { path, sheet, mapping, scratch }: TableToRead,
  options: Omit<ReadTableOptions, 'scratch'>,
): AsyncGenerator<ImportChunk> {
  const [source] = await openTables(path, { ...hintsOf(mapping), ...(sheet ? { sheet } : {}) });
  if (source) yield* readTable(source, mapping, { ...options, scratch });
}

type Tally = Extract<ImportChunk, { type: 'tally' }>;

const CHUNK_ROWS = 4000;
const PART_BYTES = 6 * 1024 * 1024;
const UNZIPPED_TIMES = 8;

/** Reads a table under its mapping. Needs no database; every row ends in one chunk, or is counted as a duplicate. */
export function readTable(
  table: TableSource,
  mapping: ImportMapping,
  options: ReadTableOptions,
): AsyncGenerator<ImportChunk> {
  return mapping.kinds[0] === 'orderLines'
    ? readLines(table, mapping, options)
    : readRecords(table, mapping, options);
}

function emptyTally(): Tally {
  return { type: 'tally', rows: 0, duplicates: 0, refused: [], details: {}, notes: [] };
}

async function* readRecords(
  table: TableSource,
  mapping: ImportMapping,
  options: ReadTableOptions,
): AsyncGenerator<ImportChunk> {
  const kind = mapping.kinds[0] as ImportMapping['kinds'][number];
  const reader = createRowReader(mapping, table.columns);
  let seen: SeenTable | null = null;
  for await (const batch of table.batches(options)) {
    seen ??= new SeenTable(await expectedRows(table, batch));
    const tally = emptyTally();
    const rows: RecordRow[] = [];
    for (let i = 0; i < batch.cells.length; i++) {
      const cells = batch.cells[i] ?? [];
      const row = batch.rowNumbers[i] ?? 0;
      tally.rows++;
      const record = reader.read(cells);
      const raw = JSON.stringify(cells);
      if (isRowIssue(record)) {
        tally.refused.push({ row, raw, issue: record });
        continue;
      }
      const { rules } = mapping.options;
      const before = seen.check(rowKey(kind, record, rules.mergeSkuCase), raw, row);
      if (before?.same && rules.exactDuplicates === 'skip') tally.duplicates++;
      else if (before && rules.repeatedKeys === 'quarantine') {
        tally.refused.push({ row, raw, issue: repeated(reader, keyFieldsOf(kind), record, before.row) });
      } else rows.push({ row, raw, record });
    }
    for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
      yield { type: 'records', kind, rows: rows.slice(from, from + CHUNK_ROWS) };
    }
    yield tally;
  }
  yield { ...emptyTally(), notes: readingNotes(table) };
}

function repeated(
  reader: RowReader,
  keys: readonly string[],
  record: Record<string, unknown>,
  row: number,
): RowIssue {
  const named = keys.filter((key) => reader.has(key));
  return {
    field: named[0] ?? null,
    column: named[0] ? reader.columnOf(named[0]) : null,
    value: named.map((key) => String(record[key] ?? '')).join(' / '),
    code: 'repeatedKey',
    reason: `Row ${row} of the file has the same key with other values.`,
  };
}

async function* readLines(
  table: TableSource,
  mapping: ImportMapping,
  options: ReadTableOptions,
): AsyncGenerator<ImportChunk> {
  const reader = createRowReader(mapping, table.columns);
  const { rules } = mapping.options;
  const book = new ProductBook(rules.mergeSkuCase, createServiceJudge(rules));
  const parts = new Partitions(await partsFor(table.path), options.scratch);
  const READING = 0.4;
  try {
    const reading = { ...options, progress: (share: number) => options.progress?.(share * READING) };
    for await (const batch of table.batches(reading)) {
      const tally = emptyTally();
      await collect(batch.cells, batch.rowNumbers, reader, book, parts, tally);
      yield tally;
    }
    const total = parts.count;
    let done = 0;
    for await (const chunk of groupAll(parts, book, { mapping, reader })) {
      done += chunk.rows;
      yield* chunk.pieces;
      options.signal?.throwIfAborted();
      options.progress?.(READING + (1 - READING) * (done / Math.max(1, total)));
    }
    yield { ...emptyTally(), notes: [...readingNotes(table), ...bookNotes(book)] };
  } finally {
    await parts.close();
  }
}

async function collect(
  cells: readonly (readonly (string | number)[])[],
  rowNumbers: readonly number[],
  reader: RowReader,
  book: ProductBook,
  parts: Partitions,
  tally: Tally,
): Promise<void> {
  for (let i = 0; i < cells.length; i++) {
    const row = rowNumbers[i] ?? 0;
    const raw = JSON.stringify(cells[i]);
    tally.rows++;
    const record = reader.read(cells[i] ?? []);
    if (isRowIssue(record)) {
      tally.refused.push({ row, raw, issue: record });
      continue;
    }
    const line: LineRow = { row, raw, record };
    book.add(line);
    const wait = parts.add(line);
    if (wait) await wait;
  }
}

interface GroupedPiece {
  rows: number;
  pieces: ImportChunk[];
}

async function* groupAll(
  parts: Partitions,
  book: ProductBook,
  given: { mapping: ImportMapping; reader: RowReader },
): AsyncGenerator<GroupedPiece> {
  const context = {
    ...given,
    canonicalSku: (sku: string) => book.canonical(sku),
    isService: (sku: string) => book.service(sku),
  };
  const metProducts = new Set<string>();
  const metCustomers = new Set<string>();
  let groups: OrderGroup[] = [];
  let tally = emptyTally();
  let lines = 0;
  let rows = 0;
  const cut = (): GroupedPiece => {
    const pieces: ImportChunk[] = [
      {
        type: 'orders',
        groups,
        products: newProducts(groups, book, metProducts),
        customers: newCustomers(groups, metCustomers),
      },
      tally,
    ];
    const piece = { rows, pieces };
    groups = [];
    tally = emptyTally();
    lines = 0;
    rows = 0;
    return piece;
  };
  for await (const [number, orderRows] of parts.orders()) {
    const outcome = groupLines(number, orderRows, context);
    rows += orderRows.length;
    tally.duplicates += outcome.duplicates;
    tally.refused.push(...(outcome.refused as RefusedRow[]));
    for (const [name, times] of Object.entries(outcome.details))
      tally.details[name] = (tally.details[name] ?? 0) + times;
    if (outcome.group) {
      groups.push(outcome.group);
      lines += orderRows.length;
      if (customerCodeOf(outcome.group.header) === null)
        tally.details.guestOrders = (tally.details.guestOrders ?? 0) + 1;
    }
    if (lines >= CHUNK_ROWS) yield cut();
  }
  yield cut();
}

function newProducts(groups: readonly OrderGroup[], book: ProductBook, met: Set<string>): ProductDraft[] {
  const found: ProductDraft[] = [];
  for (const group of groups) {
    for (const line of [...group.sales, ...group.returns]) {
      if (met.has(line.sku)) continue;
      met.add(line.sku);
      found.push(book.draft(line.sku));
    }
  }
  return found;
}

const MOST_EXPECTED_ROWS = 20_000_000;

/** Judged from the file's size and its first rows; 0 when it is zipped. */
async function expectedRows(table: TableSource, first: RowBatch): Promise<number> {
  if (table.format.format !== 'csv' || /\.gz$/i.test(table.path)) return 0;
  const { size } = await stat(table.path).catch(() => ({ size: 0 }));
  const characters = first.cells.reduce(
    (sum, row) => sum + row.reduce<number>((length, cell) => length + String(cell).length + 1, 0),
    0,
  );
  return Math.min(MOST_EXPECTED_ROWS, Math.ceil((size / Math.max(1, characters)) * first.cells.length));
}

async function partsFor(path: string): Promise<number> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  const text = /\.(?:gz|xlsx)$/i.test(path) ? size * UNZIPPED_TIMES : size;
  return Math.max(1, Math.min(200, Math.ceil(text / PART_BYTES)));
}

function readingNotes(table: TableSource): ImportRemark[] {
  return [...table.notes].map((note) => remark(note as RemarkCode, {}));
}

function bookNotes(book: ProductBook): ImportRemark[] {
  const { forms, names } = book.variety();
  const notes: ImportRemark[] = [];
  if (forms > 0) notes.push(remark('codeForms', { count: forms }));
  if (names > 0) notes.push(remark('severalNames', { count: names }));
  return notes;
}
