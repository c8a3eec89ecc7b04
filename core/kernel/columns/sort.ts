import type { Column, ColumnLookup } from './column.ts';
import { type Keyed, radixSort } from './radix-sort.ts';
import { Scratch } from './scratch.ts';

export type SortBy = { readonly column: string; readonly descending?: boolean };

const TWO_32 = 2 ** 32;
const work = { order: new Scratch(), numbers: new Scratch(), high: new Scratch(), low: new Scratch() };

/** Rows apart by whether they have a value, with the values and what they span. */
type Split = { present: Uint32Array; missing: Uint32Array; numbers: Float64Array; min: number; max: number };

function split(rows: Uint32Array, numberOf: (row: number) => number): Split {
  const order = work.order.words(rows.length);
  const numbers = work.numbers.doubles(rows.length);
  let count = 0;
  let end = rows.length;
  let min = Infinity;
  let max = -Infinity;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number;
    const value = numberOf(row);
    if (Number.isNaN(value)) {
      order[--end] = row;
      continue;
    }
    order[count] = row;
    numbers[count++] = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    present: order.subarray(0, count),
    missing: order.subarray(end).reverse(),
    numbers: numbers.subarray(0, count),
    min,
    max,
  };
}

function allWhole(numbers: Float64Array): boolean {
  for (let index = 0; index < numbers.length; index++) {
    const value = numbers[index] as number;
    if (Math.floor(value) !== value) return false;
  }
  return true;
}

/** Keys of whole numbers are their distance from the first one, so that a small span needs few passes. */
function wholeKeys({ present, numbers, min, max }: Split, descending: boolean): Keyed {
  const length = numbers.length;
  const low = work.low.words(length);
  const high = max - min < TWO_32 ? null : work.high.words(length);
  for (let index = 0; index < length; index++) {
    const value = numbers[index] as number;
    const distance = descending ? max - value : value - min;
    if (high !== null) high[index] = distance / TWO_32;
    low[index] = distance;
  }
  return { rows: present, high, low };
}

/** Keys of other numbers are their bits, turned so that unsigned order is numeric order (IEEE 754). */
function bitKeys({ present, numbers }: Split, descending: boolean): Keyed {
  const high = work.high.words(numbers.length);
  const low = work.low.words(numbers.length);
  const cell = new Float64Array(1);
  const halves = new Uint32Array(cell.buffer);
  const turn = descending ? 0xffffffff : 0;
  for (let index = 0; index < numbers.length; index++) {
    cell[0] = (numbers[index] as number) + 0;
    const upper = halves[1] as number;
    const flip = upper >>> 31 === 1 ? 0xffffffff : 0;
    high[index] = upper ^ (flip | 0x80000000) ^ turn;
    low[index] = (halves[0] as number) ^ flip ^ turn;
  }
  return { rows: present, high, low };
}

function splitBy(rows: Uint32Array, column: Column): Split {
  if (column.kind === 'number') return split(rows, (row) => column.get(row));
  if (column.kind === 'category') {
    const ranks = column.ranksByCode();
    return split(rows, (row) => ranks[column.code(row)] || Number.NaN);
  }
  const ranks = column.ranksByRow();
  return split(rows, (row) => ranks[row] || Number.NaN);
}

function sortByOne(rows: Uint32Array, column: Column, descending: boolean): Uint32Array {
  const parts = splitBy(rows, column);
  const narrow = parts.max - parts.min <= Number.MAX_SAFE_INTEGER && allWhole(parts.numbers);
  const present = radixSort(narrow ? wholeKeys(parts, descending) : bitKeys(parts, descending));
  const sorted = new Uint32Array(rows.length);
  sorted.set(present);
  sorted.set(parts.missing, present.length);
  return sorted;
}

/** The rows in order of the first key, then the second, ...; stable; rows without a value come last either way. */
export function sortRows(rows: Uint32Array, by: readonly SortBy[], lookup: ColumnLookup): Uint32Array {
  return by.reduceRight(
    (sorted, { column, descending }) => sortByOne(sorted, lookup(column), descending ?? false),
    rows,
  );
}
