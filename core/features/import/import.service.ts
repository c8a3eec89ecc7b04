import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ImportAccount, ImportRequest } from '../../contract/import.ts';
import type { AppContext } from '../context.ts';
import { publishChanges, runCommand } from '../journal/index.ts';
import { FileTally, totalAccount } from './account.ts';
import { applyChunk } from './apply/apply-chunk.ts';
import type { ApplyContext, ApplyResult } from './apply/apply-context.ts';
import { Directory } from './apply/directory.ts';
import { validateChunk } from './apply/validate-chunk.ts';
import { eventsFor } from './changes.ts';
import { allMappings, saveMapping } from './mapping/mappings.queries.ts';
import { headerSignature } from './mapping/signature.ts';
import { type Plan, type PlannedTable, type PlanProblem, type PlanRequest, planFiles } from './plan.ts';
import { QuarantineBook } from './quarantine-book.ts';
import { readTableAt, type TableToRead } from './read-table.ts';
import type { ImportChunk, RecordRow } from './rows/chunks.ts';
import { mappingProblems } from './rows/row-reader.ts';
import { finishRun, insertRun } from './runs.queries.ts';

/** Reads one table's chunks; in this thread, or through a worker. */
export type ChunkSource = (
  table: TableToRead,
  options: { signal?: AbortSignal | undefined; progress: (share: number) => void },
) => AsyncIterable<ImportChunk>;

export interface ImportProgress {
  /** 0 to 1. */
  fraction: number;
  file: string;
  /** Data rows read so far, of all files. */
  rows: number;
}

export interface RunImportOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Where tables are looked at and read; in this thread by default. */
  plan?: ((request: PlanRequest, signal?: AbortSignal) => Promise<Plan>) | undefined;
  source?: ChunkSource | undefined;
}

const running = new WeakMap<object, Promise<unknown>>();

/**
 * Imports files (or tells what that would do): good rows go in, bad ones to quarantine, chunk by chunk, each chunk one
 * transaction. The same files again change nothing; after a kill or a cancel they can be imported again and complete.
 * One import runs at a time.
 */
export async function runImport(
  ctx: AppContext,
  request: ImportRequest,
  options: RunImportOptions = {},
): Promise<ImportAccount> {
  const before = running.get(ctx.db) ?? Promise.resolve();
  const mine = before.then(() => new ImportRun(ctx, request, options).perform());
  running.set(
    ctx.db,
    mine.catch(() => {}),
  );
  return mine;
}

class ImportRun {
  private readonly ctx: AppContext;
  private readonly request: ImportRequest;
  private readonly options: RunImportOptions;
  private readonly directory: Directory;
  private readonly pendingOrders = new Set<string>();
  private readonly started = performance.now();
  private importId: number | null = null;
  private rowsRead = 0;
  private changed = false;
  private readonly ordersServed: number[] = [];

  constructor(ctx: AppContext, request: ImportRequest, options: RunImportOptions) {
    this.ctx = ctx;
    this.request = request;
    this.options = options;
    this.directory = new Directory(ctx.db, ctx.places);
  }

  async perform(): Promise<ImportAccount> {
    const { tables, problems } = await this.plan();
    const failed = problems.map((problem) => failedTally(problem));
    const ready = tables.filter((table) => tableProblem(table) === null);
    const tallies = tables.map((table) => new FileTally(table.path, table.file, table.proposal.mapping));
    tables.forEach((table, i) => {
      const problem = tableProblem(table);
      if (problem) tallies[i]?.fail('incompleteMapping', problem);
    });
    await this.begin(ready);
    try {
      await this.directory.load();
      let done = 0;
      for (const [i, table] of tables.entries()) {
        if (tableProblem(table) === null)
          await this.importTable(table, tallies[i] as FileTally, done++ / ready.length, 1 / ready.length);
      }
      return await this.end([...failed, ...tallies], tables);
    } catch (error) {
      await this.abort([...failed, ...tallies], error);
      throw error;
    }
  }

