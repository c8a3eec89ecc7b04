import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { tokens } from '../../lib/tokens.ts';
import { useElementSize } from '../table/use-element-size.ts';
import { Figure, PlainTable } from './figure.tsx';

const HEIGHT = 240;
const LEFT = 44;
const RIGHT = 22;
const TOP = 20;
const BOTTOM = 46;
/** Room for the mark at 0 beside the axis. */
const INSET = 10;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const LEAST_RADIUS = 3;
const MOST_RADIUS = 11;

const Plot = styled('div')({
  position: 'relative',
  height: HEIGHT,
  fontVariantNumeric: 'tabular-nums',
  '& text': { fill: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& text.name': { fontWeight: 520 },
});

export interface CalibrationPoint {
  /** The chance as it was said, and how often it came true: 0 to 1. */
  said: number;
  came: number;
  count: number;
}

export interface CalibrationChartProps {
  /** The question that it answers. */
  title: string;
  points: readonly CalibrationPoint[];
  saidLabel: string;
  cameLabel: string;
  countLabel: string;
  percent: (share: number) => string;
  integer: (count: number) => string;
}

function Drawing({
  points,
  saidLabel,
  cameLabel,
  percent,
  integer,
  width,
}: CalibrationChartProps & { width: number }) {
  const across = (share: number) => LEFT + INSET + share * (width - LEFT - INSET - RIGHT);
  const up = (share: number) => HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  const most = Math.max(1, ...points.map(({ count }) => count));
  const radius = (count: number) => LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(count / most);
  return (
    <svg width={width} height={HEIGHT} aria-hidden>
      {TICKS.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={width - RIGHT} y1={up(tick)} y2={up(tick)} style={{ stroke: tokens.line }} />
          <text x={LEFT - 6} y={up(tick)} dy="0.35em" textAnchor="end">
            {percent(tick)}
          </text>
          <text x={across(tick)} y={HEIGHT - BOTTOM + 22} textAnchor="middle">
            {percent(tick)}
          </text>
        </g>
      ))}
      <line
        x1={across(0)}
        y1={up(0)}
        x2={across(1)}
        y2={up(1)}
        strokeDasharray="4 4"
        style={{ stroke: tokens.lineStrong }}
      />
      {points.map((point) => (
        <g key={point.said}>
          <line
            x1={across(point.said)}
            x2={across(point.said)}
            y1={up(point.said)}
            y2={up(point.came)}
            style={{ stroke: tokens.accent, opacity: 0.45 }}
          />
          <circle
            cx={across(point.said)}
            cy={up(point.came)}
            r={radius(point.count)}
            style={{ fill: tokens.accent, fillOpacity: 0.75, stroke: tokens.surface }}
          >
            <title>{`${percent(point.said)} → ${percent(point.came)} (${integer(point.count)})`}</title>
          </circle>
        </g>
      ))}
      <text className="name" x={2} y={10}>
        {cameLabel}
      </text>
      <text className="name" x={width - RIGHT} y={HEIGHT - 5} textAnchor="end">
        {saidLabel}
      </text>
    </svg>
  );
}

/** Whether chances come true as often as they say: on the dashed line they do. A mark's size is how many there are. */
export function CalibrationChart(props: CalibrationChartProps) {
  const { title, points, saidLabel, cameLabel, countLabel, percent, integer } = props;
  const [element, setElement] = useState<HTMLElement | null>(null);
  const { width } = useElementSize(element);
  const told = points.map(
    (point) =>
      `${saidLabel} ${percent(point.said)}, ${cameLabel} ${percent(point.came)}, ${countLabel} ${integer(point.count)}`,
  );
  return (
    <Figure
      title={title}
      chart={
        <Plot ref={setElement} role="img" aria-label={`${title} ${told.join('; ')}`}>
          {width > 0 && <Drawing {...props} width={width} />}
        </Plot>
      }
      table={
        <PlainTable aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{saidLabel}</th>
              <th scope="col">{cameLabel}</th>
              <th scope="col">{countLabel}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.said}>
                <th scope="row">{percent(point.said)}</th>
                <td>{percent(point.came)}</td>
                <td>{integer(point.count)}</td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      }
    />
  );
}
