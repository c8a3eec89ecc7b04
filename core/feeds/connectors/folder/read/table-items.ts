import {
  type Cell,
  isRowIssue,
  openTables,
  type TableSource,
  UnreadableFileError,
} from '../../../../features/import/index.ts';
import type { RawItem } from '../../../connector.ts';
import {
  type FileToRead,
  fileError,
  fileWarning,
  LONGEST_BODY,
  PIECE_ITEMS,
  type ReaderPiece,
} from './file-reading.ts';
import { type ChosenMapping, chooseMapping, notUsed } from './mappings.ts';
import { parseBody, type RowBody, readingOf } from './row-items.ts';

const MOST_COLUMNS = 2000;
const MOST_KEYS_COMPARED = 2_000_000;
const MOST_LINES_HELD = 1_000_000;
const SHOWN_OF_CUT_CELL = 500;

/** Items of the tables of a CSV file or a workbook. What can be read before a file breaks off is read. */
export async function* readTables(file: FileToRead, path: string): AsyncGenerator<ReaderPiece> {
  let sources: TableSource[];
  try {
    sources = await openTables(path);
  } catch (error) {
    yield { type: 'problem', problem: unreadable(error) };
    return;
  }
  if (sources.length === 0) {
    yield { type: 'problem', problem: fileError('noSheet', 'The workbook has no sheet that can be read.') };
  }
  let entries = 0;
  for (const [index, source] of sources.entries()) {
    const sheet = sources.length > 1 ? (source.format.sheet ?? null) : null;
    for await (const piece of readTable(file, source, { index, sheet })) {
      if (piece.type === 'items') entries += piece.entries;
      yield piece;
    }
  }
  const [only] = sources;
  if (entries === 0 && sources.length === 1 && only) {
    if (only.columns.length < 2) {
      yield {
        type: 'problem',
        problem: fileError('unknownFormat', 'The file is neither a table nor JSON, X12 or EDIFACT.'),
      };
    } else yield { type: 'problem', problem: fileWarning('noRows', 'The table has headers and no rows.') };
  }
}

interface TablePlace {
  index: number;
  sheet: string | null;
}

async function* readTable(
  file: FileToRead,
  source: TableSource,
  where: TablePlace,
): AsyncGenerator<ReaderPiece> {
  if (source.columns.length > MOST_COLUMNS) {
    const reason = `The table has ${source.columns.length} columns; 2,000 are read. Look for a wrong separator.`;
    yield { type: 'problem', problem: fileError('tooManyColumns', reason, where.sheet) };
    return;
  }
  let counted = 0;
  try {
    const choice = await chooseMapping(source, file.options);
    if ('problems' in choice) {
      yield* refuseTable(source, choice.problems, where);
      return;
    }
    const { chosen } = choice;
    const unused = notUsed(source.columns, file.options);
    if (unused)
      yield {
        type: 'problem',
        problem: fileWarning('mappingNotUsed', `The mapping given does not fit: ${unused}`),
      };
    yield { type: 'kind', kind: chosen.mapping.kinds[0] ?? 'row' };
    const read = chosen.mapping.kinds[0] === 'orderLines' ? lineItems : rowItems;
    for await (const piece of read(file, source, chosen, where)) {
      if (piece.type === 'items') counted += piece.entries;
      yield piece;
    }
  } catch (error) {
    const { code, reason } = unreadable(error);
    const kept = counted > 0 ? ` The ${counted} rows before that were read.` : '';
    yield { type: 'problem', problem: fileError(code, `${reason}${kept}`, where.sheet) };
  }
  for (const note of source.notes) yield { type: 'problem', problem: noteProblem(note, where.sheet) };
}

/** A table that cannot be understood as a whole has one problem a missing field, not one a row. */
async function* refuseTable(
  source: TableSource,
  problems: readonly { code: string; message: string }[],
  where: TablePlace,
): AsyncGenerator<ReaderPiece> {
  let rows = 0;
  for await (const batch of source.batches()) rows += batch.cells.length;
  if (rows === 0) return;
  yield { type: 'items', items: [], entries: rows };
  for (const { code, message } of problems) {
    const reason = `${message} Give the feed a mapping for ${source.columns.slice(0, 12).join(', ')}.`;
    yield { type: 'problem', problem: fileError(code, reason, where.sheet) };
  }
}

async function* rowItems(
  file: FileToRead,
  source: TableSource,
  chosen: ChosenMapping,
  where: TablePlace,
): AsyncGenerator<ReaderPiece> {
  const reading = readingOf(chosen.mapping, source.columns);
  const { rules } = chosen.mapping.options;
  const seen = new Map<string, { row: number; text: string }>();
  let progress: number | null = null;
  for await (const batch of source.batches({ progress: (share) => (progress = share) })) {
    const items: RawItem[] = [];
    for (const [i, cells] of batch.cells.entries()) {
      const row = batch.rowNumbers[i] ?? 0;
      const plain = bodyOf(source, chosen, cells);
      const parsed = parseBody(plain, reading, file.version);
      const key = parsed.records[0] && parsed.problems.length === 0 ? parsed.records[0].key : null;
      const text = JSON.stringify(plain);
      const before = key === null ? undefined : seen.get(key);
      if (before?.text === text && rules.exactDuplicates !== 'keep') continue;
      if (key !== null && !before && seen.size < MOST_KEYS_COMPARED) seen.set(key, { row, text });
      const repeated = before && before.text !== text && rules.repeatedKeys !== 'last';
      if (key !== null && !repeated) {
        items.push({
          kind: 'row',
          key: `${chosen.mapping.kinds[0]}|${key}`,
          version: file.version,
          body: text,
          parsed,
        });
        continue;
      }
      const body = { ...plain, file: fileOf(file, where), row, ...(repeated ? { repeats: before.row } : {}) };
      items.push(badRow(file, where, body, reading));
    }
    for (let from = 0; from < items.length; from += PIECE_ITEMS) {
      yield { type: 'items', items: items.slice(from, from + PIECE_ITEMS), entries: 0, progress };
    }
    yield { type: 'items', items: [], entries: batch.cells.length, progress };
  }
}

