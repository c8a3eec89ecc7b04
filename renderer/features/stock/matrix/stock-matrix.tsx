import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockFilter } from '../../../../core/contract/stock.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import type { TableSort } from '../../../components/table/table-types.ts';
import { useElementSize } from '../../../components/table/use-element-size.ts';
import { useFormat } from '../../../lib/format.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import type { Figure } from '../stock-health.ts';
import { MatrixHead } from './matrix-head.tsx';
import { MatrixRow } from './matrix-row.tsx';
import { CELL_WIDTH, HEAD_HEIGHT, MatrixFooter, MatrixRoot, START_WIDTH } from './matrix-styles.ts';
import type { MatrixWindow } from './matrix-tiles.ts';
import { type MatrixSource, useMatrix } from './use-matrix.ts';
import { useMatrixCursor } from './use-matrix-cursor.ts';

const ROW_HEIGHTS = { compact: 28, comfortable: 36 } as const;
const OVERSCAN_ROWS = 6;
const OVERSCAN_COLUMNS = 2;

export interface StockMatrixProps {
  filter: StockFilter;
  sort: TableSort[];
  figure: Figure;
  activeSku: string | undefined;
  empty: ReactNode;
  onSort: (sort: TableSort[]) => void;
  onOpen: (sku: string) => void;
  onTotal: (total: number) => void;
}

function windowOf(
  scroll: { top: number; left: number },
  size: { width: number; height: number },
  rowHeight: number,
  source: MatrixSource,
): MatrixWindow {
  const rowStart = Math.max(0, Math.floor(scroll.top / rowHeight) - OVERSCAN_ROWS);
  const shownRows = Math.ceil((size.height || 800) / rowHeight) + 2 * OVERSCAN_ROWS;
  const columnStart = Math.max(0, Math.floor(scroll.left / CELL_WIDTH) - OVERSCAN_COLUMNS);
  const shownColumns = Math.ceil((size.width || 1200) / CELL_WIDTH) + 2 * OVERSCAN_COLUMNS;
  return {
    rowStart,
    rowEnd: Math.min(source.total || shownRows, rowStart + shownRows),
    columnStart,
    columnEnd: Math.min(source.facilityTotal || shownColumns, columnStart + shownColumns),
  };
}

const indices = (start: number, end: number) =>
  Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);

function Footer({ source, figure }: { source: MatrixSource; figure: Figure }) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  return (
    <MatrixFooter>
      <span>
        {source.ready &&
          t('matrix.size', {
            products: format.integer(source.total),
            facilities: format.integer(source.facilityTotal),
            figure: t(`column.${figure}`),
          })}
      </span>
      <span style={{ flex: 1 }} />
      <span className="key">
        <span className="swatch out" /> {t('health.out')}
      </span>
      <span className="key">
        <span className="swatch low" /> {t('health.low')}
      </span>
      <span className="key">
        <span style={{ width: 8, textAlign: 'center' }}>·</span> {t('health.none')}
      </span>
    </MatrixFooter>
  );
}

/** Products down, facilities across: virtual in both directions, one figure a cell, health by fill and mark. */
export function StockMatrix(props: StockMatrixProps) {
  const { filter, sort, figure, activeSku, empty, onSort, onOpen, onTotal } = props;
  const { t } = useTranslation('stock');
  const id = useId();
  const source = useMatrix(filter, sort);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const scroller = useRef<HTMLDivElement | null>(null);
  scroller.current = element;
  const size = useElementSize(element);
  const rowHeight = ROW_HEIGHTS[usePreferences().density];
  const [scroll, setScroll] = useState({ top: 0, left: 0 });
  const window = windowOf(scroll, size, rowHeight, source);
  const openRow = (index: number) => {
    const row = source.row(index);
    if (row) onOpen(row.sku);
  };
  const { cursor, setCursor, onKeyDown } = useMatrixCursor({
    scroller,
    rows: source.total,
    columns: source.facilityTotal,
    rowHeight,
    onOpen: openRow,
  });
  const { rowStart, rowEnd, columnStart, columnEnd } = window;
  const { setWindow } = source;
  useEffect(
    () => setWindow({ rowStart, rowEnd, columnStart, columnEnd }),
    [setWindow, rowStart, rowEnd, columnStart, columnEnd],
  );
  useEffect(() => onTotal(source.total), [onTotal, source.total]);

  if (source.error !== null && !source.ready)
    return <ErrorState error={source.error} onRetry={source.retry} />;
  if (source.ready && !source.loading && source.total === 0) return empty;
  const columns = indices(columnStart, columnEnd);
  const facilities = columns.map((column) => source.facility(column));
  const width = START_WIDTH + source.facilityTotal * CELL_WIDTH;
  return (
    <>
      <MatrixRoot
        ref={setElement}
        role="grid"
        tabIndex={0}
        aria-label={t('matrix.label')}
        aria-rowcount={source.total + 1}
        aria-colcount={source.facilityTotal + 1}
        aria-activedescendant={`${id}-${cursor.row}-${cursor.column}`}
        aria-busy={!source.ready || source.loading}
        onScroll={(event) =>
          setScroll({ top: event.currentTarget.scrollTop, left: event.currentTarget.scrollLeft })
        }
        onKeyDown={onKeyDown}
      >
        <div
          style={{
            position: 'relative',
            width,
            minWidth: '100%',
            height: HEAD_HEIGHT + source.total * rowHeight,
          }}
        >
          <MatrixHead
            facilities={facilities}
            firstColumn={columnStart}
            figure={figure}
            sort={sort}
            onSort={onSort}
          />
          {indices(rowStart, source.ready ? rowEnd : 0).map((index) => {
            const row = source.row(index);
            return (
              <MatrixRow
                key={index}
                id={id}
                index={index}
                row={row}
                cells={columns.map((column) => source.cell(index, column))}
                facilities={facilities}
                firstColumn={columnStart}
                figure={figure}
                top={index * rowHeight}
                width={width}
                active={row !== undefined && row.sku === activeSku}
                cursor={cursor.row === index ? cursor.column : null}
                onOpen={(at, column) => {
                  setCursor({ row: at, column });
                  openRow(at);
                }}
              />
            );
          })}
        </div>
      </MatrixRoot>
      <Footer source={source} figure={figure} />
    </>
  );
}
