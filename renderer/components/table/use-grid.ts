import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { DENSITIES } from '../../lib/density.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { toTsv } from './copy.ts';
import type { DataTableProps } from './data-table.tsx';
import { HEAD_ROW, moveCursor } from './grid-keys.ts';
import {
  ALL_SELECTED,
  countSelected,
  isSelected,
  NO_SELECTION,
  toggleSelected,
  withSelected,
} from './selection.ts';
import type { RowHandlers } from './table-row.tsx';
import type { CellPosition, RowKey } from './table-types.ts';
import { nextSort, shiftColumn } from './table-view.ts';
import { useElementSize } from './use-element-size.ts';
import { useGridCursor } from './use-grid-cursor.ts';
import { useGridLayout } from './use-grid-layout.ts';
import { useCentreWindow, useRowWindow } from './use-windows.ts';

const FOLLOW_AFTER_MS = 90;
const WIDTH_STEP = 16;
const NARROWEST = 56;

/** Sizes, windows and the column model of one grid. */
export function useGridFrame<Row>(props: DataTableProps<Row>) {
  const { columns, view, onViewChange, source, selection, totals } = props;
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { width, height } = useElementSize(scroller);
  const rowHeight = DENSITIES[usePreferences().density].row;
  const headHeight = rowHeight + 2;
  const footHeight = totals ? rowHeight + 1 : 0;
  const layout = useGridLayout({ columns, view, onViewChange, checks: selection !== undefined, room: width });
  const count = source.loading ? Math.ceil(height / rowHeight) : source.total;
  const rows = useRowWindow({ scroller, count, rowHeight, headHeight, footHeight });
  const centre = useCentreWindow(scroller, layout);
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const { setRange, generation } = source;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list wants its range said again
  useEffect(() => setRange(first, last + 1), [setRange, first, last, generation]);
  useLayoutEffect(() => {
    if (scroller && generation > 0) scroller.scrollTop = 0;
  }, [scroller, generation]);
  const pageRows = Math.max(1, Math.floor((height - headHeight - footHeight) / rowHeight) - 1);
  return {
    scroller,
    setScroller,
    width,
    height,
    rowHeight,
    headHeight,
    footHeight,
    layout,
    rows,
    items,
    centre,
    pageRows,
  };
}

export type GridFrame<Row> = ReturnType<typeof useGridFrame<Row>>;

/** Brings a cell into sight, clear of the pinned columns. */
function reveal<Row>(frame: GridFrame<Row>, { row, column }: CellPosition): void {
  const { scroller, layout, rows } = frame;
  if (row > HEAD_ROW) rows.scrollToIndex(row, { align: 'auto' });
  const placed = layout.centre.find((one) => one.index === column);
  if (!scroller || !placed) return;
  const left = placed.offset - layout.startWidth;
  const right = placed.offset + placed.width + layout.endWidth - scroller.clientWidth;
  if (scroller.scrollLeft > left) scroller.scrollLeft = left;
  else if (scroller.scrollLeft < right) scroller.scrollLeft = right;
}

/** With a pane open, the pane follows the cursor from row to row. */
function useFollow<Row>({ activeId, onOpen, source, rowId }: DataTableProps<Row>) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (index: number) => {
    clearTimeout(timer.current);
    if (activeId === undefined || activeId === null || !onOpen) return;
    timer.current = setTimeout(() => {
      const row = source.getRow(index);
      if (row !== undefined && rowId(row) !== activeId) onOpen(row);
    }, FOLLOW_AFTER_MS);
  };
}

/** What a row does when it is opened: a group folds, a row opens. */
function openRow<Row>({ source, onOpen, group }: DataTableProps<Row>, index: number): void {
  const row = source.getRow(index);
  if (row === undefined) return;
  const head = group?.(row);
  if (head) head.onToggle();
  else onOpen?.(row);
}

function selectSpan<Row>(props: DataTableProps<Row>, from: number, to: number, selected: boolean): void {
  const { selection = NO_SELECTION, onSelectionChange, source, rowId } = props;
  const ids: RowKey[] = [];
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const row = source.getRow(index);
    if (row !== undefined) ids.push(rowId(row));
  }
  onSelectionChange?.(withSelected(selection, ids, selected));
}

/** Cursor, keys, pointer and clipboard of one grid. */
export function useGridActions<Row>(props: DataTableProps<Row>, frame: GridFrame<Row>) {
  const cursor = useGridCursor();
  const follow = useFollow(props);
  const lastChecked = useRef<number | null>(null);
  const moveTo = (position: CellPosition, extend = false) => {
    cursor.moveTo(position, extend);
    reveal(frame, position);
    if (!extend && position.row > HEAD_ROW) follow(position.row);
  };

  const toggleRow = (index: number) => {
    const row = props.source.getRow(index);
    if (row === undefined || !props.selection || props.group?.(row)) return;
    lastChecked.current = index;
    props.onSelectionChange?.(toggleSelected(props.selection, props.rowId(row)));
  };

  const latest = useRef({ props, cursor, toggleRow });
  latest.current = { props, cursor, toggleRow };
  const handlers = useMemo<RowHandlers>(
    () => ({
      onCellDown: (row, column, event) => {
        if (event.button === 0 && column >= 0) latest.current.cursor.moveTo({ row, column }, event.shiftKey);
      },
      onCellEnter: (row, column, event) => {
        if (event.buttons === 1 && column >= 0) latest.current.cursor.moveTo({ row, column }, true);
      },
      onRowClick: (index, event) => {
        const now = latest.current;
        if (event.ctrlKey || event.metaKey) now.toggleRow(index);
        else if (!event.shiftKey && !now.cursor.range) openRow(now.props, index);
      },
      onCheck: (index, _id, range) => {
        const now = latest.current;
        const from = lastChecked.current;
        if (range && from !== null && now.props.selection) {
          const row = now.props.source.getRow(index);
          const selected = row !== undefined && !isSelected(now.props.selection, now.props.rowId(row));
          selectSpan(now.props, from, index, selected);
          lastChecked.current = index;
        } else now.toggleRow(index);
      },
    }),
    [],
  );
  return { cursor, moveTo, toggleRow, handlers };
}

