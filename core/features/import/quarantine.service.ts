import type { ImportMapping, QuarantineRow } from '../../contract/import.ts';
import type { Row } from '../../db/tables.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { applyChunk } from './apply/apply-chunk.ts';
import type { ApplyContext } from './apply/apply-context.ts';
import { Directory } from './apply/directory.ts';
import { validateChunk } from './apply/validate-chunk.ts';
import {
  countQuarantine,
  countReasons,
  listQuarantine,
  type QuarantineFilter,
  quarantineById,
  quarantineByIds,
  setQuarantineStatus,
  updateQuarantineReason,
} from './quarantine.queries.ts';
import { readTable } from './read-table.ts';
import type { TableSource } from './readers/table-source.ts';
import type { ImportChunk, RefusedRow } from './rows/chunks.ts';
import type { RowIssue } from './rows/row-reader.ts';
import { type RunFile, runFiles } from './runs.queries.ts';

export async function listQuarantined(
  ctx: AppContext,
  filter: QuarantineFilter & { offset: number; limit: number },
) {
  const [rows, total, reasons] = await Promise.all([
    listQuarantine(ctx.db, filter, filter.offset, filter.limit),
    countQuarantine(ctx.db, filter),
    countReasons(ctx.db, { ...filter, code: undefined }),
  ]);
  return {
    rows: rows.map(toView),
    total,
    reasons: reasons.map(({ code, rows: count, reason }) => ({
      code,
      reason: reason ?? code,
      rows: Number(count),
    })),
  };
}

function toView(row: Row<'quarantine'>): QuarantineRow {
  return {
    id: row.id,
    importId: row.import_id,
    file: row.source,
    kind: row.kind as QuarantineRow['kind'],
    row: row.row_number,
    column: row.column_name,
    value: row.value,
    code: row.code,
    reason: row.reason,
    status: row.status as QuarantineRow['status'],
    raw: JSON.parse(row.raw_json) as Record<string, string>,
    createdAt: row.created_at,
  };
}

/** Applies a row with corrected cells. When it is still wrong it stays, with what is wrong now. */
export async function mendRow(
  ctx: AppContext,
  id: number,
  cells: Record<string, string>,
): Promise<{ applied: boolean; row: QuarantineRow }> {
  const row = await quarantineById(ctx.db, id);
  if (!row) throw notFound('quarantined row', String(id));
  if (row.status !== 'open') throw conflict('This row is no longer in quarantine.', 'notOpen');
  const stillWrong = await applyRows(ctx, 'import.mend', [row], cells);
  const after = await quarantineById(ctx.db, id);
  return { applied: stillWrong === 0, row: toView(after ?? row) };
}

const MOST_ROWS_A_TIME = 2000;

/** Tries rows again as they are. */
export async function replayRows(
  ctx: AppContext,
  which: { ids?: number[] | undefined; code?: string | undefined },
): Promise<{ tried: number; applied: number }> {
  let tried = 0;
  let applied = 0;
  for (let offset = 0; ; ) {
    const rows = which.ids
      ? (await quarantineByIds(ctx.db, which.ids.slice(tried, tried + MOST_ROWS_A_TIME))).filter(isOpen)
      : await listQuarantine(ctx.db, { status: 'open', code: which.code }, offset, MOST_ROWS_A_TIME);
    if (rows.length === 0) return { tried, applied };
    let stillWrong = 0;
    for (const group of bySource(rows)) stillWrong += await applyRows(ctx, 'import.replay', group, {});
    tried += rows.length;
    applied += rows.length - stillWrong;
    offset += stillWrong;
  }
}

function isOpen(row: Row<'quarantine'>): boolean {
  return row.status === 'open';
}

