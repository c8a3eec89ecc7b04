import { type ClipboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../display/empty-state.tsx';
import { ErrorState } from '../display/error-state.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { HEAD_ROW } from './grid-keys.ts';
import { countSelected, isSelected } from './selection.ts';
import { TableFooter } from './table-footer.tsx';
import { type HeadHandlers, TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { GridRoot } from './table-styles.ts';
import { TableTotals } from './table-totals.tsx';
import type {
  DataColumn,
  GroupHeader,
  RowKey,
  TableSelection,
  TableSource,
  TableView,
} from './table-types.ts';
import { moveColumn, nextSort } from './table-view.ts';
import {
  copiedText,
  type GridActions,
  type GridFrame,
  toggleAll,
  useGridActions,
  useGridFrame,
  useGridKeys,
} from './use-grid.ts';

export interface DataTableProps<Row> {
  /** Names the grid for screen readers. */
  label: string;
  /** Memoise: a new array lays the grid out again. */
  columns: readonly DataColumn<Row>[];
  rowId: (row: Row) => RowKey;
  source: TableSource<Row, unknown>;
  view: TableView;
  onViewChange: (view: TableView) => void;
  /** Leave out for a table whose rows cannot be selected. */
  selection?: TableSelection;
  onSelectionChange?: (selection: TableSelection) => void;
  /** Buttons shown at the bottom while something is selected. */
  selectionActions?: ReactNode;
  /** Enter or click on a row. */
  onOpen?: (row: Row) => void;
  /** The row that is open in a pane: marked, and the pane follows the cursor. */
  activeId?: RowKey | null;
  /** Sums by column id, over all matching rows. */
  totals?: Readonly<Record<string, ReactNode>>;
  /** Shown when no row matches. */
  empty?: ReactNode;
  /** Says that a row heads a group, and how. */
  group?: (row: Row) => GroupHeader | null;
  /** Right arrow opens and left arrow closes what hangs below a row, from the first column; false where nothing does. */
  onBranch?: (row: Row, open: boolean) => boolean;
  /** At the right of the footer. */
  footNote?: ReactNode;
  /** Without the strip below that counts rows. */
  hideFooter?: boolean;
}

function useHeadHandlers<Row>(
  props: DataTableProps<Row>,
  onMenu: (column: string, anchor: HTMLElement) => void,
): HeadHandlers {
  const latest = useRef({ props, onMenu });
  latest.current = { props, onMenu };
  return useMemo(
    () => ({
      onSort: (id, add) => {
        const { columns, view, onViewChange } = latest.current.props;
        const descFirst = columns.find((column) => column.id === id)?.sortDescFirst;
        onViewChange({ ...view, sort: nextSort(view.sort, id, { descFirst, add }) });
      },
      onMenu: (id, anchor) => latest.current.onMenu(id, anchor),
      onMove: (id, before) => {
        const { columns, view, onViewChange } = latest.current.props;
        onViewChange(moveColumn(columns, view, id, before));
      },
      onCheckAll: () => toggleAll(latest.current.props),
    }),
    [],
  );
}

interface BodyProps<Row> {
  gridId: string;
  props: DataTableProps<Row>;
  frame: GridFrame<Row>;
  actions: GridActions<Row>;
}

/** Rows that leave the window at one end come back at the other: their elements are used again. */
const SLOT_STEP = 32;

/** The rows in the window. */
function Body<Row>({ gridId, props, frame, actions }: BodyProps<Row>) {
  const { source, rowId, selection, activeId, onOpen, group } = props;
  const { at, range } = actions.cursor;
  const slots = SLOT_STEP * Math.ceil(frame.items.length / SLOT_STEP);
  return frame.items.map(({ index, start }) => {
    const row = source.getRow(index);
    const key = row === undefined ? undefined : rowId(row);
    const inRange = range !== null && index >= range.firstRow && index <= range.lastRow;
    return (
      <TableRow
        key={index % slots}
        gridId={gridId}
        row={row}
        rowKey={key}
        index={index}
        top={start - frame.headHeight}
        layout={frame.layout}
        centre={frame.centre}
        selected={selection !== undefined && key !== undefined && isSelected(selection, key)}
        active={key !== undefined && key === activeId}
        cursor={at?.row === index ? at.column : -1}
        range={inRange ? range : null}
        openable={onOpen !== undefined}
        group={row === undefined ? null : (group?.(row) ?? null)}
        handlers={actions.handlers}
      />
    );
  });
}

/** What stands where the rows would be: nothing matches, or an error. */
function Overlay<Row>({ props, frame }: { props: DataTableProps<Row>; frame: GridFrame<Row> }) {
  const { t } = useTranslation('table');
  const { source, empty } = props;
  const height = frame.height - frame.headHeight - frame.footHeight;
  return (
    <div role="row" className="overlay" style={{ height, width: frame.width }}>
      <div role="gridcell" aria-colspan={Math.max(1, frame.layout.all.length)} style={{ height: '100%' }}>
        {source.error ? (
          <ErrorState error={source.error} onRetry={source.retry} />
        ) : (
          (empty ?? <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>)
        )}
      </div>
    </div>
  );
}

function checkedState<Row>({ selection, source }: DataTableProps<Row>): boolean | 'some' {
  const selected = selection ? countSelected(selection, source.total) : 0;
  if (selected === 0) return false;
  return selected === source.total ? true : 'some';
}

/**
 * The grid of Vigie: rows by windows from a `TableSource`, columns that the user arranges, keys and clipboard of a
 * spreadsheet. It keeps no state of its own that matters: `view` and `selection` belong to the screen.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, view, onViewChange, source, selection, totals } = props;
  const gridId = useId();
  const frame = useGridFrame(props);
  const actions = useGridActions(props, frame);
  const onKeyDown = useGridKeys(props, frame, actions);
  const [menu, setMenu] = useState<{ column: string; anchor: HTMLElement } | null>(null);
  const headHandlers = useHeadHandlers(props, (column, anchor) => setMenu({ column, anchor }));
  const { at } = actions.cursor;
  const vacant = Boolean(source.error) || (!source.loading && source.total === 0);

  const onCopy = (event: ClipboardEvent) => {
    const text = copiedText(props, frame, actions);
    if (text === null || event.target !== event.currentTarget) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  };

  return (
    <GridRoot data-stale={source.stale}>
      <div
        ref={frame.setScroller}
        className="scroller"
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-busy={source.loading || source.stale}
        aria-rowcount={source.total + 1 + (totals ? 1 : 0)}
        aria-colcount={frame.layout.all.length + (selection ? 1 : 0)}
        aria-multiselectable={selection ? true : undefined}
        aria-activedescendant={at ? `${gridId}-${at.row}-${at.column}` : undefined}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onFocus={(event) => {
          if (event.target === event.currentTarget && !at)
            actions.cursor.moveTo({ row: source.total > 0 ? 0 : HEAD_ROW, column: 0 });
        }}
      >
        <TableHead
          gridId={gridId}
          layout={frame.layout}
          centre={frame.centre}
          sort={view.sort}
          cursor={at?.row === HEAD_ROW ? at.column : -1}
          checked={checkedState(props)}
          handlers={headHandlers}
        />
        {vacant ? (
          <Overlay props={props} frame={frame} />
        ) : (
          <div
            className="canvas"
            role="rowgroup"
            style={{ height: frame.rows.getTotalSize(), width: frame.layout.totalWidth }}
          >
            <Body gridId={gridId} props={props} frame={frame} actions={actions} />
          </div>
        )}
        {totals && !vacant && (
          <TableTotals
            layout={frame.layout}
            centre={frame.centre}
            totals={totals}
            rowIndex={source.total + 2}
          />
        )}
      </div>
      {!props.hideFooter && (
        <TableFooter
          total={source.total}
          loading={source.loading}
          selection={selection}
          onSelectionChange={props.onSelectionChange}
          selectionActions={props.selectionActions}
          note={props.footNote}
        />
      )}
      <ColumnMenu
        column={columns.find((column) => column.id === menu?.column) ?? null}
        anchor={menu?.anchor ?? null}
        columns={columns}
        view={view}
        onViewChange={onViewChange}
        onClose={() => setMenu(null)}
      />
    </GridRoot>
  );
}
