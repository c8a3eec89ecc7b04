import { useState } from 'react';
import { type CellRange, cellCount, rangeBetween } from './copy.ts';
import { HEAD_ROW } from './grid-keys.ts';
import type { CellPosition } from './table-types.ts';

export interface GridCursor {
  at: CellPosition | null;
  /** The cells between where a range began and the cursor; null for a single cell. */
  range: CellRange | null;
  moveTo: (position: CellPosition, extend?: boolean) => void;
  clearRange: () => void;
}

/** The cell that keys act on, and the range of cells that grows from it with Shift or a drag. */
export function useGridCursor(): GridCursor {
  const [at, setAt] = useState<CellPosition | null>(null);
  const [anchor, setAnchor] = useState<CellPosition | null>(null);
  const spread = at && anchor && at.row > HEAD_ROW && anchor.row > HEAD_ROW ? rangeBetween(anchor, at) : null;
  return {
    at,
    range: spread && cellCount(spread) > 1 ? spread : null,
    moveTo: (position, extend = false) => {
      setAt(position);
      if (!extend || !anchor) setAnchor(extend ? (at ?? position) : position);
    },
    clearRange: () => setAnchor(at),
  };
}
