import { ChevronDown, ChevronRight } from 'lucide-react';
import { type CSSProperties, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellRange } from './copy.ts';
import type { GroupHeader, RowKey } from './table-types.ts';
import { CHECK_WIDTH, type GridLayout, type PlacedColumn } from './use-grid-layout.ts';

/** The part of the centre that is drawn: columns [first, last], with `before` pixels left out at their left. */
export interface CentreWindow {
  first: number;
  last: number;
  before: number;
  after: number;
}

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

export function pinStyle<Row>(placed: PlacedColumn<Row>, side: 'start' | 'centre' | 'end'): CSSProperties {
  if (side === 'start') return { width: placed.width, left: placed.offset };
  if (side === 'end') return { width: placed.width, right: placed.offset };
  return { width: placed.width };
}

export function sideClass<Row>(
  layout: GridLayout<Row>,
  placed: PlacedColumn<Row>,
  side: 'start' | 'centre' | 'end',
) {
  if (side === 'start') return placed === layout.start.at(-1) ? ' pinned edge-start' : ' pinned';
  if (side === 'end') return placed === layout.end[0] ? ' pinned edge-end' : ' pinned';
  return '';
}

function cellContent<Row>(row: Row | undefined, placed: PlacedColumn<Row>): ReactNode {
  if (row === undefined) return <span className="bone" />;
  const { cell, value } = placed.column;
  return <span className="text">{cell ? cell(row) : (value(row) ?? '–')}</span>;
}

function Cell<Row>({
  props,
  placed,
  side,
}: {
  props: TableRowProps<Row>;
  placed: PlacedColumn<Row>;
  side: 'start' | 'centre' | 'end';
}) {
  const { gridId, row, index, layout, cursor, range, handlers } = props;
  const column = placed.index;
  const inRange = range !== null && column >= range.firstColumn && column <= range.lastColumn;
  const classes = `cell${placed.column.align === 'end' ? ' end' : ''}${sideClass(layout, placed, side)}${
    cursor === column ? ' cursor' : ''
  }${inRange ? ' in-range' : ''}`;
  return (
    <div
      role="gridcell"
      id={`${gridId}-${index}-${column}`}
      aria-colindex={column + 1 + (layout.checks ? 1 : 0)}
      className={classes}
      style={pinStyle(placed, side)}
      onPointerDown={(event) => handlers.onCellDown(index, column, event)}
      onPointerEnter={(event) => handlers.onCellEnter(index, column, event)}
    >
      {cellContent(row, placed)}
    </div>
  );
}

function CheckCell<Row>({ props }: { props: TableRowProps<Row> }) {
  const { t } = useTranslation('table');
  const { rowKey, index, selected, handlers, group } = props;
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      className="cell check pinned"
      style={{ width: CHECK_WIDTH, left: 0 }}
    >
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
function GroupCell({ group, style, id }: { group: GroupHeader; style: CSSProperties; id: string }) {
  const { t } = useTranslation('table');
  const Icon = group.expanded ? ChevronDown : ChevronRight;
  return (
    <div role="gridcell" id={id} className="cell pinned" style={style}>
      <button
        type="button"
        tabIndex={-1}
        className="toggle"
        aria-expanded={group.expanded}
        aria-label={t(group.expanded ? 'group.collapse' : 'group.expand', { name: String(group.label) })}
        onClick={group.onToggle}
        style={{
          all: 'unset',
          display: 'inline-flex',
          alignItems: 'center',
          gap: 6,
          cursor: 'pointer',
          minWidth: 0,
        }}
      >
        <Icon size={14} aria-hidden />
        <span className="text">{group.label}</span>
        <span style={{ color: 'var(--v-text-quiet)', fontWeight: 400 }}>{group.count}</span>
      </button>
    </div>
  );
}

function Row<T>(props: TableRowProps<T>) {
  const { gridId, index, top, layout, centre, selected, active, cursor, openable, group, handlers } = props;
  const classes = `row${selected ? ' selected' : ''}${active ? ' active' : ''}${cursor >= 0 ? ' at' : ''}${
    openable ? ' openable' : ''
  }${group ? ' group' : ''}`;
  const first = layout.start[0] ?? layout.centre[0];
  const cells = (list: readonly PlacedColumn<T>[], side: 'start' | 'centre' | 'end') =>
    list.map((placed) =>
      group && placed === first ? (
        <GroupCell
          key={placed.column.id}
          id={`${gridId}-${index}-${placed.index}`}
          group={group}
          style={{ ...pinStyle(placed, side), ...(side === 'start' ? {} : { left: layout.startWidth }) }}
        />
      ) : (
        <Cell key={placed.column.id} props={props} placed={placed} side={side} />
      ),
    );
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes}
      style={{ transform: `translateY(${top}px)`, width: layout.totalWidth }}
      onClick={(event) => handlers.onRowClick(index, event)}
    >
      {layout.checks && <CheckCell props={props} />}
      {cells(layout.start, 'start')}
      {centre.before > 0 && <div style={{ width: centre.before, flexShrink: 0 }} />}
      {cells(layout.centre.slice(centre.first, centre.last + 1), 'centre')}
      {centre.after > 0 && <div style={{ width: centre.after, flexShrink: 0 }} />}
      {cells(layout.end, 'end')}
    </div>
  );
}

export const TableRow = memo(Row) as typeof Row;
