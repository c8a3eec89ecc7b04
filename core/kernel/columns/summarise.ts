import type { CategoryColumn } from './category-column.ts';
import type { ColumnLookup } from './column.ts';
import type { NumberColumn } from './number-column.ts';

function numbers(lookup: ColumnLookup, name: string): NumberColumn {
  const column = lookup(name);
  if (column.kind !== 'number') throw new TypeError(`Column "${name}" has no numbers`);
  return column;
}

/** The sum of a column over rows; rows without a value add nothing. */
export function sumOf(rows: Uint32Array, name: string, lookup: ColumnLookup): number {
  const column = numbers(lookup, name);
  let sum = 0;
  for (let index = 0; index < rows.length; index++) {
    const value = column.get(rows[index] as number);
    if (!Number.isNaN(value)) sum += value;
  }
  return sum;
}

export function sumsOf<Name extends string>(
  rows: Uint32Array,
  names: readonly Name[],
  lookup: ColumnLookup,
): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, sumOf(rows, name, lookup)])) as Record<Name, number>;
}

export type GroupCount = { readonly value: string; readonly count: number };

function countCodes(rows: Uint32Array, column: CategoryColumn): GroupCount[] {
  const counts = new Uint32Array(column.labels.length);
  for (let index = 0; index < rows.length; index++) {
    const code = column.code(rows[index] as number);
    counts[code] = (counts[code] as number) + 1;
  }
  return column.labels
    .map((value, code) => ({ value, count: counts[code] as number }))
    .filter((group) => group.count > 0);
}

function countNumbers(rows: Uint32Array, column: NumberColumn): GroupCount[] {
  const counts = new Map<number, number>();
  for (let index = 0; index < rows.length; index++) {
    const value = column.get(rows[index] as number);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value: Number.isNaN(value) ? '' : String(value), count }));
}

/** How many rows have each value of a category or of a number with few values; most frequent first. '' = no value. */
export function countBy(rows: Uint32Array, name: string, lookup: ColumnLookup): GroupCount[] {
  const column = lookup(name);
  if (column.kind === 'text') throw new TypeError(`Column "${name}" has too many values to count`);
  const counts = column.kind === 'category' ? countCodes(rows, column) : countNumbers(rows, column);
  return counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

export type Group<Name extends string> = GroupCount & { readonly sums: Record<Name, number> };

/** Rows by each value of a category or of a number with few values, with counts and sums; most frequent first. */
export function groupBy<Name extends string>(
  rows: Uint32Array,
  by: string,
  names: readonly Name[],
  lookup: ColumnLookup,
): Group<Name>[] {
  const column = lookup(by);
  if (column.kind === 'text') throw new TypeError(`Column "${by}" has too many values to group by`);
  const members = new Map<number, Uint32Array>();
  const keyOf =
    column.kind === 'category' ? (row: number) => column.code(row) : (row: number) => column.get(row);
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(keyOf(row), (sizes.get(keyOf(row)) ?? 0) + 1);
  for (const [key, size] of sizes) members.set(key, new Uint32Array(size));
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index] as number;
    const key = keyOf(row);
    const place = (sizes.get(key) as number) - 1;
    sizes.set(key, place);
    (members.get(key) as Uint32Array)[place] = row;
  }
  const labelOf = (key: number) =>
    column.kind === 'category' ? (column.labels[key] as string) : Number.isNaN(key) ? '' : String(key);
  return [...members]
    .map(([key, own]) => ({ value: labelOf(key), count: own.length, sums: sumsOf(own, names, lookup) }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