  private async plan(): Promise<Plan> {
    const remembered = await allMappings(this.ctx.db);
    return (this.options.plan ?? planFiles)({ files: this.request.files, remembered }, this.options.signal);
  }

  private async begin(tables: readonly PlannedTable[]): Promise<void> {
    if (this.request.dryRun) return;
    const files = tables.map(({ path, file, columns, proposal }) => ({
      path,
      file,
      columns,
      mapping: proposal.mapping,
    }));
    this.importId = await this.ctx.db.write((trx) => insertRun(trx, this.ctx.actor, files, this.ctx.clock()));
  }

  private async importTable(
    table: PlannedTable,
    tally: FileTally,
    from: number,
    share: number,
  ): Promise<void> {
    const { mapping } = table.proposal;
    const book = new QuarantineBook(table.file, table.columns, mapping.kinds[0] ?? 'orders');
    await book.load(this.ctx.db);
    const charges = new Set<string>();
    const source = this.options.source ?? readTableAt;
    const report = (fraction: number) =>
      this.options.onProgress?.({ fraction: from + fraction * share, file: table.file, rows: this.rowsRead });
    const chunks = source(
      { path: table.path, sheet: table.sheet, mapping, scratch: this.ctx.scratch },
      { signal: this.options.signal, progress: report },
    );
    for await (const chunk of oneAhead(chunks)) {
      this.options.signal?.throwIfAborted();
      if (chunk.type === 'tally') await this.takeTally(chunk, tally, book);
      else await this.takeRows(chunk, table, tally, book, charges);
    }
  }

  private async takeTally(
    chunk: Extract<ImportChunk, { type: 'tally' }>,
    tally: FileTally,
    book: QuarantineBook,
  ): Promise<void> {
    tally.account.rows += chunk.rows;
    tally.account.duplicates += chunk.duplicates;
    tally.account.notes.push(...chunk.notes.map((note) => note.text));
    tally.account.remarks.push(...chunk.notes);
    tally.addDetails(chunk.details);
    this.rowsRead += chunk.rows;
    for (const row of chunk.refused) tally.refuse(row, null);
    if (this.request.dryRun || chunk.refused.length === 0) return;
    await this.ctx.db.write(async (_trx, tools) => {
      if ((await book.add(tools, chunk.refused, this.importId, this.ctx.clock())) > 0) this.changed = true;
    });
  }

  private async takeRows(
    chunk: Exclude<ImportChunk, { type: 'tally' }>,
    table: PlannedTable,
    tally: FileTally,
    book: QuarantineBook,
    charges: Set<string>,
  ): Promise<void> {
    const { mapping } = table.proposal;
    if (chunk.type === 'orders')
      for (const draft of chunk.products) if (!draft.stocked) charges.add(draft.sku);
    const { dryRun } = this.request;
    const at = this.ctx.clock();
    const result = await this.ctx.db.write(async (trx, tools) => {
      const context: ApplyContext = {
        trx,
        tools,
        directory: this.directory,
        mapping,
        dryRun,
        at,
        pendingOrders: this.pendingOrders,
        partial: false,
        isCharge: (sku) => charges.has(sku),
        columnOf: (field) => mapping.columns[field]?.column ?? mapping.columns[field]?.columns?.[0] ?? null,
      };
      const applied = await applyChunk(chunk, context);
      await validateChunk(this.ctx.places, chunk, context);
      if (!dryRun) {
        await book.add(tools, applied.refused, this.importId, at);
        await book.close(trx, acceptedRows(chunk, applied), at);
      }
      return applied;
    });
    this.take(result, tally);
    if (dryRun && mapping.kinds.includes('orders')) this.rememberOrders(chunk);
    if (!dryRun && chunk.type === 'records' && chunk.kind === 'carriers')
      await this.directory.reloadServices();
  }

