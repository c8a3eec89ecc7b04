import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { DENSITIES } from '../../../lib/density.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { useElementSize } from '../../table/use-element-size.ts';
import { GanttPatterns } from './gantt-bars.tsx';
import { rowAt, type TimeAxis, timeAxis, timeTicks, visitAt } from './gantt-geometry.ts';
import { GanttRowView, titleId } from './gantt-row.tsx';
import { AXIS_HEIGHT, GanttRoot, ROW_EXTRA, TITLE_WIDTH } from './gantt-styles.ts';
import type { GanttRow, GanttSpan, GanttVisit } from './gantt-types.ts';

const TICKS_APART = 56;
const HALF_LABEL = 20;
const NARROWEST_AXIS = 320;
const NEAR = 5;
const ROWS_AROUND = 4;

/** What lies at a point of the chart. */
export interface GanttPoint {
  row: GanttRow;
  instant: number;
  /** Null beside visits and on the row's name. */
  visit: GanttVisit | null;
  onTitle: boolean;
}

/** What a screen asks of its chart. */
export interface GanttHandle {
  scroller: HTMLElement | null;
  /** Null outside of the rows. */
  pointAt: (clientX: number, clientY: number) => GanttPoint | null;
}

export interface GanttChartProps {
  /** Begins the ids of its parts: a visit's is `ID-KEY`. */
  id: string;
  /** Names the grid. */
  label: string;
  /** Keep rows that do not change: only others are drawn again. */
  rows: readonly GanttRow[];
  span: GanttSpan;
  /** Ticks are round from here on. */
  dayStartsAt: number;
  time: (instant: number) => string;
  /** Heads the names of rows. */
  titleHead: string;
  lockedLabel: string;
  /** 1 = all of the span at once. */
  zoom: number;
  activeRow: string | null;
  selected: number | null;
  carried: ReadonlySet<number>;
  /** Row where carried visits would go. */
  target: string | null;
  onPress?: (point: GanttPoint, event: PointerEvent) => void;
  /** Null when the pointer leaves. */
  onHover?: (point: GanttPoint | null, event: PointerEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  ref?: Ref<GanttHandle>;
}

function useRowHeight(): number {
  return DENSITIES[usePreferences().density].row + ROW_EXTRA;
}

function Axis({ axis, ticks, time, titleHead }: AxisProps) {
  const hasRoom = (tick: number) => axis.at(tick) > HALF_LABEL && axis.at(tick) < axis.width - HALF_LABEL;
  return (
    <div className="axis" role="presentation" style={{ width: TITLE_WIDTH + axis.width }}>
      <div className="corner">{titleHead}</div>
      {ticks.filter(hasRoom).map((tick) => (
        <span key={tick} className="tick" aria-hidden style={{ left: TITLE_WIDTH + axis.at(tick) }}>
          {time(tick)}
        </span>
      ))}
    </div>
  );
}

interface AxisProps {
  axis: TimeAxis;
  ticks: readonly number[];
  time: (instant: number) => string;
  titleHead: string;
}

/** Finds what lies at a point of the window. */
function usePointAt(scroller: HTMLElement | null, rows: readonly GanttRow[], axis: TimeAxis, height: number) {
  return useMemo(
    () =>
      (clientX: number, clientY: number): GanttPoint | null => {
        if (!scroller) return null;
        const box = scroller.getBoundingClientRect();
        const [left, top] = [clientX - box.left, clientY - box.top];
        if (left < 0 || top < AXIS_HEIGHT || left > box.width || top > box.height) return null;
        const index = rowAt(top - AXIS_HEIGHT + scroller.scrollTop, height, rows.length);
        const row = index === null ? undefined : rows[index];
        if (!row) return null;
        const x = left - TITLE_WIDTH + scroller.scrollLeft;
        const onTitle = left < TITLE_WIDTH;
        const visit = onTitle ? null : visitAt(row, axis, { x, tolerance: NEAR });
        return { row, instant: axis.instant(x), visit, onTitle };
      },
    [scroller, rows, axis, height],
  );
}

/** Brings the active row and the selected visit into view when they change. */
function useInView(
  scroller: HTMLElement | null,
  { rows, activeRow, selected }: Pick<GanttChartProps, 'rows' | 'activeRow' | 'selected'>,
  axis: TimeAxis,
  toRow: (index: number) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that change under the reader do not scroll
  useEffect(() => {
    const index = rows.findIndex(({ key }) => key === activeRow);
    if (!scroller || index < 0) return;
    toRow(index);
    const visit = rows[index]?.visits.find(({ key }) => key === selected);
    if (!visit) return;
    const [from, to] = [axis.at(visit.from), axis.at(visit.to)];
    const shown = scroller.clientWidth - TITLE_WIDTH;
    if (from < scroller.scrollLeft) scroller.scrollLeft = from - 12;
    else if (to > scroller.scrollLeft + shown) scroller.scrollLeft = to + 12 - shown;
  }, [scroller, activeRow, selected, axis]);
}

interface PlaneProps {
  props: GanttChartProps;
  axis: TimeAxis;
  height: number;
  virtual: Virtualizer<HTMLElement, Element>;
}

/** The axis, the lines of hours, and the rows in view. */
function Plane({ props, axis, height, virtual }: PlaneProps) {
  const { id, rows, dayStartsAt, selected } = props;
  const ticks = useMemo(() => timeTicks(axis, dayStartsAt, TICKS_APART), [axis, dayStartsAt]);
  const size = { width: TITLE_WIDTH + axis.width, height: virtual.getTotalSize() + AXIS_HEIGHT };
  return (
    <div className="plane" role="rowgroup" style={size}>
      <Axis axis={axis} ticks={ticks} time={props.time} titleHead={props.titleHead} />
      <div className="lines" aria-hidden>
        {ticks.map((tick) => (
          <i key={tick} style={{ left: TITLE_WIDTH + axis.at(tick) }} />
        ))}
      </div>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const row = rows[index];
        if (!row) return null;
        return (
          <GanttRowView
            key={row.key}
            row={row}
            index={index}
            top={start}
            height={height}
            axis={axis}
            chartId={id}
            active={row.key === props.activeRow}
            target={row.key === props.target}
            selected={row.visits.some(({ key }) => key === selected) ? selected : null}
            carried={carriedOf(row, props.carried)}
            lockedLabel={props.lockedLabel}
          />
        );
      })}
    </div>
  );
}

