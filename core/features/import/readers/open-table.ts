import { open } from 'node:fs/promises';
import { type CsvHints, openCsv } from './csv-reader.ts';
import type { TableSource } from './table-source.ts';
import { listSheets, openXlsx, type XlsxHints } from './xlsx-reader.ts';

export type TableHints = CsvHints & XlsxHints;

/** Opens the tables of a file: one for CSV, one a visible sheet for a workbook (only `hints.sheet` when it is given). */
export async function openTables(path: string, hints: TableHints = {}): Promise<TableSource[]> {
  if (!(await isWorkbook(path))) return [await openCsv(path, hints)];
  const sheets = hints.sheet ? [hints.sheet] : await listSheets(path);
  const tables: TableSource[] = [];
  for (const sheet of sheets) tables.push(await openXlsx(path, { ...hints, sheet }));
  return tables.filter((table, index) => index === 0 || table.columns.length > 1);
}

async function isWorkbook(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const zip = buffer[0] === 0x50 && buffer[1] === 0x4b && buffer[2] === 0x03;
    const old = buffer[0] === 0xd0 && buffer[1] === 0xcf && buffer[2] === 0x11;
    return zip || old;
  } finally {
    await handle.close();
  }
}