function bySource(rows: readonly Row<'quarantine'>[]): Row<'quarantine'>[][] {
  const groups = new Map<string, Row<'quarantine'>[]>();
  for (const row of rows) {
    const key = `${row.import_id}\u0000${row.source}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

export async function dismissRows(ctx: AppContext, ids: readonly number[]): Promise<number> {
  return runCommand(ctx, 'import.dismiss', async (command) => {
    const dismissed = await setQuarantineStatus(command.trx, ids, 'dismissed', command.at);
    for (const id of ids)
      command.record({ entity: 'quarantine', id, key: null, before: null, after: { status: 'dismissed' } });
    command.publish({ type: 'quarantine.changed' });
    return dismissed;
  });
}

async function fileOf(ctx: AppContext, row: Row<'quarantine'>): Promise<RunFile> {
  const files = row.import_id === null ? [] : await runFiles(ctx.db, row.import_id);
  const file = files.find((entry) => entry.file === row.source);
  if (!file)
    throw conflict(
      'The import that this row comes from is not known any more.',
      'unknownImport',
      'Import the file again.',
    );
  return file;
}

/** Sends rows of one file through the import again; returns how many are still wrong. */
async function applyRows(
  ctx: AppContext,
  procedure: string,
  rows: readonly Row<'quarantine'>[],
  cells: Record<string, string>,
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const file = await fileOf(ctx, first);
  const table = tableOf(file, rows, cells);
  const directory = new Directory(ctx.db, ctx.places);
  await directory.load();
  return runCommand(ctx, procedure, async (command) => {
    const issues = new Map<number, RowIssue>();
    for await (const chunk of readTable(table, file.mapping, { scratch: ctx.scratch })) {
      const refused =
        chunk.type === 'tally'
          ? chunk.refused
          : await applyMended(ctx, chunk, contextFor(command, directory, file.mapping));
      for (const { row, issue } of refused) issues.set(row, issue);
    }
    const good = rows.filter((row) => !issues.has(row.row_number));
    for (const row of rows) {
      const issue = issues.get(row.row_number);
      if (!issue) {
        command.record({
          entity: 'quarantine',
          id: row.id,
          key: `${row.source}:${row.row_number}`,
          before: row.reason,
          after: cells,
        });
        continue;
      }
      const { column, value, code, reason } = issue;
      await updateQuarantineReason(command.trx, row.id, { column_name: column, value, code, reason });
    }
    await setQuarantineStatus(
      command.trx,
      good.map((row) => row.id),
      'mended',
      command.at,
    );
    for (const type of [
      'quarantine.changed',
      'network.changed',
      'stock.changed',
      'orders.changed',
      'shipments.changed',
    ] as const) {
      if (good.length > 0 || type === 'quarantine.changed') command.publish({ type });
    }
    return issues.size;
  });
}

async function applyMended(
  ctx: AppContext,
  chunk: Exclude<ImportChunk, { type: 'tally' }>,
  context: ApplyContext,
): Promise<RefusedRow[]> {
  const { refused } = await applyChunk(chunk, context);
  await validateChunk(ctx.places, chunk, context);
  return refused;
}

function contextFor(
  command: Pick<ApplyContext, 'trx' | 'at'> & ApplyContext['tools'],
  directory: Directory,
  mapping: ImportMapping,
): ApplyContext {
  return {
    trx: command.trx,
    tools: command,
    directory,
    mapping,
    dryRun: false,
    at: command.at,
    pendingOrders: new Set(),
    partial: true,
    isCharge: () => false,
    columnOf: (field) => mapping.columns[field]?.column ?? null,
  };
}

/** Quarantined rows as a table of their file, with cells corrected. */
function tableOf(
  file: RunFile,
  rows: readonly Row<'quarantine'>[],
  corrected: Record<string, string>,
): TableSource {
  const cells = rows.map((row) => {
    const values = { ...(JSON.parse(row.raw_json) as Record<string, string>), ...corrected };
    return file.columns.map((column) => values[column] ?? '');
  });
  return {
    path: file.path,
    file: file.file,
    columns: file.columns,
    format: { format: 'csv', headerRow: 1 },
    notes: new Set(),
    async *batches() {
      yield { cells, rowNumbers: rows.map((row) => row.row_number) };
    },
  };
}
