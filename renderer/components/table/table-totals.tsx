import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type CentreWindow, RowParts } from './row-parts.tsx';
import { CHECK_WIDTH, type GridLayout } from './use-grid-layout.ts';

interface TableTotalsProps<Row> {
  layout: GridLayout<Row>;
  centre: CentreWindow;
  totals: Readonly<Record<string, ReactNode>>;
  rowIndex: number;
}

/** Sums over all matching rows, always in sight at the bottom. */
export function TableTotals<Row>({ layout, centre, totals, rowIndex }: TableTotalsProps<Row>) {
  const { t } = useTranslation('table');
  return (
    <div role="row" aria-rowindex={rowIndex} className="totals" style={{ width: layout.totalWidth }}>
      <RowParts
        layout={layout}
        centre={centre}
        check={<div role="gridcell" className="cell check" style={{ width: CHECK_WIDTH }} />}
        cell={({ column, index, width }) => (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={index + 1 + (layout.checks ? 1 : 0)}
            className={column.align === 'end' ? 'cell end' : 'cell'}
            style={{ width }}
          >
            {totals[column.id] ?? (index === 0 ? t('total') : null)}
          </div>
        )}
      />
    </div>
  );
}