  private take(result: ApplyResult, tally: FileTally): void {
    tally.addRows(result.rows);
    tally.addEntities(result.entities);
    tally.addDetails(result.details);
    tally.account.duplicates += result.superseded;
    for (const row of result.refused) tally.refuse(row, null);
    this.ordersServed.push(...result.ordersServed);
    if (Object.values(result.entities).some((counts) => counts.inserted + counts.updated > 0))
      this.changed = true;
    if (result.refused.length > 0) this.changed = true;
  }

  private rememberOrders(chunk: Exclude<ImportChunk, { type: 'tally' }>): void {
    if (chunk.type === 'orders') for (const group of chunk.groups) this.pendingOrders.add(group.number);
    else for (const row of chunk.rows) this.pendingOrders.add(String(row.record.orderNumber));
  }

  private async end(tallies: readonly FileTally[], tables: readonly PlannedTable[]): Promise<ImportAccount> {
    const account = totalAccount(tallies, {
      importId: this.importId,
      dryRun: this.request.dryRun,
      durationMs: Math.round(performance.now() - this.started),
    });
    const id = this.importId;
    if (id === null) return account;
    await runCommand(this.ctx, 'import.run', async (command) => {
      await finishRun(command.trx, id, 'done', account, command.at);
      const { totals, entities } = account;
      const files = account.files.map((file) => file.file);
      command.record({
        entity: 'import',
        id,
        key: String(id),
        before: null,
        after: { files, totals, entities },
      });
      if (!this.request.remember) return;
      for (const { file, path, columns, proposal } of tables) {
        if (!this.confirmed(path) || tableProblem({ columns, proposal }) !== null) continue;
        await saveMapping(command.trx, file, headerSignature(columns), proposal.mapping, command.at);
      }
    });
    if (this.changed) await publishChanges(this.ctx, eventsFor(account, this.ordersServed));
    return account;
  }

  /** Whether someone gave this file's mapping: only then is it worth remembering. */
  private confirmed(path: string): boolean {
    return this.request.files.some((file) => file.mapping && resolve(file.path) === path);
  }

  private async abort(tallies: readonly FileTally[], error: unknown): Promise<void> {
    const id = this.importId;
    if (id === null) return;
    const cancelled = error instanceof DOMException && error.name === 'AbortError';
    const account = totalAccount(tallies, {
      importId: id,
      dryRun: false,
      durationMs: Math.round(performance.now() - this.started),
    });
    await this.ctx.db.write((trx) =>
      finishRun(trx, id, cancelled ? 'cancelled' : 'failed', account, this.ctx.clock()),
    );
    if (this.changed) await publishChanges(this.ctx, eventsFor(account, this.ordersServed));
  }
}

function tableProblem(table: Pick<PlannedTable, 'columns' | 'proposal'>): string | null {
  const problems = mappingProblems(table.proposal.mapping, table.columns);
  return problems.length > 0 ? problems.map((problem) => problem.message).join(' ') : null;
}

function failedTally(problem: PlanProblem): FileTally {
  const tally = new FileTally(problem.path, problem.path.split(/[\\/]/).at(-1) ?? problem.path, null);
  tally.fail(problem.code, problem.message);
  return tally;
}

function* acceptedRows(
  chunk: Exclude<ImportChunk, { type: 'tally' }>,
  result: ApplyResult,
): Generator<{ row: number; raw: string }> {
  const refused = new Set(result.refused.map((row) => row.row));
  const rows: Iterable<Pick<RecordRow, 'row' | 'raw'>> =
    chunk.type === 'records'
      ? chunk.rows
      : chunk.groups.flatMap((group) => [...group.sales, ...group.returns]);
  for (const row of rows) if (!refused.has(row.row)) yield row;
}

/** Asks for the next item while the present one is worked on. */
async function* oneAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const item = await next;
      if (item.done) return;
      next = iterator.next();
      next.catch(() => {});
      yield item.value;
    }
  } finally {
    await iterator.return?.(undefined);
  }
}
