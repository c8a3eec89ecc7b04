import type { ImportMapping } from '../../../contract/import.ts';
import { toMinor } from '../../../kernel/money.ts';
import type { RowIssue, RowReader, RowRecord } from '../rows/row-reader.ts';
import { shown } from '../values/issue.ts';
import type { GroupOutcome, LineDraft, LineRow, OrderGroup } from './order-group.ts';

export interface GroupContext {
  mapping: ImportMapping;
  reader: RowReader;
  /** The one way to write a code of the file: differences of case merged. */
  canonicalSku: (sku: string) => string;
  isService: (sku: string) => boolean;
}

type LineClass = 'sale' | 'return';

/**
 * Makes one order of the rows that carry its number: exact duplicates are left out, goods coming back are told from goods
 * sold, stock corrections and impossible lines are refused with their reason. Every row ends in exactly one place.
 */
export function groupLines(number: string, rows: readonly LineRow[], context: GroupContext): GroupOutcome {
  const outcome: GroupOutcome = { group: null, duplicates: 0, refused: [], details: {} };
  const kept = dropDuplicates(rows, context, outcome);
  const corrections = findCorrections(number, kept, context);
  const group: OrderGroup = {
    number,
    firstRow: rows[0]?.row ?? 0,
    header: {},
    currency: context.mapping.options.currency,
    sales: [],
    returns: [],
    returnOf: returnedOrder(number, context),
  };
  const used: LineRow[] = [];
  for (const line of kept) {
    const kind = corrections.has(line) ? correctionIssue(line, context) : classify(number, line, context);
    if (typeof kind !== 'string') {
      outcome.refused.push({ row: line.row, raw: line.raw, issue: kind });
      continue;
    }
    used.push(line);
    (kind === 'sale' ? group.sales : group.returns).push(toDraft(line, context));
    countDetails(kind, line, context, outcome.details);
  }
  if (used.length > 0) {
    group.header = mergeHeader(used, outcome.details);
    group.currency = textOf(group.header, 'currency') ?? context.mapping.options.currency;
    outcome.group = group;
  }
  return outcome;
}

function dropDuplicates(rows: readonly LineRow[], context: GroupContext, outcome: GroupOutcome): LineRow[] {
  if (context.mapping.options.rules.exactDuplicates === 'keep' || rows.length < 2) return [...rows];
  const seen = new Set<string>();
  const kept: LineRow[] = [];
  for (const row of rows) {
    if (seen.has(row.raw)) outcome.duplicates++;
    else {
      seen.add(row.raw);
      kept.push(row);
    }
  }
  return kept;
}

function isReturnNumber(number: string, context: GroupContext): boolean {
  return context.mapping.options.rules.returnPrefixes.some(
    (prefix) => prefix !== '' && number.startsWith(prefix),
  );
}

function returnedOrder(number: string, context: GroupContext): string | null {
  const prefix = context.mapping.options.rules.returnPrefixes.find(
    (begin) => begin !== '' && number.startsWith(begin),
  );
  return prefix ? number.slice(prefix.length).replace(/^[-_/ ]+/, '') || null : null;
}

/**
 * Stock corrections booked as invoices: lines without customer and without price that take goods away, or whose whole
 * document has no price. A free gift among a guest's paid lines is none.
 */
function findCorrections(number: string, rows: readonly LineRow[], context: GroupContext): Set<LineRow> {
  const { reader, mapping } = context;
  const found = new Set<LineRow>();
  if (mapping.options.rules.stockCorrections === 'import') return found;
  if (!reader.has('unitPrice') || !reader.has('customerCode') || isReturnNumber(number, context))
    return found;
  const unpriced = (row: LineRow) => !row.record.unitPrice && !row.record.lineTotal;
  const allUnpriced = rows.every(unpriced);
  for (const row of rows) {
    if (!unpriced(row) || row.record.customerCode) continue;
    if (allUnpriced || Number(row.record.quantity) < 0) found.add(row);
  }
  return found;
}

