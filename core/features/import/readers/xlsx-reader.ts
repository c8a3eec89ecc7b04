import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { unzipSync } from 'fflate';
import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import { columnNames, findHeader } from './layout.ts';
import {
  BATCH_ROWS,
  type Cell,
  isBlank,
  type ReadOptions,
  type RowBatch,
  type TableSource,
  UnreadableFileError,
} from './table-source.ts';

export interface XlsxHints {
  sheet?: string | undefined;
  headerRow?: number | undefined;
}

const LARGEST_FILE_BYTES = 512 * 1024 * 1024;
const LARGEST_PART_BYTES = 2 * 1024 * 1024 * 1024;
const LARGEST_TABLE_OF_STRINGS_BYTES = 256 * 1024 * 1024;
const MOST_PARTS = 10_000;
const HIGHEST_RATIO = 250;
const RATIO_MATTERS_FROM_BYTES = 64 * 1024 * 1024;
const SAMPLE_RECORDS = 200;
const MAX_ROWS_READ = 1_048_576;

/** Names of the sheets of a workbook, in its order. Refuses what is no workbook or would burst when unpacked. */
export async function listSheets(path: string): Promise<string[]> {
  const bytes = await loadWorkbook(path);
  return sheetNames(bytes);
}

/** Opens one sheet of an XLSX workbook; its rows are read one after the other, never all at once. */
export async function openXlsx(path: string, hints: XlsxHints = {}): Promise<TableSource> {
  const bytes = await loadWorkbook(path);
  const names = sheetNames(bytes);
  const sheet = hints.sheet ?? names[0] ?? 'Sheet1';
  const file = names.length > 1 ? `${basename(path)}#${sheet}` : basename(path);
  if (!names.includes(sheet)) {
    throw new UnreadableFileError(
      'noSuchSheet',
      file,
      `${basename(path)} has no sheet "${sheet}"; it has ${names.join(', ')}.`,
    );
  }
  const records = await firstRecords(bytes, sheet, file);
  const index =
    hints.headerRow === undefined
      ? findHeader(records.map((record) => record.cells))
      : records.findIndex((record) => record.row === hints.headerRow);
  const header = index < 0 ? undefined : records[index];
  const width = header
    ? lastFilled(header.cells)
    : Math.max(1, ...records.map((record) => record.cells.length));
  const headerRow = header?.row ?? 0;
  return {
    path,
    file,
    format: { format: 'xlsx', sheet, headerRow },
    columns: columnNames(header?.cells, width),
    notes: new Set(),
    batches: (options = {}) => readBatches(bytes, sheet, file, headerRow, options),
  };
}

/** Rows to judge the sheet by. One that breaks off is judged by what comes before; reading it tells of the rest. */
async function firstRecords(
  bytes: Uint8Array,
  sheet: string,
  file: string,
): Promise<{ cells: Cell[]; row: number }[]> {
  const records: { cells: Cell[]; row: number }[] = [];
  try {
    for await (const row of rowsOf(bytes, sheet, file, SAMPLE_RECORDS))
      if (!isBlank(row.cells)) records.push(row);
  } catch (error) {
    if (records.length === 0) throw error;
  }
  return records;
}

function lastFilled(cells: readonly Cell[]): number {
  let width = cells.length;
  while (width > 1 && String(cells[width - 1]).trim() === '') width--;
  return width;
}

async function* readBatches(
  bytes: Uint8Array,
  sheet: string,
  file: string,
  headerRow: number,
  options: ReadOptions,
): AsyncGenerator<RowBatch> {
  let cells: Cell[][] = [];
  let rowNumbers: number[] = [];
  let broken: unknown = null;
  try {
    for await (const row of rowsOf(bytes, sheet, file)) {
      if (row.row <= headerRow || isBlank(row.cells)) continue;
      cells.push(row.cells);
      rowNumbers.push(row.row);
      if (cells.length < BATCH_ROWS) continue;
      options.signal?.throwIfAborted();
      options.progress?.(Math.min(1, row.row / MAX_ROWS_READ));
      yield { cells, rowNumbers };
      cells = [];
      rowNumbers = [];
    }
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    broken = error;
  }
  if (cells.length > 0) yield { cells, rowNumbers };
  if (broken) throw broken;
  options.progress?.(1);
}

async function* rowsOf(
  bytes: Uint8Array,
  sheet: string,
  file: string,
  maxRows?: number,
): AsyncGenerator<{ cells: Cell[]; row: number }> {
  try {
    for await (const row of streamXlsxRows(bytes, { sheet, ...(maxRows ? { maxRows } : {}) })) {
      yield { cells: row.values.map(toCell), row: row.index + 1 };
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableFileError('unreadableFile', file, `${file} cannot be read as a workbook: ${reason}`);
  }
}

/** A workbook's date has no zone: it is handed on as wall-clock text, to be read in the mapping's time zone. */
function toCell(value: CellValue): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString().replace(/(T00:00:00)?\.000Z$|Z$/, '');
  return String(value);
}

async function loadWorkbook(path: string): Promise<Uint8Array> {
  const file = basename(path);
  const { size } = await stat(path);
  if (size > LARGEST_FILE_BYTES) {
    throw new UnreadableFileError(
      'fileTooLarge',
      file,
      `${file} is larger than 512 MB: save it as CSV instead.`,
    );
  }
  const bytes = await readFile(path);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw new UnreadableFileError(
      'oldWorkbook',
      file,
      `${file} is an old or password-protected Excel file: save it as .xlsx without a password, or as CSV.`,
    );
  }
  guardAgainstBombs(bytes, file);
  return bytes;
}

/** Judges the sizes that the archive declares before anything is unpacked; the reader then holds each part to them. */
function guardAgainstBombs(bytes: Uint8Array, file: string): void {
  let total = 0;
  let parts = 0;
  const refuse = (why: string): never => {
    throw new UnreadableFileError('unsafeArchive', file, `${file} was not opened: ${why}.`);
  };
  const visit = (part: { name: string; size: number; originalSize: number }): boolean => {
    total += part.originalSize;
    parts++;
    const tooDense =
      part.originalSize > RATIO_MATTERS_FROM_BYTES &&
      part.originalSize / Math.max(1, part.size) > HIGHEST_RATIO;
    if (tooDense) refuse(`${part.name} would unpack to more than ${HIGHEST_RATIO} times its size`);
    if (part.originalSize > LARGEST_PART_BYTES) refuse(`${part.name} would unpack to more than 2 GB`);
    if (part.name.endsWith('sharedStrings.xml') && part.originalSize > LARGEST_TABLE_OF_STRINGS_BYTES) {
      refuse('its texts would unpack to more than 256 MB; save it as CSV instead');
    }
    return false;
  };
  try {
    unzipSync(bytes, { filter: visit });
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError('notAWorkbook', file, `${file} is not an Excel workbook (.xlsx).`);
  }
  if (parts > MOST_PARTS) refuse('it holds more than 10,000 parts');
  if (total > 2 * LARGEST_PART_BYTES) refuse('it would unpack to more than 4 GB');
}

function sheetNames(bytes: Uint8Array): string[] {
  const parts = unzipSync(bytes, {
    filter: (part) => part.name === 'xl/workbook.xml' && part.originalSize < 4_000_000,
  });
  const xml = new TextDecoder().decode(parts['xl/workbook.xml'] ?? new Uint8Array());
  return [...xml.matchAll(/<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*>/g)]
    .filter((match) => !/\bstate="(hidden|veryHidden)"/.test(match[0]))
    .map((match) => unescapeXml(match[1] ?? ''));
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name] ?? whole;
  });
}
