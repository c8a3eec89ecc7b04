import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellRange } from './copy.ts';
import { type CentreWindow, RowParts } from './row-parts.tsx';
import type { GroupHeader, RowKey } from './table-types.ts';
import { CHECK_WIDTH, type GridLayout, type PlacedColumn } from './use-grid-layout.ts';

export interface RowHandlers {
  onCellDown: (row: number, column: number, event: React.PointerEvent) => void;
  onCellEnter: (row: number, column: number, event: React.PointerEvent) => void;
  onRowClick: (row: number, event: React.MouseEvent) => void;
  onCheck: (row: number, id: RowKey, range: boolean) => void;
}

export interface TableRowProps<Row> {
  gridId: string;
  row: Row | undefined;
  rowKey: RowKey | undefined;
  index: number;
  top: number;
  layout: GridLayout<Row>;
  centre: CentreWindow;
  selected: boolean;
  active: boolean;
  /** Column of the cursor when it stands in this row, else −1. */
  cursor: number;
  /** The part of the range of cells in this row. */
  range: Pick<CellRange, 'firstColumn' | 'lastColumn'> | null;
  openable: boolean;
  group: GroupHeader | null;
  handlers: RowHandlers;
}

function cellContent<Row>(row: Row | undefined, placed: PlacedColumn<Row>): ReactNode {
  if (row === undefined) return <span className="bone" />;
  const { cell, value } = placed.column;
  return cell ? cell(row) : (value(row) ?? '–');
}

const CHECK_STYLE = { width: CHECK_WIDTH };

function Cell<Row>({ props, placed }: { props: TableRowProps<Row>; placed: PlacedColumn<Row> }) {
  const { gridId, row, index, layout, cursor, range } = props;
  const column = placed.index;
  const inRange = range !== null && column >= range.firstColumn && column <= range.lastColumn;
  const classes = `cell${placed.column.align === 'end' ? ' end' : ''}${cursor === column ? ' cursor' : ''}${
    inRange ? ' in-range' : ''
  }`;
  return (
    <div
      role="gridcell"
      id={`${gridId}-${index}-${column}`}
      aria-colindex={column + 1 + (layout.checks ? 1 : 0)}
      data-column={column}
      className={classes}
      style={{ width: placed.width }}
    >
      {cellContent(row, placed)}
    </div>
  );
}

function CheckCell<Row>({ props }: { props: TableRowProps<Row> }) {
  const { t } = useTranslation('table');
  const { rowKey, index, selected, handlers, group } = props;
  return (
    <div role="gridcell" aria-colindex={1} className="cell check" style={CHECK_STYLE}>
      {!group && (
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          disabled={rowKey === undefined}
          aria-label={t('selectRow')}
          onChange={() => {}}
          onClick={(event) => {
            event.stopPropagation();
            if (rowKey !== undefined) handlers.onCheck(index, rowKey, event.shiftKey);
          }}
        />
      )}
    </div>
  );
}

/** The label of a group, in its first column; its sums stand in their own columns. */
function GroupCell({ group, width, id }: { group: GroupHeader; width: number; id: string }) {
  const { t } = useTranslation('table');
  const Icon = group.expanded ? ChevronDown : ChevronRight;
  return (
    <div role="gridcell" id={id} className="cell" style={{ width }}>
      <button
        type="button"
        tabIndex={-1}
        className="toggle"
        aria-expanded={group.expanded}
        aria-label={t(group.expanded ? 'group.collapse' : 'group.expand', { name: String(group.label) })}
        onClick={(event) => {
          event.stopPropagation();
          group.onToggle();
        }}
      >
        <Icon size={14} aria-hidden />
        <span>{group.label}</span>
        <span className="count">{group.count}</span>
      </button>
    </div>
  );
}

/** The number of the column under the pointer; −1 outside cells. */
function columnOf(event: { target: EventTarget }): number {
  const cell = (event.target as Element).closest<HTMLElement>('[data-column]');
  return Number(cell?.dataset.column ?? -1);
}

/** A cell whose text is cut tells it whole on hover. */
function tellWhole(event: { target: EventTarget }): void {
  const cell = (event.target as Element).closest<HTMLElement>('[data-column]');
  if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? cell.textContent : '';
}

function rowClass<T>({ selected, active, cursor, openable, group }: TableRowProps<T>): string {
  return `row${selected ? ' selected' : ''}${active ? ' active' : ''}${cursor >= 0 ? ' at' : ''}${
    openable ? ' openable' : ''
  }${group ? ' group' : ''}`;
}

function Row<T>(props: TableRowProps<T>) {
  const { gridId, index, top, layout, centre, selected, group, handlers } = props;
  const first = layout.all[0];
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={rowClass(props)}
      style={{ top, width: layout.totalWidth }}
      onClick={(event) => handlers.onRowClick(index, event)}
      onPointerDown={(event) => handlers.onCellDown(index, columnOf(event), event)}
      onPointerOver={(event) => {
        tellWhole(event);
        handlers.onCellEnter(index, columnOf(event), event);
      }}
    >
      <RowParts
        layout={layout}
        centre={centre}
        check={<CheckCell props={props} />}
        cell={(placed) =>
          group && placed === first ? (
            <GroupCell
              key={placed.column.id}
              id={`${gridId}-${index}-${placed.index}`}
              group={group}
              width={placed.width}
            />
          ) : (
            <Cell key={placed.column.id} props={props} placed={placed} />
          )
        }
      />
    </div>
  );
}

export const TableRow = memo(Row) as typeof Row;
