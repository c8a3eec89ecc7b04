import type { CategoryColumn } from './category-column.ts';
import type { ColumnLookup } from './column.ts';
import type { CellValue } from './column-table.ts';
import { searchWords } from './fold-text.ts';
import type { NumberColumn } from './number-column.ts';
import { Scratch } from './scratch.ts';

/**
 * A condition on rows, as data. `range` bounds are inclusive and rule out rows without a value. `search` wants every
 * word somewhere in the named columns. `rows` keeps a given set of row numbers.
 */
export type Filter =
  | { readonly op: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly op: 'not'; readonly of: Filter }
  | { readonly op: 'in'; readonly column: string; readonly values: readonly CellValue[] }
  | { readonly op: 'range'; readonly column: string; readonly min?: number; readonly max?: number }
  | { readonly op: 'isNull'; readonly column: string }
  | { readonly op: 'search'; readonly columns: readonly string[]; readonly text: string }
  | { readonly op: 'rows'; readonly rows: Iterable<number> }
  | { readonly op: 'test'; readonly test: (row: number) => boolean };

const scratch = new Scratch();

function keep(rows: Uint32Array, test: (row: number) => boolean): Uint32Array {
  const kept = scratch.words(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number;
    if (test(row)) kept[count++] = row;
  }
  return kept.slice(0, count);
}

function keepMarked(rows: Uint32Array, marks: Uint8Array): Uint32Array {
  const kept = scratch.words(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number;
    kept[count] = row;
    count += marks[row] as number;
  }
  return kept.slice(0, count);
}

function keepCodes(rows: Uint32Array, column: CategoryColumn, wanted: Uint8Array): Uint32Array {
  return keep(rows, (row) => wanted[column.code(row)] === 1);
}

function keepIn(rows: Uint32Array, column: ReturnType<ColumnLookup>, values: readonly CellValue[]) {
  if (column.kind === 'category') {
    const wanted = new Uint8Array(column.labels.length);
    for (const value of values) {
      const code = column.find(String(value ?? ''));
      if (code !== -1) wanted[code] = 1;
    }
    return keepCodes(rows, column, wanted);
  }
  if (column.kind === 'text') {
    const wanted = new Set(values.map((value) => String(value ?? '')));
    return keep(rows, (row) => wanted.has(column.get(row)));
  }
  const wanted = new Set(values.map((value) => (value === null ? Number.NaN : Number(value))));
  return keep(rows, (row) => wanted.has(column.get(row)));
}

function keepRange(rows: Uint32Array, column: NumberColumn, min = -Infinity, max = Infinity): Uint32Array {
  return keep(rows, (row) => {
    const value = column.get(row);
    return value >= min && value <= max;
  });
}

function keepSearched(rows: Uint32Array, columns: readonly string[], text: string, lookup: ColumnLookup) {
  let kept = rows;
  for (const word of searchWords(text)) {
    if (kept.length === 0) break;
    kept = keepMarked(kept, marksOf(word, kept, columns, lookup));
  }
  return kept;
}

function marksOf(
  word: string,
  rows: Uint32Array,
  columns: readonly string[],
  lookup: ColumnLookup,
): Uint8Array {
  const last = rows.reduce((highest, row) => Math.max(highest, row), 0);
  const named = columns.map(lookup);
  const marks = new Uint8Array(Math.max(last + 1, ...named.map((column) => column.length)));
  for (const column of named) {
    if (column.kind === 'text') column.markContaining(word, marks);
    else if (column.kind === 'category') {
      const wanted = column.codesContaining(word);
      for (const row of rows) marks[row] = (marks[row] as number) | (wanted[column.code(row)] as number);
    }
  }
  return marks;
}

function marked(rows: Iterable<number>, capacity: number): Uint8Array {
  const marks = new Uint8Array(capacity);
  for (const row of rows) marks[row] = 1;
  return marks;
}

/** The rows among `rows` that fit, in their order. `rows` itself is left as it is. */
export function filterRows(rows: Uint32Array, filter: Filter, lookup: ColumnLookup): Uint32Array {
  switch (filter.op) {
    case 'and':
      return filter.of.reduce((kept, part) => filterRows(kept, part, lookup), rows);
    case 'or': {
      const marks = new Uint8Array(capacityOf(rows));
      for (const part of filter.of) for (const row of filterRows(rows, part, lookup)) marks[row] = 1;
      return keepMarked(rows, marks);
    }
    case 'not': {
      const marks = new Uint8Array(capacityOf(rows)).fill(1);
      for (const row of filterRows(rows, filter.of, lookup)) marks[row] = 0;
      return keepMarked(rows, marks);
    }
    case 'in':
      return keepIn(rows, lookup(filter.column), filter.values);
    case 'range': {
      const column = lookup(filter.column);
      if (column.kind !== 'number') throw new TypeError(`Column "${filter.column}" has no numbers`);
      return keepRange(rows, column, filter.min, filter.max);
    }
    case 'isNull': {
      const column = lookup(filter.column);
      return keep(rows, (row) => column.isNull(row));
    }
    case 'search':
      return keepSearched(rows, filter.columns, filter.text, lookup);
    case 'rows':
      return keepMarked(rows, marked(filter.rows, capacityOf(rows)));
    case 'test':
      return keep(rows, filter.test);
  }
}

function capacityOf(rows: Uint32Array): number {
  let highest = -1;
  for (const row of rows) if (row > highest) highest = row;
  return highest + 1;
}
