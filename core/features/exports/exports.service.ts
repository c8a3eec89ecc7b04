import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportRequest } from '../../contract/workspace.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { readPreferences } from '../workspace/index.ts';
import { matrixCells, orderCells, stockCells } from './cells.ts';
import type { ExportPage, WriteFileInput } from './export.worker.ts';

export interface ExportedFile {
  path: string;
  fileName: string;
}

export interface ExportOutcome {
  fileId: string;
  fileName: string;
  rows: number;
  bytes: number;
}

const PAGE = 1000;
/** Rows of a matrix are as wide as there are facilities. */
const MATRIX_PAGE = 100;
const ALL_FACILITIES = 10_000;

/** Names the job `export`: exactly the rows and columns shown, as a file in the scratch folder. */
export function defineExportJob(ctx: AppContext): void {
  ctx.jobs.define<ExportRequest>('export', (request, tools) => runExport(ctx, request, tools));
}

async function runExport(ctx: AppContext, request: ExportRequest, tools: JobTools): Promise<ExportOutcome> {
  await ctx.grids.loaded();
  const pages = await openPages(ctx, request);
  const headings = [...request.columns.map((column) => column.heading), ...pages.moreHeadings];
  return writeTableFile(ctx, { ...request, name: request.list.screen, headings }, tools, pages);
}

/** How a table goes into a file. */
export interface TableFile extends Pick<WriteFileInput, 'format' | 'language' | 'timeZone' | 'headings'> {
  /** Of the sheet, and in the file's name. */
  name: string;
}

/** Writes a table into a file that can be fetched, page by page, off the core's thread. */
export function writeTableFile(
  ctx: AppContext,
  { name, format, language, timeZone, headings }: TableFile,
  tools: JobTools,
  pages: { at(offset: number): Promise<ExportPage> },
): Promise<ExportOutcome> {
  const day = new Date(ctx.clock()).toISOString().slice(0, 10);
  return makeExportFile(ctx, `vigie-${name}-${day}.${format}`, (path) => {
    const input: WriteFileInput = { path, format, sheet: name, headings, language, timeZone };
    return tools.runTask<{ rows: number }>('export.write', input, {
      onChunk: (question) => pages.at((question as { offset: number }).offset),
    });
  });
}

/** Has a file written that can be fetched by its id in this session; leaves nothing behind when that fails. */
export async function makeExportFile<Told extends object>(
  ctx: AppContext,
  fileName: string,
  write: (path: string) => Promise<Told>,
): Promise<Told & { fileId: string; fileName: string; bytes: number }> {
  const fileId = randomUUID();
  const folder = exportFolder(ctx, fileId);
  await mkdir(folder, { recursive: true });
  const path = join(folder, fileName);
  try {
    const told = await write(path);
    return { ...told, fileId, fileName, bytes: (await stat(path)).size };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Pages {
  /** Headings beyond the request's columns: the facilities of a matrix. */
  moreHeadings: string[];
  at(offset: number): Promise<ExportPage>;
}

async function openPages(ctx: AppContext, { list, columns }: ExportRequest): Promise<Pages> {
  const { currency } = await readPreferences(ctx.db.read);
  const now = ctx.clock();
  const window = (offset: number) => ({ filter: list.filter, sort: list.sort, offset, limit: PAGE, now });
  if (list.screen === 'orders') {
    return {
      moreHeadings: [],
      async at(offset) {
        const { rows, total } = await ctx.grids.orders.list({ ...window(offset), filter: list.filter });
        return { rows: rows.map((row) => orderCells(row, columns)), total };
      },
    };
  }
  if (list.screen === 'stock') {
    return {
      moreHeadings: [],
      async at(offset) {
        const { rows, total } = await ctx.grids.stock.list({ ...window(offset), filter: list.filter });
        return { rows: rows.map((row) => stockCells(row, columns, currency)), total };
      },
    };
  }
  const matrix = (offset: number) =>
    ctx.grids.stock.matrix({
      ...window(offset),
      limit: MATRIX_PAGE,
      filter: list.filter,
      facilityOffset: 0,
      facilityLimit: ALL_FACILITIES,
    });
  const first = await matrix(0);
  return {
    moreHeadings: first.facilities.map((facility) => facility.code),
    async at(offset) {
      const { rows, cells, total } = offset === 0 ? first : await matrix(offset);
      return {
        rows: rows.map((row, i) => matrixCells(row, cells[i] ?? [], columns, list.figure, currency)),
        total,
      };
    },
  };
}

/** The file that an export made in this session, by its id; null when there is none. */
export async function findExportedFile(ctx: AppContext, fileId: string): Promise<ExportedFile | null> {
  if (!/^[\w-]{36}$/.test(fileId)) return null;
  const folder = exportFolder(ctx, fileId);
  const [fileName] = existsSync(folder) ? await readdir(folder) : [];
  return fileName ? { path: join(folder, fileName), fileName } : null;
}

function exportFolder(ctx: AppContext, fileId: string): string {
  return join(ctx.scratch, 'exports', fileId);
}
