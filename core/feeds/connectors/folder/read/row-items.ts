import { z } from 'zod';
import type { RecordKind, RecordProblem } from '../../../../contract/feed-records.ts';
import { type ImportMapping, importMapping } from '../../../../contract/import.ts';
import {
  type Cell,
  createRowReader,
  createServiceJudge,
  groupLines,
  isRowIssue,
  type LineRow,
  mappingProblems,
  type RowIssue,
  type RowReader,
  type RowRecord,
} from '../../../../features/import/index.ts';
import { minorDigits } from '../../../../kernel/money.ts';
import { type FeedRecord, type ParsedItem, type RecordFields, record } from '../../../record.ts';
import type { ReadingOptions } from '../options.ts';
import { givenMapping } from './mappings.ts';

const cell = z.union([z.string(), z.number()]);

/**
 * A row as the inbox keeps it: cells under their headers, with the mapping when the feed's options have none for them. A
 * row that could be read carries neither file nor row number, so that the same row in tomorrow's file is the same item.
 */
export const rowBody = z.object({
  columns: z.array(z.string()),
  cells: z.array(cell).optional(),
  /** Rows of one order, of a file of order lines. */
  rows: z.array(z.array(cell)).optional(),
  mapping: importMapping.optional(),
  file: z.string().optional(),
  row: z.number().optional(),
  rowNumbers: z.array(z.number()).optional(),
  /** An earlier row of the file has the same key and says something else. */
  repeats: z.number().optional(),
  /** The row was longer than can be kept: its cells are cut. */
  cut: z.boolean().optional(),
});
export type RowBody = z.infer<typeof rowBody>;

interface Reading {
  mapping: ImportMapping;
  reader: RowReader;
  isService: (sku: string, name: string | null) => boolean;
}

/** Makes the reading of rows with these columns. */
export function readingOf(mapping: ImportMapping, columns: readonly string[]): Reading {
  return {
    mapping,
    reader: createRowReader(mapping, columns),
    isService: createServiceJudge(mapping.options.rules),
  };
}

const MOST_READINGS = 50;
const readings = new Map<string, Reading | RecordProblem>();

function readingFor(body: RowBody, options: ReadingOptions): Reading | RecordProblem {
  const key = JSON.stringify([body.columns, body.mapping, options.mappings]);
  const known = readings.get(key);
  if (known) return known;
  const made = makeReading(body, options);
  if (readings.size >= MOST_READINGS) readings.clear();
  readings.set(key, made);
  return made;
}

function makeReading(body: RowBody, options: ReadingOptions): Reading | RecordProblem {
  const mapping = givenMapping(body.columns, options) ?? body.mapping;
  if (!mapping) return problem('noMapping', 'No mapping explains these columns: add one to the feed.');
  const [first] = mappingProblems(mapping, body.columns);
  return first ? problem(first.code, first.message) : readingOf(mapping, body.columns);
}

/** What a row in the inbox says. */
export function parseRow(text: string, version: number | null, options: ReadingOptions): ParsedItem {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return failed(problem('notJson', `The row is no JSON: ${(error as Error).message}`));
  }
  const body = rowBody.safeParse(document);
  if (!body.success) {
    const issue = body.error.issues[0];
    return failed(problem('notARow', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()));
  }
  const reading = readingFor(body.data, options);
  return 'reader' in reading ? parseBody(body.data, reading, version) : failed(reading);
}

/** The same for a body that is at hand, with its reading. */
export function parseBody(body: RowBody, reading: Reading, version: number | null): ParsedItem {
  if (body.cut) {
    return failed(
      problem(
        'recordTooLarge',
        'The row is longer than 1,000,000 characters: no row is that long. Look for a quote that is never closed.',
        placeOf(body, null),
      ),
    );
  }
  if (body.repeats !== undefined) {
    const reason = `Row ${body.repeats} of the file has the same key with other values: leave one of them out.`;
    return failed(problem('repeatedKey', reason, placeOf(body, null)));
  }
  const orders = reading.mapping.kinds[0] === 'orderLines';
  if (orders) return parseLines(body, body.rows ?? (body.cells ? [body.cells] : []), reading, version);
  const read = reading.reader.read(body.cells ?? []);
  if (isRowIssue(read)) return failed(ofIssue(read, body, body.row));
  const found = recordOf(read, reading.mapping, version);
  return 'severity' in found ? failed(found) : { records: [found], problems: [] };
}

function recordOf(
  read: RowRecord,
  mapping: ImportMapping,
  version: number | null,
): FeedRecord | RecordProblem {
  const kind = mapping.kinds[0] as RecordKind;
  const fields: RecordFields = withCurrency(read, mapping);
  if (kind === 'tracking' && !fields.shipmentNumber && !fields.trackingNumber) {
    return problem('missingValue', 'Neither a shipment nor a tracking number says what was scanned.');
  }
  return record(kind, fields, { version });
}

