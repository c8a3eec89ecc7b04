import type { CategoryColumn } from './category-column.ts';
import type { NumberColumn } from './number-column.ts';
import type { TextColumn } from './text-column.ts';

export type Column = NumberColumn | CategoryColumn | TextColumn;

/** Finds a column by its name; throws `UnknownColumnError` for a name that the table does not have. */
export type ColumnLookup = (name: string) => Column;

export class UnknownColumnError extends Error {
  readonly column: string;

  constructor(column: string) {
    super(`There is no column "${column}"`);
    this.name = 'UnknownColumnError';
    this.column = column;
  }
}

export function lookupIn(...sources: Readonly<Record<string, Column>>[]): ColumnLookup {
  return (name) => {
    for (const source of sources) {
      if (Object.hasOwn(source, name)) return source[name] as Column;
    }
    throw new UnknownColumnError(name);
  };
}
