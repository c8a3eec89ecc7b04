import { type ImportKind, importMapping } from '../../../contract/import.ts';
import type { WriteTools, WriteTransaction } from '../../../db/database.ts';
import type { AppContext } from '../../context.ts';
import { customerOf } from '../lines/customers.ts';
import type { LineDraft, OrderGroup } from '../lines/order-group.ts';
import type { RefusedRow } from '../rows/chunks.ts';
import type { RowRecord } from '../rows/row-reader.ts';
import { applyChunk } from './apply-chunk.ts';
import type { ApplyContext } from './apply-context.ts';
import { Directory } from './directory.ts';

/** The transaction that records from elsewhere than a file are written in. */
export interface ImportedCommand {
  trx: WriteTransaction;
  tools: WriteTools;
  at: number;
}

/** A record in the fields of the import. `row` is what refusals and changes name it by. */
export interface ImportedRow {
  row: number;
  record: RowRecord;
}

/** An order with all its lines; their `row` is that of the order. */
export interface ImportedOrder extends ImportedRow {
  lines: ImportedLine[];
}

export interface ImportedLine {
  sku: string;
  quantity: number;
  unitPriceMinor: number;
  lineNumber: number | null;
}

/** What became of the records: those that are neither refused nor changed were there as they are. */
export interface ImportedOutcome {
  refused: { row: number; field: string | null; value: string | null; code: string; reason: string }[];
  changed: Set<number>;
  /** Orders that got what they were promised. */
  ordersServed: number[];
}

export interface ImportedOptions {
  directory: Directory;
  /** Of amounts that bring none. */
  currency: string;
}

/** What a batch of records refers to, looked up as the transaction sees it. */
export async function openDirectory(
  ctx: Pick<AppContext, 'db' | 'places'>,
  trx: WriteTransaction,
  named: { skus: readonly string[]; facilityCodes: readonly string[]; services: boolean },
): Promise<Directory> {
  const directory = new Directory(ctx.db, ctx.places);
  await directory.loadNamed(trx, named);
  return directory;
}

/** Brings checked records of one kind into the workspace, as the rows of a file would be. */
export async function applyImported(
  command: ImportedCommand,
  kind: Exclude<ImportKind, 'orderLines'>,
  rows: readonly ImportedRow[],
  options: ImportedOptions,
): Promise<ImportedOutcome> {
  const outcome: ImportedOutcome = { refused: [], changed: new Set(), ordersServed: [] };
  if (rows.length === 0) return outcome;
  const chunk = rows.map(({ row, record }) => ({ row, raw: '', record }));
  const context = contextFor(command, [kind], options, outcome);
  const result = await applyChunk({ type: 'records', kind, rows: chunk }, context);
  outcome.refused.push(...result.refused.map(toRefusal));
  outcome.ordersServed.push(...result.ordersServed);
  return outcome;
}

/** Brings orders with their lines into the workspace; customers that are not there yet come along. */
export async function applyImportedOrders(
  command: ImportedCommand,
  orders: readonly ImportedOrder[],
  options: ImportedOptions,
): Promise<ImportedOutcome> {
  const outcome: ImportedOutcome = { refused: [], changed: new Set(), ordersServed: [] };
  if (orders.length === 0) return outcome;
  const groups = orders.map((order) => toGroup(order, options.currency));
  const customers = new Map(
    groups.flatMap((group) => {
      const customer = customerOf(group.header);
      return customer ? [[customer.code, customer] as const] : [];
    }),
  );
  const context = contextFor(command, ['orderLines', 'orders', 'customers'], options, outcome);
  const chunk = { type: 'orders' as const, groups, products: [], customers: [...customers.values()] };
  const result = await applyChunk(chunk, context);
  outcome.refused.push(...result.refused.map(toRefusal));
  outcome.ordersServed.push(...result.ordersServed);
  return outcome;
}

function toGroup({ row, record, lines }: ImportedOrder, currency: string): OrderGroup {
  const sales: LineDraft[] = lines.map((line) => ({ row, raw: '', ...line }));
  return {
    number: String(record.orderNumber),
    firstRow: row,
    header: record,
    currency: typeof record.currency === 'string' ? record.currency : currency,
    sales,
    returns: [],
    returnOf: null,
  };
}

function toRefusal({ row, issue }: RefusedRow): ImportedOutcome['refused'][number] {
  return { row, field: issue.field, value: issue.value, code: issue.code, reason: issue.reason };
}

function contextFor(
  command: ImportedCommand,
  kinds: ImportKind[],
  options: ImportedOptions,
  outcome: ImportedOutcome,
): ApplyContext {
  return {
    ...command,
    directory: options.directory,
    mapping: importMapping.parse({ version: 1, kinds, columns: {}, options: { currency: options.currency } }),
    dryRun: false,
    pendingOrders: new Set(),
    partial: false,
    isCharge: () => false,
    columnOf: () => null,
    onChanged: (row) => void outcome.changed.add(row),
  };
}
