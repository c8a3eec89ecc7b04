import { choiceOf } from '../fields/choices.ts';
import type { Field } from '../fields/field.ts';
import type { Cell, TableSource } from '../readers/table-source.ts';
import { parseBoolean } from '../values/booleans.ts';
import { parseCountry } from '../values/countries.ts';
import { parseClock, parseInstant } from '../values/dates.ts';
import { Issue } from '../values/issue.ts';
import { parseMeasure } from '../values/measures.ts';
import { parseCurrency } from '../values/money.ts';
import { parseNumber, parseQuantity } from '../values/numbers.ts';

/** Rows of a table to judge it by: its first ones and every fiftieth after them. */
export interface Sample {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const FIRST_ROWS = 3000;
const EVERY = 50;
const MOST_ROWS_READ = 200_000;
const LONGEST_CELL = 500;

/** Reads a sample; of a file too large to be read quickly, from its first 200,000 rows. */
export async function takeSample(table: TableSource, signal?: AbortSignal): Promise<Sample> {
  const rows: Cell[][] = [];
  let seen = 0;
  for await (const batch of table.batches({ signal })) {
    for (const cells of batch.cells)
      if (seen++ < FIRST_ROWS || seen % EVERY === 0) rows.push(shortCells(cells));
    if (seen >= MOST_ROWS_READ) break;
  }
  return { columns: table.columns, rows };
}

/** To judge a column by, the beginning of its texts will do. */
function shortCells(cells: Cell[]): Cell[] {
  const isLong = (cell: Cell) => typeof cell === 'string' && cell.length > LONGEST_CELL;
  return cells.some(isLong)
    ? cells.map((cell) => (isLong(cell) ? String(cell).slice(0, LONGEST_CELL) : cell))
    : cells;
}

/** What the values of one column look like. */
export interface ColumnProfile {
  readonly column: string;
  readonly index: number;
  /** Values that are not empty, in file order. */
  readonly values: readonly Cell[];
  /** The most frequent or first different values, at most 400. */
  readonly distinct: readonly Cell[];
  readonly distinctShare: number;
  /** Share of rows that have a value. */
  readonly filledShare: number;
  /** Share of rows whose value equals the one above: high for an order number on its lines. */
  readonly repeatShare: number;
}

const MOST_DISTINCT = 400;

export function profileColumns(sample: Sample): ColumnProfile[] {
  return sample.columns.map((column, index) => {
    const values: Cell[] = [];
    const different = new Set<Cell>();
    let repeats = 0;
    let before: Cell | undefined;
    for (const row of sample.rows) {
      const cell = row[index];
      if (cell === undefined || (typeof cell === 'string' && cell.trim() === '')) continue;
      values.push(cell);
      different.add(cell);
      if (cell === before) repeats++;
      before = cell;
    }
    const count = Math.max(1, values.length);
    return {
      column,
      index,
      values,
      distinct: [...different].slice(0, MOST_DISTINCT),
      distinctShare: different.size / count,
      filledShare: values.length / Math.max(1, sample.rows.length),
      repeatShare: repeats / count,
    };
  });
}

const ANY_ZONE = { timeZone: 'UTC' };

/** 0 to 1: how well a column's values read as a field's type. 0.5 when it is empty. */
export function fitOf(profile: ColumnProfile, field: Field): number {
  const values = profile.distinct;
  if (values.length === 0) return 0.5;
  const readable = values.filter((cell) => reads(cell, field)).length;
  return readable / values.length;
}

function reads(cell: Cell, field: Field): boolean {
  const text = String(cell).trim();
  switch (field.type) {
    case 'code':
      return text.length <= 60 && !looksLikeDateText(text);
    case 'text':
      return typeof cell === 'string' && !isFigure(text);
    case 'quantity':
      return !(parseQuantity(cell) instanceof Issue) && !isEpochLike(text);
    case 'number':
    case 'amount':
      return !(parseNumber(cell) instanceof Issue);
    case 'date':
    case 'deadline':
      return !(parseInstant(cell, ANY_ZONE) instanceof Issue);
    case 'country':
      return !(parseCountry(cell) instanceof Issue) && !/^\d+$/.test(text);
    case 'currency':
      return !(parseCurrency(cell) instanceof Issue);
    case 'weight':
    case 'volume':
      return !(parseMeasure(cell, field.type, field.unit ?? 'kg') instanceof Issue);
    case 'boolean':
      return !(parseBoolean(cell) instanceof Issue);
    case 'choice':
      return choiceOf(field, text) !== null;
    case 'clock':
      return parseClock(text) !== null;
    case 'timeZone':
      return /^[A-Z]\w+(?:\/[\w+-]+)+$|^UTC$/.test(text);
  }
}

function isFigure(text: string): boolean {
  return /^[-+]?[\d\s.,]+$/.test(text);
}

function isEpochLike(text: string): boolean {
  return /^\d{10,}$/.test(text);
}

function looksLikeDateText(text: string): boolean {
  return (
    /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T]\d{1,2}:/.test(text) ||
    /^\d{4}-\d{2}-\d{2}$|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$/.test(text) ||
    /^\d{1,2}[-\s./]\p{L}{3,9}[-\s./]\d{2,4}$/u.test(text)
  );
}