function bodyOf(source: TableSource, chosen: ChosenMapping, cells: readonly Cell[]): RowBody {
  let length = 0;
  for (const cell of cells) length += typeof cell === 'string' ? cell.length : 8;
  const columns = [...source.columns];
  const mapping = chosen.carried ? { mapping: chosen.carried } : {};
  if (length <= LONGEST_BODY) return { columns, cells: [...cells], ...mapping };
  const short = cells
    .slice(0, columns.length)
    .map((cell) => (typeof cell === 'string' ? cell.slice(0, SHOWN_OF_CUT_CELL) : cell));
  return { columns, cells: short, ...mapping, cut: true };
}

function badRow(
  file: FileToRead,
  where: TablePlace,
  body: RowBody & { row: number },
  reading: ReturnType<typeof readingOf>,
): RawItem {
  return {
    kind: 'row',
    key: contentKey(file, where, body.row),
    version: file.version,
    body: JSON.stringify(body),
    parsed: parseBody(body, reading, file.version),
  };
}

function contentKey(file: FileToRead, where: TablePlace, row: number): string {
  return `${file.hash.slice(0, 20)}/${where.index}/${row}`;
}

function fileOf(file: FileToRead, where: TablePlace): string {
  return where.sheet === null ? file.name : `${file.name}#${where.sheet}`;
}

/** Rows of an order need not lie together: the file's rows are held, then handed on order by order. */
async function* lineItems(
  file: FileToRead,
  source: TableSource,
  chosen: ChosenMapping,
  where: TablePlace,
): AsyncGenerator<ReaderPiece> {
  const reading = readingOf(chosen.mapping, source.columns);
  const orders = new Map<string, { cells: Cell[][]; rows: number[] }>();
  const items: RawItem[] = [];
  let entries = 0;
  for await (const batch of source.batches()) {
    for (const [i, cells] of batch.cells.entries()) {
      const row = batch.rowNumbers[i] ?? 0;
      const plain = bodyOf(source, chosen, cells);
      const number = plain.cut ? '' : orderNumberOf(reading.reader, cells);
      if (number === '')
        items.push(badRow(file, where, { ...plain, file: fileOf(file, where), row }, reading));
      else {
        const order = orders.get(number) ?? { cells: [], rows: [] };
        order.cells.push(cells);
        order.rows.push(row);
        orders.set(number, order);
      }
    }
    entries += batch.cells.length;
    if (entries <= MOST_LINES_HELD) continue;
    const reason = 'The file has more than 1,000,000 order lines: send it in parts, or use the import.';
    yield { type: 'problem', problem: fileError('fileTooLarge', reason, where.sheet) };
    break;
  }
  for (const [number, { cells, rows }] of orders)
    items.push(orderItem(file, source, chosen, where, { number, cells, rows }));
  for (let from = 0; from < items.length; from += PIECE_ITEMS) {
    yield {
      type: 'items',
      items: items.slice(from, from + PIECE_ITEMS),
      entries: 0,
      progress: from / items.length,
    };
  }
  yield { type: 'items', items: [], entries };
}

/** Also of a row that has something wrong elsewhere: it belongs with the other rows of its order. */
function orderNumberOf(reader: ReturnType<typeof readingOf>['reader'], cells: readonly Cell[]): string {
  const read = reader.read(cells);
  const record = isRowIssue(read) ? reader.inspect(cells).record : read;
  return typeof record.orderNumber === 'string' ? record.orderNumber : '';
}

function orderItem(
  file: FileToRead,
  source: TableSource,
  chosen: ChosenMapping,
  where: TablePlace,
  order: { number: string; cells: Cell[][]; rows: number[] },
): RawItem {
  const reading = readingOf(chosen.mapping, source.columns);
  const plain: RowBody = {
    columns: [...source.columns],
    rows: order.cells,
    ...(chosen.carried ? { mapping: chosen.carried } : {}),
  };
  const parsed = parseBody(plain, reading, file.version);
  const key = `orders|${order.number}`;
  if (parsed.problems.length === 0) {
    return { kind: 'row', key, version: file.version, body: JSON.stringify(plain), parsed };
  }
  const placed = { ...plain, file: fileOf(file, where), rowNumbers: order.rows };
  return {
    kind: 'row',
    key,
    version: file.version,
    body: JSON.stringify(placed),
    parsed: parseBody(placed, reading, file.version),
  };
}

function unreadable(error: unknown): ReturnType<typeof fileError> {
  if (error instanceof UnreadableFileError) return fileError(error.code, error.message);
  return fileError(
    'unreadableFile',
    `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
  );
}

const NOTES: Record<string, string> = {
  mixedEncoding: 'Some lines are not UTF-8: they were read as Windows-1252. Look at their accents.',
  brokenQuotes: 'A quote is opened and never closed; the lines after it were read afresh.',
};

function noteProblem(note: string, sheet: string | null): ReturnType<typeof fileWarning> {
  return fileWarning(note, NOTES[note] ?? note, sheet);
}
