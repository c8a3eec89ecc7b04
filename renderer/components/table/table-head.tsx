import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { type DragEvent, type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CentreWindow, RowParts } from './row-parts.tsx';
import type { TableSort } from './table-types.ts';
import { CHECK_WIDTH, type GridLayout, type PlacedColumn } from './use-grid-layout.ts';

export interface HeadHandlers {
  onSort: (column: string, add: boolean) => void;
  onMenu: (column: string, anchor: HTMLElement) => void;
  onMove: (column: string, before: string) => void;
  onCheckAll: () => void;
}

interface TableHeadProps<Row> {
  gridId: string;
  layout: GridLayout<Row>;
  centre: CentreWindow;
  sort: readonly TableSort[];
  /** Column of the cursor when it stands in the head, else −1. */
  cursor: number;
  checked: boolean | 'some';
  handlers: HeadHandlers;
}

const DRAG_TYPE = 'application/x-vigie-column';

function SortMark({ sort, column }: { sort: readonly TableSort[]; column: string }) {
  const place = sort.findIndex((part) => part.column === column);
  const part = sort[place];
  if (!part) return null;
  const Icon = part.descending ? ArrowDown : ArrowUp;
  return (
    <span className="sort">
      <Icon size={12} strokeWidth={2.4} aria-hidden />
      {sort.length > 1 && place + 1}
    </span>
  );
}

function ariaSort(sort: readonly TableSort[], column: string): 'ascending' | 'descending' | undefined {
  const part = sort.find((one) => one.column === column);
  if (!part) return undefined;
  return part.descending ? 'descending' : 'ascending';
}

interface HeadCellProps<Row> {
  props: TableHeadProps<Row>;
  placed: PlacedColumn<Row>;
}

/** Dropping a head on another moves its column before it. */
function useColumnDrag(id: string, onMove: HeadHandlers['onMove']) {
  const [over, setOver] = useState(false);
  return {
    over,
    props: {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(DRAG_TYPE, id);
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        const moved = event.dataTransfer.getData(DRAG_TYPE);
        if (moved && moved !== id) onMove(moved, id);
      },
    },
  };
}

function ResizeGrip<Row>({ placed }: { placed: PlacedColumn<Row> }) {
  const { t } = useTranslation('table');
  const { header, column } = placed;
  const resize = header.getResizeHandler();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the column menu resizes by keyboard
    <span
      className={`grip${header.column.getIsResizing() ? ' dragging' : ''}`}
      title={t('column.resize', { name: column.header })}
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onMouseDown={(event) => {
        event.stopPropagation();
        resize(event);
      }}
      onTouchStart={resize}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => header.column.resetSize()}
      onKeyDown={() => {}}
    />
  );
}

function HeadCell<Row>({ props, placed }: HeadCellProps<Row>) {
  const { t } = useTranslation('table');
  const { gridId, layout, sort, cursor, handlers } = props;
  const { column, index } = placed;
  const drag = useColumnDrag(column.id, handlers.onMove);
  const sorted = ariaSort(sort, column.id);
  const classes = `cell${column.align === 'end' ? ' end' : ''}${
    column.sortable ? ' sortable' : ''
  }${sorted ? ' sorted' : ''}${cursor === index ? ' cursor' : ''}${drag.over ? ' drop' : ''}`;
  const openMenu = (event: MouseEvent<HTMLElement>) => {
    event.stopPropagation();
    event.preventDefault();
    handlers.onMenu(column.id, event.currentTarget);
  };
  return (
    <div
      role="columnheader"
      id={`${gridId}--1-${index}`}
      aria-colindex={index + 1 + (layout.checks ? 1 : 0)}
      aria-sort={sorted}
      className={classes}
      style={{ width: placed.width }}
      title={column.hint ?? column.header}
      onClick={(event) => column.sortable && handlers.onSort(column.id, event.shiftKey)}
      onContextMenu={openMenu}
      {...drag.props}
    >
      {column.align === 'end' && <SortMark sort={sort} column={column.id} />}
      <span className="name">{column.header}</span>
      {column.align !== 'end' && <SortMark sort={sort} column={column.id} />}
      <button
        type="button"
        className="menu"
        tabIndex={-1}
        data-column-menu={column.id}
        aria-label={t('column.menu', { name: column.header })}
        onClick={openMenu}
      >
        <ChevronDown size={13} aria-hidden />
      </button>
      <ResizeGrip placed={placed} />
    </div>
  );
}

function CheckAll<Row>({ props }: { props: TableHeadProps<Row> }) {
  const { t } = useTranslation('table');
  const { checked, handlers } = props;
  return (
    <div role="columnheader" aria-colindex={1} className="cell check" style={{ width: CHECK_WIDTH }}>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={checked === true}
        ref={(input) => {
          if (input) input.indeterminate = checked === 'some';
        }}
        aria-label={t('selectAll')}
        onChange={handlers.onCheckAll}
      />
    </div>
  );
}

export function TableHead<Row>(props: TableHeadProps<Row>) {
  const { layout, centre } = props;
  return (
    <div role="row" aria-rowindex={1} className="head" style={{ width: layout.totalWidth }}>
      <RowParts
        layout={layout}
        centre={centre}
        check={<CheckAll props={props} />}
        cell={(placed) => <HeadCell key={placed.column.id} props={props} placed={placed} />}
      />
    </div>
  );
}