/**
 * Rows of visits along the day, drawn as far as they are in view. It is one grid for the keyboard: the screen moves what is active,
 * selected and carried.
 */
export function GanttChart(props: GanttChartProps) {
  const { id, label, rows, span, zoom, activeRow, selected, carried } = props;
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { width } = useElementSize(scroller);
  const height = useRowHeight();
  const axis = useMemo(
    () => timeAxis(span, Math.max(NARROWEST_AXIS, width - TITLE_WIDTH) * zoom),
    [span, width, zoom],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => height,
    overscan: ROWS_AROUND,
    scrollMargin: AXIS_HEIGHT,
    scrollPaddingStart: AXIS_HEIGHT,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights changed, so measure again
  useLayoutEffect(() => virtual.measure(), [virtual, height]);
  const pointAt = usePointAt(scroller, rows, axis, height);
  useImperativeHandle(props.ref, () => ({ scroller, pointAt }), [scroller, pointAt]);
  useInView(scroller, props, axis, (index) => virtual.scrollToIndex(index, { align: 'auto' }));
  const { onPress, onHover, onKeyDown } = props;
  const told = (event: PointerEvent) => pointAt(event.clientX, event.clientY);
  const shown = rows.some(({ visits }) => visits.some(({ key }) => key === selected));
  const active = shown ? `${id}-${selected}` : activeRow ? titleId(id, activeRow) : undefined;
  return (
    <GanttRoot
      ref={setScroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length}
      aria-activedescendant={active}
      data-carrying={carried.size > 0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        const point = told(event);
        if (point && event.button === 0) onPress?.(point, event);
      }}
      onPointerMove={(event) => onHover?.(told(event), event)}
      onPointerLeave={(event) => onHover?.(null, event)}
    >
      <GanttPatterns id={id} />
      {width > 0 && <Plane props={props} axis={axis} height={height} virtual={virtual} />}
    </GanttRoot>
  );
}

const NONE: ReadonlySet<number> = new Set();

/** The same empty set for all rows that carry nothing: they are not drawn again. */
function carriedOf({ visits }: GanttRow, carried: ReadonlySet<number>): ReadonlySet<number> {
  return carried.size > 0 && visits.some(({ key }) => carried.has(key)) ? carried : NONE;
}