function correctionIssue(line: LineRow, context: GroupContext): RowIssue {
  return {
    field: 'unitPrice',
    column: context.reader.columnOf('unitPrice'),
    value: shown(line.record.unitPrice ?? ''),
    code: 'stockCorrection',
    reason: 'No customer and no price: a correction of stock booked as an invoice, not a customer’s demand.',
  };
}

function classify(number: string, line: LineRow, context: GroupContext): LineClass | RowIssue {
  const { record } = line;
  const quantity = Number(record.quantity);
  const problem = (field: string, code: string, reason: string): RowIssue => ({
    field,
    column: context.reader.columnOf(field),
    value: shown(record[field] ?? ''),
    code,
    reason,
  });
  if (quantity === 0)
    return problem('quantity', 'zeroQuantity', 'The quantity is 0: nothing was ordered or returned.');
  if (unitPriceOf(record) < 0) {
    return problem(
      'unitPrice',
      'negativePrice',
      'The price is below zero: a correction of accounts, not a sale or return.',
    );
  }
  const saysReturn = record.lineType === 'return' || isReturnNumber(number, context);
  if (quantity > 0) return saysReturn ? 'return' : 'sale';
  if (!saysReturn && context.mapping.options.rules.negativeQuantity === 'quarantine') {
    return problem(
      'quantity',
      'negativeQuantity',
      'The quantity is below zero and nothing says that it is a return.',
    );
  }
  return 'return';
}

/** Major units; from the line's total where the file has no unit price. */
function unitPriceOf(record: RowRecord): number {
  const price = record.unitPrice;
  if (typeof price === 'number') return price;
  const total = record.lineTotal;
  const quantity = Number(record.quantity);
  return typeof total === 'number' && quantity !== 0 ? Number((total / quantity).toFixed(6)) : 0;
}

function toDraft(line: LineRow, context: GroupContext): LineDraft {
  const { record } = line;
  const currency = textOf(record, 'currency') ?? context.mapping.options.currency;
  const lineNumber = record.lineNumber;
  return {
    row: line.row,
    raw: line.raw,
    sku: context.canonicalSku(String(record.sku)),
    quantity: Math.abs(Number(record.quantity)),
    unitPriceMinor: toMinor(Math.abs(unitPriceOf(record)), currency),
    lineNumber: typeof lineNumber === 'number' ? lineNumber : null,
  };
}

function countDetails(
  kind: LineClass,
  line: LineRow,
  context: GroupContext,
  details: Record<string, number>,
): void {
  const add = (name: string) => {
    details[name] = (details[name] ?? 0) + 1;
  };
  const service = context.isService(String(line.record.sku));
  if (kind === 'sale') add(service ? 'chargeLines' : 'saleLines');
  else add(service ? 'creditLines' : 'returnLines');
  if (kind === 'sale' && !service && unitPriceOf(line.record) === 0) add('freeLines');
  if (context.reader.has('customerCode') && !line.record.customerCode) add('guestLines');
}

const LINE_FIELDS = new Set([
  'sku',
  'quantity',
  'unitPrice',
  'lineTotal',
  'lineNumber',
  'lineType',
  'productName',
  'category',
  'orderNumber',
]);

/** The first word on each point; the earliest date. Rows that say otherwise are counted as `conflictingHeaders`. */
function mergeHeader(rows: readonly LineRow[], details: Record<string, number>): RowRecord {
  const header: RowRecord = {};
  let conflict = false;
  for (const { record } of rows) {
    for (const key in record) {
      if (LINE_FIELDS.has(key)) continue;
      const value = record[key] ?? null;
      const before = header[key];
      if (before === undefined || before === null) header[key] = value;
      else if (value !== null && value !== before) {
        conflict = true;
        if (key === 'orderedAt' && Number(value) < Number(before)) header[key] = value;
      }
    }
  }
  if (conflict) details.conflictingHeaders = (details.conflictingHeaders ?? 0) + 1;
  return header;
}

function textOf(record: RowRecord, key: string): string | null {
  const value = record[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
