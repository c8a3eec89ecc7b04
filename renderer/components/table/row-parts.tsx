import type { ReactNode } from 'react';
import type { GridLayout, PlacedColumn } from './use-grid-layout.ts';

/** The part of the centre that is drawn: columns [first, last], and the pixels left out at either side of them. */
export interface CentreWindow {
  first: number;
  last: number;
  before: number;
  after: number;
}

interface RowPartsProps<Row> {
  layout: GridLayout<Row>;
  centre: CentreWindow;
  /** Drawn before the first column of a table whose rows can be selected. */
  check: ReactNode;
  cell: (placed: PlacedColumn<Row>) => ReactNode;
}

/** The cells of one row of the grid, head and totals alike: pinned block, window of the centre, pinned block. */
export function RowParts<Row>({ layout, centre, check, cell }: RowPartsProps<Row>) {
  const { start, end, checks } = layout;
  return (
    <>
      {(checks || start.length > 0) && (
        <div role="presentation" className="side start">
          {checks && check}
          {start.map(cell)}
        </div>
      )}
      {centre.before > 0 && <div style={{ width: centre.before, flexShrink: 0 }} />}
      {layout.centre.slice(centre.first, centre.last + 1).map(cell)}
      {centre.after > 0 && <div style={{ width: centre.after, flexShrink: 0 }} />}
      {end.length > 0 && (
        <>
          <div style={{ flex: 1 }} />
          <div role="presentation" className="side end">
            {end.map(cell)}
          </div>
        </>
      )}
    </>
  );
}
