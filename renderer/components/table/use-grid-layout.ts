import {
  type Column,
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type Header,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { DataColumn, TableView } from './table-types.ts';
import { hiddenIds, orderedIds, pinnedIds } from './table-view.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});

type NoRow = Record<string, never>;
type GridFeatures = typeof features;
export type GridHeader = Header<GridFeatures, NoRow, unknown>;

const NO_ROWS: NoRow[] = [];
const DEFAULT_SIZE = 120;
const MIN_SIZE = 56;
export const CHECK_WIDTH = 36;

/** A column where it stands: `offset` from the left edge (start, centre) or from the right edge (end). */
export interface PlacedColumn<Row> {
  column: DataColumn<Row>;
  header: GridHeader;
  width: number;
  offset: number;
  /** Its number among the columns shown. */
  index: number;
}

export interface GridLayout<Row> {
  start: PlacedColumn<Row>[];
  centre: PlacedColumn<Row>[];
  end: PlacedColumn<Row>[];
  all: PlacedColumn<Row>[];
  startWidth: number;
  endWidth: number;
  totalWidth: number;
  checks: boolean;
}

function visibility(hidden: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(hidden.map((id) => [id, false]));
}

/** The column that takes the room left over, and how much it takes. */
function spareRoom<Row>(
  columns: readonly DataColumn<Row>[],
  shown: readonly Column<GridFeatures, NoRow, unknown>[],
  view: TableView,
  room: number,
): { id: string; extra: number } | null {
  const used = shown.reduce((sum, column) => sum + column.getSize(), 0);
  const grower = columns.find(
    ({ id, grow }) => grow && !view.widths?.[id] && shown.some((one) => one.id === id),
  );
  return grower && room > used ? { id: grower.id, extra: room - used } : null;
}

interface LayoutOptions<Row> {
  columns: readonly DataColumn<Row>[];
  view: TableView;
  onViewChange: (view: TableView) => void;
  checks: boolean;
  /** Width of the scroll container. */
  room: number;
}

/** Which columns are shown where and how wide: TanStack Table keeps the column model, the view keeps its state. */
export function useGridLayout<Row>({
  columns,
  view,
  onViewChange,
  checks,
  room,
}: LayoutOptions<Row>): GridLayout<Row> {
  const defs = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        size: column.size ?? DEFAULT_SIZE,
        minSize: column.minSize ?? MIN_SIZE,
        maxSize: 900,
      })),
    [columns],
  );
  const pinned = pinnedIds(columns, view);
  const atEnd = columns.filter(({ id, pin }) => pin === 'end' && !pinned.includes(id)).map(({ id }) => id);
  const table = useTable<GridFeatures, NoRow>({
    features,
    columns: defs,
    data: NO_ROWS,
    columnResizeMode: 'onChange',
    state: {
      columnOrder: orderedIds(columns, view),
      columnVisibility: visibility(hiddenIds(columns, view)),
      columnPinning: { start: pinned, end: atEnd },
      columnSizing: view.widths ?? {},
    },
    onColumnSizingChange: (updater) => {
      const widths = typeof updater === 'function' ? updater(view.widths ?? {}) : updater;
      onViewChange({ ...view, widths });
    },
  });
  const { order, hidden, pinned: pins, widths } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the view that move columns; not its sort
  return useMemo(
    () => place(columns, table, view, checks, room),
    [columns, order, hidden, pins, widths, checks, room],
  );
}

type GridTable = ReturnType<typeof useTable<GridFeatures, NoRow>>;

function place<Row>(
  columns: readonly DataColumn<Row>[],
  table: GridTable,
  view: TableView,
  checks: boolean,
  room: number,
): GridLayout<Row> {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const headers = [
    table.getStartLeafHeaders(),
    table.getCenterLeafHeaders(),
    table.getEndLeafHeaders(),
  ] as const;
  const shown = headers.flat().map((header) => header.column);
  const checkWidth = checks ? CHECK_WIDTH : 0;
  const spare = spareRoom(columns, shown, view, room - checkWidth);
  let index = 0;
  const line = (list: readonly GridHeader[], from: number): PlacedColumn<Row>[] => {
    let offset = from;
    return list.flatMap((header) => {
      const column = byId.get(header.column.id);
      if (!column) return [];
      const width = header.column.getSize() + (spare?.id === column.id ? spare.extra : 0);
      const placed = { column, header, width, offset, index };
      offset += width;
      index += 1;
      return placed;
    });
  };
  const start = line(headers[0], checkWidth);
  const startWidth = checkWidth + sum(start);
  const centre = line(headers[1], startWidth);
  const fromLeft = line(headers[2], 0);
  const endWidth = sum(fromLeft);
  const end = fromLeft.map((one) => ({ ...one, offset: endWidth - one.offset - one.width }));
  return {
    start,
    centre,
    end,
    all: [...start, ...centre, ...end],
    startWidth,
    endWidth,
    totalWidth: startWidth + sum(centre) + endWidth,
    checks,
  };
}

function sum(columns: readonly { width: number }[]): number {
  return columns.reduce((total, column) => total + column.width, 0);
}
