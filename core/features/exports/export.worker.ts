import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CellValue, writeXlsxStream } from 'hucre/xlsx';
import type { TaskTools } from '../../jobs/tasks.ts';
import type { Cell } from './cells.ts';
import { csvLine, csvStyle } from './csv.ts';
import { wallClock } from './wall-clock.ts';

export interface WriteFileInput {
  path: string;
  format: 'csv' | 'xlsx';
  sheet: string;
  headings: string[];
  language: 'en' | 'fr';
  timeZone: string;
}

/** A page of the list, asked of the core's thread by its offset. */
export interface ExportPage {
  rows: Cell[][];
  total: number;
}

/** Task: writes a file from the pages that the core answers with; returns how many rows it has. */
export async function writeExportTask(input: WriteFileInput, tools: TaskTools): Promise<{ rows: number }> {
  let written = 0;
  async function* rows(): AsyncGenerator<Cell[]> {
    for (;;) {
      tools.signal.throwIfAborted();
      const page = (await tools.emit({ offset: written })) as ExportPage;
      if (page.rows.length === 0) return;
      yield* page.rows;
      written += page.rows.length;
      tools.progress(written / Math.max(page.total, written), {
        code: 'export.rows',
        values: { rows: written },
      });
      if (written >= page.total) return;
    }
  }
  const source = input.format === 'csv' ? csvFile(input, rows()) : xlsxFile(input, rows());
  await pipeline(source, createWriteStream(input.path), { signal: tools.signal });
  return { rows: written };
}

function csvFile(input: WriteFileInput, rows: AsyncGenerator<Cell[]>): Readable {
  const style = csvStyle(input.language, input.timeZone);
  async function* lines() {
    yield `\uFEFF${csvLine(input.headings, style)}`;
    for await (const row of rows) yield csvLine(row, style);
  }
  return Readable.from(lines());
}

function xlsxFile(input: WriteFileInput, rows: AsyncGenerator<Cell[]>): Readable {
  async function* values() {
    for await (const row of rows) yield row.map((cell) => xlsxCell(cell, input.timeZone));
  }
  const columns = input.headings.map((header) => ({
    header,
    width: Math.min(40, Math.max(10, header.length + 2)),
  }));
  const stream = writeXlsxStream(values(), { name: input.sheet, columns, freezePane: { rows: 1 } });
  return Readable.fromWeb(stream as never);
}

/** Text cells are written as text, so no spreadsheet runs them as formulas. */
function xlsxCell(cell: Cell, timeZone: string): CellValue {
  return typeof cell === 'object' && cell !== null ? wallClock(cell.instant, timeZone).date : cell;
}
