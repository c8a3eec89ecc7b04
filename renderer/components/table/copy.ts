import type { CellPosition, DataColumn } from './table-types.ts';

export interface CellRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** The rectangle between two cells, both included. */
export function rangeBetween(a: CellPosition, b: CellPosition): CellRange {
  return {
    firstRow: Math.min(a.row, b.row),
    lastRow: Math.max(a.row, b.row),
    firstColumn: Math.min(a.column, b.column),
    lastColumn: Math.max(a.column, b.column),
  };
}

export function cellCount(range: CellRange): number {
  return (range.lastRow - range.firstRow + 1) * (range.lastColumn - range.firstColumn + 1);
}

function tsvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as a spreadsheet takes them from the clipboard. */
export function toTsv<Row>(rows: readonly Row[], columns: readonly DataColumn<Row>[]): string {
  return rows.map((row) => columns.map((column) => tsvField(column.value(row))).join('\t')).join('\n');
}
