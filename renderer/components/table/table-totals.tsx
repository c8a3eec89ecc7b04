import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type CentreWindow, pinStyle, sideClass } from './table-row.tsx';
import { CHECK_WIDTH, type GridLayout, type PlacedColumn } from './use-grid-layout.ts';

interface TableTotalsProps<Row> {
  layout: GridLayout<Row>;
  centre: CentreWindow;
  totals: Readonly<Record<string, ReactNode>>;
  rowIndex: number;
}

/** Sums over all matching rows, always in sight at the bottom. */
export function TableTotals<Row>({ layout, centre, totals, rowIndex }: TableTotalsProps<Row>) {
  const { t } = useTranslation('table');
  const cells = (list: readonly PlacedColumn<Row>[], side: 'start' | 'centre' | 'end') =>
    list.map((placed) => (
      <div
        key={placed.column.id}
        role="gridcell"
        aria-colindex={placed.index + 1 + (layout.checks ? 1 : 0)}
        className={`cell${placed.column.align === 'end' ? ' end' : ''}${sideClass(layout, placed, side)}`}
        style={pinStyle(placed, side)}
      >
        <span className="text">{totals[placed.column.id] ?? (placed.index === 0 ? t('total') : null)}</span>
      </div>
    ));
  return (
    <div role="row" aria-rowindex={rowIndex} className="totals" style={{ width: layout.totalWidth }}>
      {layout.checks && <div className="cell check pinned" style={{ width: CHECK_WIDTH, left: 0 }} />}
      {cells(layout.start, 'start')}
      {centre.before > 0 && <div style={{ width: centre.before, flexShrink: 0 }} />}
      {cells(layout.centre.slice(centre.first, centre.last + 1), 'centre')}
      {centre.after > 0 && <div style={{ width: centre.after, flexShrink: 0 }} />}
      {cells(layout.end, 'end')}
    </div>
  );
}
