import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FacilityRef, MatrixCell, StockRow } from '../../../../core/contract/stock.ts';
import { useFormat } from '../../../lib/format.ts';
import { type Figure, positionHealth } from '../stock-health.ts';
import { CELL_WIDTH, START_WIDTH, START_WIDTHS } from './matrix-styles.ts';

export interface MatrixRowProps {
  id: string;
  index: number;
  row: StockRow | undefined;
  cells: readonly (MatrixCell | null | undefined)[];
  facilities: readonly (FacilityRef | undefined)[];
  firstColumn: number;
  figure: Figure;
  top: number;
  width: number;
  active: boolean;
  /** Column of the cursor when it stands in this row: −1 the product; null otherwise. */
  cursor: number | null;
  onOpen: (index: number, column: number) => void;
}

/** Rows are drawn again when their facts change: cells are compared one by one, not by the array that holds them. */
function sameRow(a: MatrixRowProps, b: MatrixRowProps): boolean {
  for (const key of Object.keys(a) as (keyof MatrixRowProps)[]) {
    if (key === 'cells' || key === 'facilities' || key === 'onOpen') continue;
    if (a[key] !== b[key]) return false;
  }
  return a.cells.length === b.cells.length && a.cells.every((cell, index) => cell === b.cells[index]);
}

function CellView({ cell, figure }: { cell: MatrixCell | null | undefined; figure: Figure }) {
  const format = useFormat();
  if (cell === undefined) return <span className="bone" />;
  return <span>{cell === null ? '·' : format.integer(cell[figure])}</span>;
}

function cellClass(cell: MatrixCell | null | undefined, cursor: boolean): string {
  const health = cell ? positionHealth(cell) : cell === null ? 'none' : 'coming';
  return `cell ${health}${cursor ? ' cursor' : ''}`;
}

function Row(props: MatrixRowProps) {
  const { id, index, row, cells, facilities, firstColumn, figure, top, width, active, cursor, onOpen } =
    props;
  const { t } = useTranslation('stock');
  const format = useFormat();
  const title = (cell: MatrixCell | null | undefined, place: FacilityRef | undefined) => {
    if (!place || cell === undefined) return undefined;
    if (cell === null) return t('matrix.noPosition', { facility: place.name });
    return t('matrix.cellTitle', {
      facility: place.name,
      onHand: format.integer(cell.onHand),
      reserved: format.integer(cell.reserved),
      safety: format.integer(cell.safetyStock),
      available: format.integer(cell.available),
      inbound: format.integer(cell.inbound),
      health: t(`health.${positionHealth(cell)}`),
    });
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`row${active ? ' active' : ''}`}
      style={{ transform: `translateY(${top}px)`, width }}
    >
      <div
        role="rowheader"
        id={`${id}-${index}--1`}
        aria-colindex={1}
        className={`start${cursor === -1 ? ' cursor' : ''}`}
        onClick={() => onOpen(index, -1)}
      >
        <span style={{ width: START_WIDTHS.sku, fontWeight: 520 }}>
          {row ? <span className="text">{row.sku}</span> : <span className="bone" />}
        </span>
        <span style={{ width: START_WIDTHS.name }} title={row?.name}>
          {row ? <span className="text">{row.name}</span> : <span className="bone" />}
        </span>
        <span className="total" style={{ width: START_WIDTHS.total }}>
          {row ? format.integer(row[figure]) : <span className="bone" />}
        </span>
      </div>
      {cells.map((cell, offset) => {
        const column = firstColumn + offset;
        return (
          <div
            key={column}
            role="gridcell"
            id={`${id}-${index}-${column}`}
            aria-colindex={column + 2}
            aria-label={title(cell, facilities[offset])}
            title={title(cell, facilities[offset])}
            className={cellClass(cell, cursor === column)}
            style={{ left: START_WIDTH + column * CELL_WIDTH }}
            onClick={() => onOpen(index, column)}
          >
            <CellView cell={cell} figure={figure} />
          </div>
        );
      })}
    </div>
  );
}

export const MatrixRow = memo(Row, sameRow);
