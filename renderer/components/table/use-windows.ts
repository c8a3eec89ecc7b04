import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo } from 'react';
import type { CentreWindow } from './row-parts.tsx';
import type { GridLayout } from './use-grid-layout.ts';

const ROWS_AROUND = 6;
const COLUMNS_AROUND = 3;
/** Fewer columns than this are all drawn. */
const DRAW_ALL_BELOW = 24;

/** Which rows are drawn: fixed heights, a sticky head above and totals below. */
export function useRowWindow(options: {
  scroller: HTMLElement | null;
  count: number;
  rowHeight: number;
  headHeight: number;
  footHeight: number;
}) {
  const { scroller, count, rowHeight, headHeight, footHeight } = options;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: ROWS_AROUND,
    scrollPaddingStart: headHeight,
    scrollPaddingEnd: footHeight,
    scrollMargin: headHeight,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights changed, so measure again
  useLayoutEffect(() => rows.measure(), [rows, rowHeight]);
  return rows;
}

/** Which columns of the centre are drawn: all of a few, a window of many (a matrix of facilities). */
export function useCentreWindow<Row>(scroller: HTMLElement | null, layout: GridLayout<Row>): CentreWindow {
  const { centre, startWidth, endWidth } = layout;
  const windowed = centre.length >= DRAW_ALL_BELOW;
  const columns = useVirtualizer({
    horizontal: true,
    enabled: windowed,
    count: windowed ? centre.length : 0,
    getScrollElement: () => scroller,
    estimateSize: (index) => centre[index]?.width ?? 0,
    overscan: COLUMNS_AROUND,
    paddingStart: startWidth,
    paddingEnd: endWidth,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths changed, so measure again
  useLayoutEffect(() => columns.measure(), [columns, centre]);
  const items = windowed ? columns.getVirtualItems() : [];
  const first = windowed ? (items[0]?.index ?? 0) : 0;
  const last = windowed
    ? (items.at(-1)?.index ?? Math.min(centre.length, DRAW_ALL_BELOW) - 1)
    : centre.length - 1;
  return useMemo(() => {
    const start = centre[first]?.offset ?? startWidth;
    const lastColumn = centre[last];
    const end = lastColumn ? lastColumn.offset + lastColumn.width : startWidth;
    const whole = centre.at(-1);
    const wholeEnd = whole ? whole.offset + whole.width : startWidth;
    return { first, last, before: start - startWidth, after: wholeEnd - end };
  }, [centre, first, last, startWidth]);
}