export type GridActions<Row> = ReturnType<typeof useGridActions<Row>>;

/** Everything selected becomes nothing; anything less becomes everything. */
export function toggleAll<Row>({ selection, onSelectionChange, source }: DataTableProps<Row>): void {
  if (!selection) return;
  const all = countSelected(selection, source.total) === source.total;
  onSelectionChange?.(all ? NO_SELECTION : ALL_SELECTED);
}

function headKey<Row>(
  event: KeyboardEvent,
  props: DataTableProps<Row>,
  frame: GridFrame<Row>,
  column: number,
): boolean {
  const placed = frame.layout.all[column];
  if (!placed) return false;
  const { id, sortable, sortDescFirst } = placed.column;
  if (event.key === 'ArrowDown' && event.altKey) {
    frame.scroller?.querySelector<HTMLElement>(`[data-column-menu="${CSS.escape(id)}"]`)?.click();
    return true;
  }
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step !== 0 && event.shiftKey && event.altKey) {
    const width = Math.max(NARROWEST, placed.width + step * WIDTH_STEP);
    props.onViewChange({ ...props.view, widths: { ...props.view.widths, [id]: width } });
    return true;
  }
  if (step !== 0 && event.shiftKey && (event.ctrlKey || event.metaKey)) {
    props.onViewChange(shiftColumn(props.columns, props.view, id, step));
    return true;
  }
  if ((event.key === 'Enter' || event.key === ' ') && sortable) {
    const sort = nextSort(props.view.sort, id, { descFirst: sortDescFirst, add: event.shiftKey });
    props.onViewChange({ ...props.view, sort });
    return true;
  }
  return false;
}

/** Opens or closes what hangs below a row. */
function branchKey<Row>(
  event: KeyboardEvent,
  { source, onBranch }: DataTableProps<Row>,
  row: number,
): boolean {
  const open = event.key === 'ArrowRight';
  if (!onBranch || (!open && event.key !== 'ArrowLeft') || event.ctrlKey || event.metaKey || event.shiftKey) {
    return false;
  }
  const here = source.getRow(row);
  return here !== undefined && onBranch(here, open);
}

function rowKeyPressed<Row>(
  event: KeyboardEvent,
  props: DataTableProps<Row>,
  actions: GridActions<Row>,
  { row, column }: CellPosition,
): boolean {
  if (column === 0 && branchKey(event, props, row)) return true;
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
    openRow(props, row);
    return true;
  }
  if (event.key === ' ' && props.selection) {
    actions.toggleRow(row);
    return true;
  }
  if (event.key === 'Escape' && actions.cursor.range) {
    actions.cursor.clearRange();
    return true;
  }
  if (event.key === 'Escape' && props.selection && countSelected(props.selection, props.source.total) > 0) {
    props.onSelectionChange?.(NO_SELECTION);
    return true;
  }
  return false;
}

/** Keys on the grid: see `table:keys` for the list shown to people. */
export function useGridKeys<Row>(
  props: DataTableProps<Row>,
  frame: GridFrame<Row>,
  actions: GridActions<Row>,
) {
  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const at = actions.cursor.at ?? { row: HEAD_ROW, column: 0 };
    const handled =
      at.row === HEAD_ROW
        ? headKey(event, props, frame, at.column)
        : rowKeyPressed(event, props, actions, at);
    if (!handled && (event.ctrlKey || event.metaKey) && event.key === 'a' && props.selection) {
      toggleAll(props);
    } else if (!handled) {
      const bounds = { rows: props.source.total, columns: frame.layout.all.length, pageRows: frame.pageRows };
      const next = moveCursor(at, event, bounds);
      if (!next) return;
      actions.moveTo(next, event.shiftKey && at.row > HEAD_ROW);
    }
    event.preventDefault();
  };
}

/** The cells of the range, else the selected rows that are here, else the cell of the cursor, as a spreadsheet reads them. */
export function copiedText<Row>(
  props: DataTableProps<Row>,
  frame: GridFrame<Row>,
  actions: GridActions<Row>,
): string | null {
  const columns = frame.layout.all.map((placed) => placed.column);
  const { at, range } = actions.cursor;
  const rowsAt = (indexes: readonly number[]) => indexes.flatMap((index) => props.source.getRow(index) ?? []);
  if (range) {
    const indexes = Array.from(
      { length: range.lastRow - range.firstRow + 1 },
      (_, step) => range.firstRow + step,
    );
    return toTsv(rowsAt(indexes), columns.slice(range.firstColumn, range.lastColumn + 1));
  }
  const { selection, rowId, source } = props;
  if (selection && countSelected(selection, source.total) > 0) {
    const here = rowsAt(Array.from({ length: source.total }, (_, index) => index));
    return toTsv(
      here.filter((row) => isSelected(selection, rowId(row))),
      columns,
    );
  }
  const column = at ? columns[at.column] : undefined;
  return at && at.row > HEAD_ROW && column ? toTsv(rowsAt([at.row]), [column]) : null;
}