const AMOUNTS = ['price', 'cost', 'handlingCost', 'orderTotal', 'unitPrice', 'lineTotal'];

function withCurrency(read: RowRecord, mapping: ImportMapping): RecordFields {
  if (read.currency || !AMOUNTS.some((field) => read[field] != null)) return read;
  return { ...read, currency: mapping.options.currency };
}

/** Rows of one order: the order, and what came back under its number. */
function parseLines(
  body: RowBody,
  rows: readonly (readonly Cell[])[],
  reading: Reading,
  version: number | null,
): ParsedItem {
  const problems: RecordProblem[] = [];
  const lines: LineRow[] = [];
  rows.forEach((cells, index) => {
    const row = body.rowNumbers?.[index] ?? body.row ?? index + 1;
    const read = reading.reader.read(cells);
    if (isRowIssue(read)) problems.push(ofIssue(read, body, row));
    else lines.push({ row, record: read, raw: JSON.stringify(cells) });
  });
  if (lines.length === 0) return { records: [], problems };
  const number = String(lines[0]?.record.orderNumber ?? '');
  const { mapping, reader, isService } = reading;
  const names = new Map(lines.map(({ record }) => [String(record.sku), textOf(record.productName)]));
  const unpriced = new Set(
    lines.filter(({ record }) => record.unitPrice == null && record.lineTotal == null).map(({ row }) => row),
  );
  const outcome = groupLines(number, lines, {
    mapping,
    reader,
    canonicalSku: (sku) => sku,
    isService: (sku) => isService(sku, names.get(sku) ?? null),
  });
  problems.push(...outcome.refused.map(({ row, issue }) => ofIssue(issue, body, row)));
  const records: FeedRecord[] = [];
  if (outcome.group) {
    records.push(...chargesOf(outcome.group, names, isService, version));
    records.push(...ordersOf(outcome.group, { names, unpriced }, version));
  }
  return { records, problems };
}

type Group = NonNullable<ReturnType<typeof groupLines>['group']>;

/** Codes that stand for charges and no goods must be known as such before the order comes. */
function chargesOf(
  group: Group,
  names: ReadonlyMap<string, string | null>,
  isService: Reading['isService'],
  version: number | null,
): FeedRecord[] {
  const skus = new Set([...group.sales, ...group.returns].map((line) => line.sku));
  return [...skus]
    .filter((sku) => isService(sku, names.get(sku) ?? null))
    .map((sku) =>
      record('products', { sku, productName: names.get(sku) ?? null, stocked: false }, { version }),
    );
}

function ordersOf(
  group: Group,
  { names, unpriced }: { names: ReadonlyMap<string, string | null>; unpriced: ReadonlySet<number> },
  version: number | null,
): FeedRecord[] {
  const scale = 10 ** minorDigits(group.currency);
  const linesOf = (drafts: Group['sales']): RecordFields[] =>
    drafts.map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      unitPrice: unpriced.has(line.row) ? null : line.unitPriceMinor / scale,
      lineNumber: line.lineNumber,
      productName: names.get(line.sku) ?? null,
    }));
  const found: FeedRecord[] = [];
  if (group.sales.length > 0) {
    const fields = { ...group.header, orderNumber: group.number, currency: group.currency };
    found.push(record('orders', fields, { version, lines: linesOf(group.sales) }));
  }
  if (group.returns.length > 0) {
    const fields: RecordFields = {
      returnNumber: group.sales.length > 0 ? `R-${group.number}` : group.number,
      orderNumber: group.returnOf ?? (group.sales.length > 0 ? group.number : null),
      customerCode: group.header.customerCode ?? null,
      returnedAt: group.header.orderedAt ?? null,
      currency: group.currency,
    };
    found.push(record('returns', fields, { version, lines: linesOf(group.returns) }));
  }
  return found;
}

function ofIssue(issue: RowIssue, body: RowBody, row: number | undefined): RecordProblem {
  return {
    severity: 'error',
    code: issue.code,
    reason: issue.reason,
    place: placeOf({ ...body, row }, issue.column),
    value: issue.value,
  };
}

function placeOf(body: Pick<RowBody, 'row'>, column: string | null): string | null {
  const parts = [
    body.row === undefined ? null : `row ${body.row}`,
    column === null ? null : `column “${column}”`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : null;
}

function problem(code: string, reason: string, place: string | null = null): RecordProblem {
  return { severity: 'error', code, reason, place, value: null };
}

function failed(found: RecordProblem): ParsedItem {
  return { records: [], problems: [found] };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
