import { Coffee, Lock } from 'lucide-react';
import { tokens } from '../../../lib/tokens.ts';
import { beyond, drives, type TimeAxis, windowLanes } from './gantt-geometry.ts';
import type { GanttRow, GanttSpan, GanttVisit } from './gantt-types.ts';

const BLOCK = 18;
const LANES = 4;
const LANE = 3;
const LATE_LINE = 3;
const NARROWEST = 3;
const ROOM_FOR_DIGIT = 8;

/** Patterns that bars are filled with; once a chart. */
export function GanttPatterns({ id }: { id: string }) {
  return (
    <svg width={0} height={0} aria-hidden style={{ position: 'absolute' }}>
      <defs>
        <pattern
          id={`${id}-off`}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={6} height={6} style={{ fill: tokens.subtle }} />
          <line y2={6} strokeWidth={2} style={{ stroke: tokens.line }} />
        </pattern>
        <pattern
          id={`${id}-wait`}
          width={4}
          height={4}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line y2={4} strokeWidth={2.4} style={{ stroke: tokens.textQuiet }} />
        </pattern>
      </defs>
    </svg>
  );
}

function Bar({ axis, span, y, height, ...style }: BarProps) {
  const x = axis.at(span.from);
  return <rect x={x} y={y} width={Math.max(1, axis.at(span.to) - x)} height={height} {...style} />;
}

interface BarProps {
  axis: TimeAxis;
  span: GanttSpan;
  y: number;
  height: number;
  fill?: string;
  style?: { fill?: string; stroke?: string; opacity?: number };
  rx?: number;
}

/** What lies behind the visits: working hours, windows, ways, waiting and breaks. */
function Ground({ row, axis, middle, height, patterns, shown }: GroundProps) {
  return (
    <g aria-hidden>
      {row.shift &&
        beyond(axis, row.shift).map((span) => (
          <Bar key={span.from} axis={axis} span={span} y={0} height={height} fill={`url(#${patterns}-off)`} />
        ))}
      {shown?.windows.map((span) => (
        <Bar
          key={span.from}
          axis={axis}
          span={span}
          y={1}
          height={height - 3}
          rx={2}
          style={{ fill: tokens.okSoft, stroke: tokens.ok }}
        />
      ))}
      <Windows row={row} axis={axis} height={height} />
      {drives(row).map((span) => (
        <Bar key={span.from} axis={axis} span={span} y={middle - 1} height={2} style={{ fill: row.colour }} />
      ))}
      {row.overloads.map((span) => (
        <Bar
          key={span.from}
          axis={axis}
          span={span}
          y={middle - 3}
          height={6}
          style={{ fill: tokens.critical }}
        />
      ))}
      {row.visits.map(
        ({ key, arrives, from }) =>
          from - arrives > 30_000 && (
            <Bar
              key={key}
              axis={axis}
              span={{ from: arrives, to: from }}
              y={middle - 4}
              height={8}
              fill={`url(#${patterns}-wait)`}
            />
          ),
      )}
      {row.breaks.map((span) => (
        <Break key={span.from} axis={axis} span={span} middle={middle} />
      ))}
    </g>
  );
}

interface GroundProps {
  row: GanttRow;
  axis: TimeAxis;
  middle: number;
  height: number;
  patterns: string;
  /** The visit whose windows are shown in full. */
  shown: GanttVisit | null;
}

/** Windows below the bars; each visit has its dot on the line of its window, red where it misses it. */
function Windows({ row, axis, height }: { row: GanttRow; axis: TimeAxis; height: number }) {
  return windowLanes(row, LANES).map(({ from, to, lane, visits }) => {
    const y = height - 3 - (LANES - lane) * LANE;
    return (
      <g key={`${from} ${to}`}>
        <Bar
          axis={axis}
          span={{ from: Math.max(from, axis.from), to: Math.min(to, axis.to) }}
          y={y}
          height={1}
          style={{ fill: tokens.ok, opacity: 0.65 }}
        />
        {visits
          .filter((visit) => visit.windows.length === 1 || (visit.from >= from && visit.from <= to))
          .map((visit) => (
            <circle
              key={visit.key}
              cx={axis.at(visit.from)}
              cy={y + 0.5}
              r={1.6}
              style={{ fill: visit.lateSince === null ? tokens.ok : tokens.critical }}
            />
          ))}
      </g>
    );
  });
}

