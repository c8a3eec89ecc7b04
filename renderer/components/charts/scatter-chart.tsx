import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { tokens } from '../../lib/tokens.ts';
import { useElementSize } from '../table/use-element-size.ts';
import { Figure, PlainTable } from './figure.tsx';
import { placeLabels } from './label-places.ts';
import { clampScale, roundScale, type Scale } from './scales.ts';
import { SeriesMark } from './series-mark.tsx';

const HEIGHT = 268;
const LEFT = 58;
const RIGHT = 16;
const TOP = 22;
const BOTTOM = 46;

const Plot = styled('div')({
  position: 'relative',
  height: HEIGHT,
  fontSize: 'calc(var(--v-font) - 1px)',
  fontVariantNumeric: 'tabular-nums',
  '& svg.axes': { position: 'absolute', inset: 0, overflow: 'visible' },
  '& text': { fill: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& text.name': { fill: tokens.textMuted, fontWeight: 520 },
});

const Dot = styled('button')({
  position: 'absolute',
  display: 'grid',
  placeItems: 'center',
  width: 26,
  height: 26,
  margin: '-13px 0 0 -13px',
  padding: 0,
  border: 0,
  borderRadius: 13,
  background: 'none',
  cursor: 'default',
  '&:hover, &:focus-visible': { backgroundColor: tokens.hover, zIndex: 2 },
  '& .tip': {
    position: 'absolute',
    bottom: 30,
    display: 'none',
    padding: '5px 9px',
    borderRadius: 6,
    backgroundColor: tokens.raised,
    boxShadow: tokens.shadow,
    color: tokens.text,
    font: 'inherit',
    whiteSpace: 'nowrap',
    textAlign: 'start',
    pointerEvents: 'none',
  },
  '&[data-side="left"] .tip': { right: 0 },
  '&[data-side="right"] .tip': { left: 0 },
  '&:hover .tip, &:focus-visible .tip': { display: 'block' },
  '& .tip b': { display: 'block', fontWeight: 600 },
  '& .tip span': { display: 'block', color: tokens.textMuted },
});

export interface ScatterPoint {
  key: string;
  label: string;
  x: number;
  y: number;
  /** The one that the chart is about. */
  strong?: boolean;
}

export interface ScatterAxis {
  /** With its unit: "Cost, EUR". */
  label: string;
  /** For ticks. */
  short: (value: number) => string;
  /** For tips and the table. */
  full: (value: number) => string;
  least?: number;
  greatest?: number;
  /** So much the axis shows at least. */
  leastSpan?: number;
}

export interface ScatterChartProps {
  /** The question that it answers. */
  title: string;
  points: readonly ScatterPoint[];
  x: ScatterAxis;
  y: ScatterAxis;
  /** Heads the names in the table. */
  nameLabel: string;
}

function scaleOf(axis: ScatterAxis, values: readonly number[], start: number, end: number): Scale {
  const { least = Number.NEGATIVE_INFINITY, greatest = Number.POSITIVE_INFINITY, leastSpan } = axis;
  return clampScale(roundScale(values, start, end, leastSpan), least, greatest, start, end);
}

function Axes({ x, y, across, up, width }: ScatterAxes) {
  return (
    <svg className="axes" width={width} height={HEIGHT} aria-hidden>
      {up.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${up.at(tick)})`}>
          <line x1={LEFT} x2={width - RIGHT} style={{ stroke: tokens.line }} />
          <text x={LEFT - 8} dy="0.35em" textAnchor="end">
            {y.short(tick)}
          </text>
        </g>
      ))}
      {across.ticks.map((tick) => (
        <g key={tick} transform={`translate(${across.at(tick)} ${HEIGHT - BOTTOM})`}>
          <line y2={4} style={{ stroke: tokens.lineStrong }} />
          <text y={17} textAnchor="middle">
            {x.short(tick)}
          </text>
        </g>
      ))}
      <line
        x1={LEFT}
        x2={width - RIGHT}
        y1={HEIGHT - BOTTOM}
        y2={HEIGHT - BOTTOM}
        style={{ stroke: tokens.lineStrong }}
      />
      <text className="name" x={LEFT - 44} y={10}>
        {y.label}
      </text>
      <text className="name" x={width - RIGHT} y={HEIGHT - 8} textAnchor="end">
        {x.label}
      </text>
    </svg>
  );
}

interface ScatterAxes {
  x: ScatterAxis;
  y: ScatterAxis;
  across: Scale;
  up: Scale;
  width: number;
}

function Points({ points, x, y, across, up, width }: ScatterAxes & { points: readonly ScatterPoint[] }) {
  const marks = points.map((point) => ({ ...point, x: across.at(point.x), y: up.at(point.y) }));
  const places = placeLabels(marks, { width, top: 0, bottom: HEIGHT - BOTTOM });
  return (
    <>
      <svg className="axes" width={width} height={HEIGHT} aria-hidden>
        {places.map((place, i) => (
          <text
            key={place.key}
            x={place.x}
            y={place.y}
            dy="0.35em"
            textAnchor={place.anchor}
            style={{ fill: tokens.text, fontWeight: points[i]?.strong ? 600 : 450 }}
          >
            {points[i]?.label}
          </text>
        ))}
      </svg>
      {points.map((point, index) => (
        <Dot
          key={point.key}
          type="button"
          data-side={across.at(point.x) > width / 2 ? 'left' : 'right'}
          style={{ left: across.at(point.x), top: up.at(point.y) }}
          aria-label={`${point.label}: ${x.label} ${x.full(point.x)}, ${y.label} ${y.full(point.y)}`}
        >
          <SeriesMark index={index} strong={point.strong ?? false} />
          <span className="tip">
            <b>{point.label}</b>
            <span>{`${x.label}: ${x.full(point.x)}`}</span>
            <span>{`${y.label}: ${y.full(point.y)}`}</span>
          </span>
        </Dot>
      ))}
    </>
  );
}

/** Things by two of their figures, each with its name; every mark answers pointer and keyboard. */
export function ScatterChart({ title, points, x, y, nameLabel }: ScatterChartProps) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const { width } = useElementSize(element);
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const drawn = width > 0 && points.length > 0;
  const axes = drawn && {
    x,
    y,
    width,
    across: scaleOf(x, xs, LEFT, width - RIGHT),
    up: scaleOf(y, ys, HEIGHT - BOTTOM, TOP),
  };
  return (
    <Figure
      title={title}
      chart={
        <Plot ref={setElement} role="group" aria-label={title}>
          {axes && <Axes {...axes} />}
          {axes && <Points {...axes} points={points} />}
        </Plot>
      }
      table={
        <PlainTable aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{nameLabel}</th>
              <th scope="col">{x.label}</th>
              <th scope="col">{y.label}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.key}>
                <th scope="row">{point.label}</th>
                <td>{x.full(point.x)}</td>
                <td>{y.full(point.y)}</td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      }
    />
  );
}
