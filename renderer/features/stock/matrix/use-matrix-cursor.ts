import { type KeyboardEvent, type RefObject, useState } from 'react';
import { CELL_WIDTH, HEAD_HEIGHT, START_WIDTH } from './matrix-styles.ts';

export interface MatrixCursor {
  row: number;
  /** −1 = the product itself. */
  column: number;
}

interface CursorOptions {
  scroller: RefObject<HTMLDivElement | null>;
  rows: number;
  columns: number;
  rowHeight: number;
  onOpen: (row: number) => void;
}

type Move = (at: MatrixCursor, pageRows: number, last: MatrixCursor) => MatrixCursor;

const MOVES: Record<string, Move> = {
  ArrowUp: (at) => ({ ...at, row: at.row - 1 }),
  ArrowDown: (at) => ({ ...at, row: at.row + 1 }),
  ArrowLeft: (at) => ({ ...at, column: at.column - 1 }),
  ArrowRight: (at) => ({ ...at, column: at.column + 1 }),
  PageUp: (at, page) => ({ ...at, row: at.row - page }),
  PageDown: (at, page) => ({ ...at, row: at.row + page }),
  Home: (at) => ({ ...at, column: -1 }),
  End: (at, _page, last) => ({ ...at, column: last.column }),
  'Control+Home': () => ({ row: 0, column: -1 }),
  'Control+End': (_at, _page, last) => last,
};

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** The cell that the keys move, kept in view. */
export function useMatrixCursor({ scroller, rows, columns, rowHeight, onOpen }: CursorOptions) {
  const [cursor, setCursor] = useState<MatrixCursor>({ row: 0, column: -1 });
  const reveal = ({ row, column }: MatrixCursor) => {
    const box = scroller.current;
    if (!box) return;
    const top = row * rowHeight;
    const bottom = top + rowHeight + HEAD_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
    if (column < 0) return;
    const left = column * CELL_WIDTH;
    const right = START_WIDTH + left + CELL_WIDTH;
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || rows === 0) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onOpen(cursor.row);
      return;
    }
    const move = MOVES[event.ctrlKey || event.metaKey ? `Control+${event.key}` : event.key];
    if (!move) return;
    event.preventDefault();
    const page = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / rowHeight) - 1,
    );
    const moved = move(cursor, page, { row: rows - 1, column: columns - 1 });
    const next = { row: clamp(moved.row, 0, rows - 1), column: clamp(moved.column, -1, columns - 1) };
    setCursor(next);
    reveal(next);
  };
  return { cursor, setCursor, onKeyDown };
}