function Break({ axis, span, middle }: { axis: TimeAxis; span: GanttSpan; middle: number }) {
  const [x, end] = [axis.at(span.from), axis.at(span.to)];
  return (
    <>
      <Bar
        axis={axis}
        span={span}
        y={middle - 7}
        height={14}
        rx={2}
        style={{ fill: tokens.surface, stroke: tokens.textQuiet }}
      />
      {end - x >= 14 && (
        <Coffee x={(x + end) / 2 - 5} y={middle - 5} size={10} style={{ color: tokens.textMuted }} />
      )}
    </>
  );
}

function Block({ visit, x, width, y, colour }: BlockProps) {
  const hollow = visit.shape === 'hollow';
  const late = visit.lateSince !== null;
  const room = visit.text.length * ROOM_FOR_DIGIT <= width;
  return (
    <>
      <rect
        x={x}
        y={y}
        width={width}
        height={BLOCK}
        rx={2}
        strokeWidth={late ? 2 : 1.5}
        style={{
          fill: hollow ? tokens.surface : colour,
          stroke: late ? tokens.critical : hollow ? colour : 'none',
        }}
      />
      {visit.shape === 'double' && (
        <path
          d={`M${x} ${y + 3}h${width}M${x} ${y + BLOCK - 3}h${width}`}
          style={{ stroke: tokens.surface }}
        />
      )}
      {room && (
        <text x={x + width / 2} y={y + 13} style={{ fill: hollow ? tokens.text : tokens.surface }}>
          {visit.text}
        </text>
      )}
    </>
  );
}

interface BlockProps {
  visit: GanttVisit;
  x: number;
  width: number;
  y: number;
  colour: string;
}

/** A visit: its block, how late it is, whether it is locked. */
function Visit({ id, visit, axis, middle, colour, state }: VisitProps) {
  const x = axis.at(visit.from);
  const width = Math.max(NARROWEST, axis.at(visit.to) - x);
  const y = middle - BLOCK / 2;
  const marked = state !== 'plain';
  return (
    <g
      role="gridcell"
      id={id}
      aria-label={visit.label}
      aria-selected={marked}
      className={state === 'selected' ? 'at' : undefined}
      opacity={state === 'carried' ? 0.75 : 1}
    >
      <Block visit={visit} x={x} width={width} y={y} colour={colour} />
      {visit.lateSince !== null && (
        <>
          <Bar
            axis={axis}
            span={{ from: visit.lateSince, to: visit.from }}
            y={y + BLOCK}
            height={LATE_LINE}
            style={{ fill: tokens.critical }}
          />
          <path d={`M${x + width / 2 - 4} ${y - 2}h8l-4 -7z`} style={{ fill: tokens.critical }} />
        </>
      )}
      {visit.locked && (
        <Lock
          x={x + width / 2 - 4}
          y={visit.lateSince === null ? y - 9 : y + BLOCK + LATE_LINE}
          size={8}
          strokeWidth={3}
          style={{ color: tokens.text }}
        />
      )}
      {marked && (
        <rect
          x={x - 2.5}
          y={y - 2.5}
          width={width + 5}
          height={BLOCK + 5}
          rx={4}
          fill="none"
          strokeWidth={2}
          style={{ stroke: state === 'carried' ? tokens.accent : tokens.text }}
        />
      )}
    </g>
  );
}

interface VisitProps {
  id: string;
  visit: GanttVisit;
  axis: TimeAxis;
  middle: number;
  colour: string;
  state: 'plain' | 'selected' | 'carried';
}

export interface GanttBarsProps {
  row: GanttRow;
  axis: TimeAxis;
  height: number;
  /** Id of the chart: of its patterns and, with a visit's key, of its visits. */
  chartId: string;
  selected: number | null;
  carried: ReadonlySet<number>;
}

/** The bars of one row. */
export function GanttBars({ row, axis, height, chartId, selected, carried }: GanttBarsProps) {
  const middle = Math.round((height - LANES * LANE) / 2) + 1;
  const shown = row.visits.find(({ key }) => key === selected || carried.has(key)) ?? null;
  return (
    <svg className="bars" role="presentation" width={axis.width} height={height - 1}>
      <Ground row={row} axis={axis} middle={middle} height={height} patterns={chartId} shown={shown} />
      {row.visits.map((visit) => (
        <Visit
          key={visit.key}
          id={`${chartId}-${visit.key}`}
          visit={visit}
          axis={axis}
          middle={middle}
          colour={row.colour}
          state={carried.has(visit.key) ? 'carried' : visit.key === selected ? 'selected' : 'plain'}
        />
      ))}
    </svg>
  );
}
