import type { GanttRow, GanttSpan, GanttVisit } from './gantt-types.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TICK_STEPS = [15, 30, 60, 120, 180, 360].map((minutes) => minutes * MINUTE_MS);
const MARGIN_MS = 10 * MINUTE_MS;

/** Instants along a width of pixels. */
export interface TimeAxis {
  from: number;
  to: number;
  width: number;
  /** Where an instant lies. */
  at: (instant: number) => number;
  /** The instant that lies there. */
  instant: (x: number) => number;
}

/** An axis for a span; `width` in pixels. */
export function timeAxis({ from, to }: GanttSpan, width: number): TimeAxis {
  const scale = width / Math.max(1, to - from);
  return {
    from,
    to,
    width,
    at: (instant) => (instant - from) * scale,
    instant: (x) => from + x / scale,
  };
}

/** Round times of day on the axis, at least so many pixels apart. */
export function timeTicks(axis: TimeAxis, dayStartsAt: number, pixelsApart: number): number[] {
  const least = (pixelsApart * (axis.to - axis.from)) / Math.max(1, axis.width);
  const step = TICK_STEPS.find((one) => one >= least) ?? 24 * HOUR_MS;
  const first = dayStartsAt + Math.ceil((axis.from - dayStartsAt) / step) * step;
  const count = Math.max(0, Math.floor((axis.to - first) / step) + 1);
  return Array.from({ length: count }, (_, i) => first + i * step);
}

/** Whole hours around everything that rows do; working hours only where nothing is planned. */
export function spanOfRows(rows: readonly GanttRow[], dayStartsAt: number): GanttSpan {
  const planned = rows.flatMap(({ span }) => span ?? []);
  const spans = planned.length > 0 ? planned : rows.flatMap(({ shift }) => shift ?? []);
  if (spans.length === 0) return { from: dayStartsAt + 8 * HOUR_MS, to: dayStartsAt + 18 * HOUR_MS };
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const span of spans) {
    from = Math.min(from, span.from);
    to = Math.max(to, span.to);
  }
  const hours = (instant: number, round: (value: number) => number) =>
    dayStartsAt + round((instant - dayStartsAt) / HOUR_MS) * HOUR_MS;
  return { from: hours(from - MARGIN_MS, Math.floor), to: hours(to + MARGIN_MS, Math.ceil) };
}

/** The visit at or next to a point of a row, so many pixels off at most. */
export function visitAt(
  { visits }: GanttRow,
  axis: TimeAxis,
  { x, tolerance }: { x: number; tolerance: number },
): GanttVisit | null {
  let nearest: GanttVisit | null = null;
  let least = tolerance;
  for (const visit of visits) {
    const [left, right] = [axis.at(visit.from), axis.at(visit.to)];
    const away = x < left ? left - x : Math.max(0, x - right);
    if (away > least || (nearest && away === least)) continue;
    [nearest, least] = [visit, away];
  }
  return nearest;
}

/** How many of a row's visits, without some, come before an instant. */
export function positionAt({ visits }: GanttRow, instant: number, without: ReadonlySet<number>): number {
  return visits.filter(({ key, from, to }) => !without.has(key) && (from + to) / 2 < instant).length;
}

/** The visit that is nearest in time. */
export function nearestVisit({ visits }: GanttRow, instant: number): GanttVisit | null {
  let nearest: GanttVisit | null = null;
  for (const visit of visits) {
    if (nearest && Math.abs(visit.from - instant) >= Math.abs(nearest.from - instant)) continue;
    nearest = visit;
  }
  return nearest;
}

/** Where a row drives: from its beginning to its end, but for the visits and the waiting before them. */
export function drives({ span, visits }: GanttRow): GanttSpan[] {
  if (!span) return [];
  const ends = [span.from, ...visits.map(({ to }) => to)];
  const begins = [...visits.map(({ arrives }) => arrives), span.to];
  return ends.flatMap((from, i) => {
    const to = begins[i] ?? from;
    return to > from ? [{ from, to }] : [];
  });
}

/** The parts of a span that lie beyond another. */
export function beyond(span: GanttSpan, within: GanttSpan): GanttSpan[] {
  const before = { from: span.from, to: Math.min(span.to, within.from) };
  const after = { from: Math.max(span.from, within.to), to: span.to };
  return [before, after].filter(({ from, to }) => to > from);
}

/** The row at a height; null above the first and below the last. */
export function rowAt(y: number, rowHeight: number, count: number): number | null {
  const index = Math.floor(y / rowHeight);
  return index >= 0 && index < count ? index : null;
}

/** A window of a row, the line that it is drawn on, and the visits that have it. */
export interface WindowLane extends GanttSpan {
  lane: number;
  visits: readonly GanttVisit[];
}

/** The different windows of a row's visits, spread over so many lines. */
export function windowLanes({ visits }: GanttRow, most: number): WindowLane[] {
  const lanes = new Map<string, GanttSpan & { visits: GanttVisit[] }>();
  for (const visit of visits) {
    for (const { from, to } of visit.windows) {
      const key = `${from} ${to}`;
      const known = lanes.get(key);
      if (known) known.visits.push(visit);
      else lanes.set(key, { from, to, visits: [visit] });
    }
  }
  return [...lanes.values()]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((window, i) => ({ ...window, lane: i % most }));
}
