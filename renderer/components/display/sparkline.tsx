import { tokens } from '../../lib/tokens.ts';

export interface SparklineProps {
  values: readonly number[];
  /** What it shows, for screen readers: "Units on hand, last 30 days". */
  label: string;
  width?: number;
  height?: number;
  /** A line to compare with, safety stock say. */
  reference?: number;
}

/** The points of the line in the box, newest at the right. */
export function sparklinePoints(
  values: readonly number[],
  width: number,
  height: number,
  low: number,
  high: number,
) {
  const span = high - low || 1;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, index) => [index * step, height - ((value - low) / span) * height] as const);
}

/** A small line without axes, beside the number that it explains. */
export function Sparkline({ values, label, width = 96, height = 24, reference }: SparklineProps) {
  const bounds = reference === undefined ? values : [...values, reference];
  const low = Math.min(0, ...bounds);
  const high = Math.max(...bounds, low + 1);
  const points = sparklinePoints(values, width - 4, height - 4, low, high);
  const last = points.at(-1);
  const y = reference === undefined ? null : height - 4 - ((reference - low) / (high - low)) * (height - 4);
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={label}
      style={{ display: 'block', overflow: 'visible' }}
    >
      <g transform="translate(2 2)">
        {y !== null && (
          <line x1={0} x2={width - 4} y1={y} y2={y} stroke={tokens.lineStrong} strokeDasharray="3 3" />
        )}
        <polyline
          points={points.map((point) => point.join(',')).join(' ')}
          fill="none"
          stroke={tokens.accent}
          strokeWidth={1.5}
          strokeLinejoin="round"
        />
        {last && <circle cx={last[0]} cy={last[1]} r={2} fill={tokens.accent} />}
      </g>
    </svg>
  );
}
