import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { CsvSplitter } from './csv-records.ts';
import { decodeText, detectEncoding } from './encoding.ts';
import { columnNames, detectDelimiter, findHeader } from './layout.ts';
import {
  BATCH_ROWS,
  type Cell,
  isBlank,
  type ReadOptions,
  type RowBatch,
  type TableSource,
  UnreadableFileError,
} from './table-source.ts';

/** What may be given when the file itself does not tell; anything absent is found out. */
export interface CsvHints {
  encoding?: string | undefined;
  delimiter?: string | undefined;
  headerRow?: number | undefined;
}

const READ_BYTES = 128 * 1024;
const HEAD_BYTES = 512 * 1024;
const SAMPLE_RECORDS = 200;

/** Opens a CSV file, gzipped or not: finds encoding, delimiter and headers from its head. */
export async function openCsv(path: string, hints: CsvHints = {}): Promise<TableSource> {
  const file = basename(path);
  const head = await readHead(path, file);
  if (head.length === 0) throw new UnreadableFileError('emptyFile', file, `${file} is empty.`);
  const encoding = normaliseEncoding(hints.encoding) ?? detectEncoding(head);
  const delimiter = hints.delimiter ?? detectDelimiter(await headText(head, encoding)).delimiter;
  const notes = new Set<string>();
  const read = { path, file, encoding, delimiter, notes };
  const layout = await readLayout(read, hints.headerRow);
  return {
    path,
    file,
    format: { format: 'csv', encoding, delimiter, headerRow: layout.headerRow },
    columns: layout.columns,
    notes,
    batches: (options = {}) => readBatches({ ...read, ...options }, layout.headerRow),
  };
}

function normaliseEncoding(given: string | undefined): string | undefined {
  if (!given) return undefined;
  const name = given.toLowerCase();
  if (name === 'utf8') return 'utf-8';
  if (name === 'latin1' || name === 'latin-1' || name === 'iso-8859-1') return 'windows-1252';
  return name;
}

async function headText(head: Buffer, encoding: string): Promise<string> {
  let text = '';
  for await (const piece of decodeText(once(head), encoding, () => undefined)) text += piece;
  return text.replace(/^\uFEFF/, '');
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function readLayout(
  read: CsvRead,
  headerRow: number | undefined,
): Promise<{ headerRow: number; columns: string[] }> {
  const records: Cell[][] = [];
  const numbers: number[] = [];
  for await (const batch of readBatches(read, 0)) {
    records.push(...batch.cells);
    numbers.push(...batch.rowNumbers);
    if (records.length >= SAMPLE_RECORDS) break;
  }
  const sample = records.slice(0, SAMPLE_RECORDS);
  const index = headerRow === undefined ? findHeader(sample) : numbers.indexOf(headerRow);
  const header = index < 0 ? undefined : sample[index];
  const width = sample.reduce((most, record) => Math.max(most, record.length), 0);
  return {
    headerRow: index < 0 ? 0 : (numbers[index] ?? 0),
    columns: columnNames(header, header ? trimmedWidth(header) : width),
  };
}

function trimmedWidth(header: readonly Cell[]): number {
  let width = header.length;
  while (width > 1 && String(header[width - 1]).trim() === '') width--;
  return width;
}

interface CsvRead extends ReadOptions {
  path: string;
  file: string;
  encoding: string;
  delimiter: string;
  notes: Set<string>;
}

/** Rows after the header; blank lines and Excel's `sep=` line count as rows but are not handed on. */
async function* readBatches(read: CsvRead, headerRow: number): AsyncGenerator<RowBatch> {
  const splitter = new CsvSplitter(read.delimiter);
  const state = { row: 0, batch: emptyBatch() };
  for await (const text of readText(read)) {
    for (const record of splitter.push(text.text, text.last)) {
      state.row++;
      if (record.broken) read.notes.add('brokenQuotes');
      if (state.row <= headerRow || isBlank(record.cells)) continue;
      if (state.row === 1 && /^"?sep=/i.test(record.cells[0] ?? '')) continue;
      state.batch.cells.push(record.cells);
      state.batch.rowNumbers.push(state.row);
    }
    if (state.batch.cells.length < BATCH_ROWS) continue;
    read.signal?.throwIfAborted();
    yield state.batch;
    state.batch = emptyBatch();
  }
  if (state.batch.cells.length > 0) yield state.batch;
}

const emptyBatch = (): { cells: Cell[][]; rowNumbers: number[] } => ({ cells: [], rowNumbers: [] });

async function* readText(read: CsvRead): AsyncGenerator<{ text: string; last: boolean }> {
  let first = true;
  const pieces = decodeText(readBytes(read), read.encoding, () => read.notes.add('mixedEncoding'));
  for await (const piece of pieces) {
    yield { text: first ? piece.replace(/^\uFEFF/, '') : piece, last: false };
    first = false;
  }
  yield { text: '', last: true };
}

/** The file's bytes, unzipped; tells `progress` how much of the file has been read. */
async function* readBytes(read: Omit<CsvRead, 'encoding' | 'delimiter' | 'notes'>): AsyncGenerator<Buffer> {
  const size = (await stat(read.path)).size || 1;
  const raw = createReadStream(read.path, { highWaterMark: READ_BYTES });
  const stream = (await isGzip(read.path)) ? raw.pipe(createGunzip({ chunkSize: READ_BYTES })) : raw;
  raw.on('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of stream) {
      yield chunk as Buffer;
      read.progress?.(Math.min(1, raw.bytesRead / size));
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (read.signal?.aborted) throw error;
    throw new UnreadableFileError('unreadableFile', read.file, `${read.file} cannot be read: ${reason}`);
  } finally {
    stream.destroy();
    raw.destroy();
  }
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

async function readHead(path: string, file: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of readBytes({ path, file })) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}
