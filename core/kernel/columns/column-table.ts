import { CategoryColumn } from './category-column.ts';
import { type Column, type ColumnLookup, lookupIn } from './column.ts';
import { IntMap } from './int-map.ts';
import { NumberColumn, type NumberStorage } from './number-column.ts';
import { TextColumn } from './text-column.ts';

export type ColumnType = NumberStorage | 'category' | 'text';
export type CellValue = string | number | null;

function createColumn(type: ColumnType): Column {
  if (type === 'category') return new CategoryColumn();
  return type === 'text' ? new TextColumn() : new NumberColumn(type);
}

/**
 * Rows with positive integer ids in columns. A row number never changes: a removed row leaves a gap that no selection
 * contains and that its id takes again if it comes back. `version` grows with every change.
 */
export class ColumnTable<Name extends string = string> {
  readonly names: readonly Name[];
  readonly columns: Readonly<Record<Name, Column>>;
  readonly lookup: ColumnLookup;
  #ids = new NumberColumn('int32');
  #live = new NumberColumn('flag');
  #rowOf = new IntMap();
  #liveCount = 0;
  #version = 0;
  #listed: Uint32Array = new Uint32Array(0);
  #listedAt = 0;

  constructor(types: Readonly<Record<Name, ColumnType>>) {
    this.names = Object.keys(types) as Name[];
    this.columns = Object.fromEntries(
      this.names.map((name) => [name, createColumn(types[name])]),
    ) as unknown as Record<Name, Column>;
    this.lookup = lookupIn(this.columns);
  }

  get version(): number {
    return this.#version;
  }

  /** Rows that exist. */
  get size(): number {
    return this.#liveCount;
  }

  /** Row numbers run below this. */
  get capacity(): number {
    return this.#ids.length;
  }

  /** Makes room before a load of known size. */
  reserve(rows: number): void {
    this.#ids.reserve(rows);
    this.#live.reserve(rows);
    for (const column of Object.values<Column>(this.columns)) {
      if (column.kind !== 'text') column.reserve(rows);
    }
  }

  idOf(row: number): number {
    return this.#ids.get(row);
  }

  /** The row of an id, or -1 when there is none (any more). */
  rowOf(id: number): number {
    const row = this.#rowOf.get(id);
    return row >= 0 && this.#live.get(row) === 1 ? row : -1;
  }

  /** Inserts or replaces the row of an id; `values` in the order of `names`. Returns its row number. */
  put(id: number, values: readonly CellValue[]): number {
    let row = this.#rowOf.get(id);
    if (row === -1) {
      row = this.#ids.length;
      this.#rowOf.set(id, row);
      this.#ids.set(row, id);
    }
    if (this.#live.get(row) !== 1) {
      this.#live.set(row, 1);
      this.#liveCount++;
    }
    for (let index = 0; index < this.names.length; index++) {
      const column = this.columns[this.names[index] as Name];
      (column.set as (row: number, value: CellValue) => void).call(column, row, values[index] ?? null);
    }
    this.#version++;
    return row;
  }

  /** Removes a row; false when there is none. */
  remove(id: number): boolean {
    const row = this.rowOf(id);
    if (row === -1) return false;
    this.#live.set(row, 0);
    this.#liveCount--;
    this.#version++;
    return true;
  }

  /** All rows in their order of arrival; to be read only, and before the next change. */
  liveRows(): Uint32Array {
    if (this.#listedAt !== this.#version) {
      this.#listed = this.#listRows();
      this.#listedAt = this.#version;
    }
    return this.#listed;
  }

  #listRows(): Uint32Array {
    const rows = new Uint32Array(this.#liveCount);
    let count = 0;
    for (let row = 0; row < this.#ids.length; row++) {
      if (this.#live.get(row) === 1) rows[count++] = row;
    }
    return rows;
  }

  /** One cell. */
  cell(row: number, name: Name): CellValue {
    const column = this.columns[name];
    if (column.kind !== 'number') return column.get(row) || null;
    const value = column.get(row);
    return Number.isNaN(value) ? null : value;
  }
}
