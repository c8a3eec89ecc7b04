import type { CellPosition } from './table-types.ts';

export interface GridBounds {
  rows: number;
  columns: number;
  pageRows: number;
}

export const HEAD_ROW = -1;

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Where the cursor goes on a key; null when the key does not move it. Row −1 is the head. */
export function moveCursor(at: CellPosition, press: KeyPress, bounds: GridBounds): CellPosition | null {
  const edge = press.ctrlKey || press.metaKey;
  const lastRow = bounds.rows - 1;
  const lastColumn = bounds.columns - 1;
  const to = (row: number, column: number): CellPosition => ({
    row: clamp(row, HEAD_ROW, Math.max(HEAD_ROW, lastRow)),
    column: clamp(column, 0, Math.max(0, lastColumn)),
  });
  switch (press.key) {
    case 'ArrowDown':
      return to(edge ? lastRow : at.row + 1, at.column);
    case 'ArrowUp':
      return to(edge ? 0 : at.row - 1, at.column);
    case 'ArrowRight':
      return to(at.row, edge ? lastColumn : at.column + 1);
    case 'ArrowLeft':
      return to(at.row, edge ? 0 : at.column - 1);
    case 'PageDown':
      return to(at.row + bounds.pageRows, at.column);
    case 'PageUp':
      return to(Math.max(0, at.row - bounds.pageRows), at.column);
    case 'Home':
      return edge ? to(0, 0) : to(at.row, 0);
    case 'End':
      return edge ? to(lastRow, lastColumn) : to(at.row, lastColumn);
    default:
      return null;
  }
}
