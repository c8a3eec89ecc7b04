import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { Link } from 'react-router';
import { tokens } from '../../lib/tokens.ts';
import { EndKeptText } from '../display/end-kept-text.tsx';
import { useElementSize } from '../table/use-element-size.ts';
import { Figure, PlainTable } from './figure.tsx';

const ROW = 28;
const SCALE = 22;
const VITAL = 0.8;

const Plot = styled('div')({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: 'minmax(80px, 230px) minmax(80px, 1fr) auto auto',
  gridAutoRows: ROW,
  alignItems: 'center',
  columnGap: 10,
  paddingTop: SCALE,
  fontVariantNumeric: 'tabular-nums',
  '& .name': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& a.name': { color: tokens.text, textDecoration: 'none' },
  '& a.name:hover, & a.name:focus-visible': { color: tokens.accent, textDecoration: 'underline' },
  '& .rest': { color: tokens.textMuted },
  '& .track': { height: 16 },
  '& .bar': { height: '100%', minWidth: 1, borderRadius: 2, backgroundColor: tokens.accent, opacity: 0.82 },
  '& .bar.rest': { backgroundColor: tokens.lineStrong, opacity: 1 },
  '& .number': { textAlign: 'end', fontWeight: 520 },
  '& .share': { textAlign: 'end', color: tokens.textMuted, minWidth: 48 },
  '& svg': { position: 'absolute', pointerEvents: 'none', overflow: 'visible' },
  '& svg text': { fill: tokens.textMuted, fontSize: 'calc(var(--v-font) - 2px)' },
});

export interface ParetoBar {
  key: string;
  label: string;
  value: number;
  /** The list that it counts; left out where there is none. */
  to?: string;
}

export interface ParetoChartProps {
  /** The question that it answers. */
  title: string;
  /** The greatest first. */
  bars: readonly ParetoBar[];
  /** What all that is not among the bars comes to; null when nothing is. */
  rest: { label: string; value: number } | null;
  write: (value: number) => string;
  writeShare: (share: number) => string;
  nameLabel: string;
  valueLabel: string;
  shareLabel: string;
}

interface Line extends ParetoBar {
  isRest: boolean;
  /** Of everything, this line and those above. */
  share: number;
}

/** The lines with the share that each and all above it come to. */
export function paretoLines(bars: readonly ParetoBar[], rest: ParetoChartProps['rest']): Line[] {
  const all = [
    ...bars.map((bar) => ({ ...bar, isRest: false })),
    ...(rest ? [{ ...rest, key: '', isRest: true }] : []),
  ];
  const total = all.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  let before = 0;
  return all.map((bar) => {
    before += Math.max(0, bar.value);
    return { ...bar, share: total === 0 ? 0 : before / total };
  });
}

/** The line of cumulated shares over the bars, with the 80% that the vital few come to. */
function Cumulated({
  lines,
  track,
  share,
}: {
  lines: readonly Line[];
  track: Box;
  share: (of: number) => string;
}) {
  const { left, width } = track;
  const points = lines.map((line, i) => `${line.share * width},${SCALE + (i + 0.5) * ROW}`);
  const height = SCALE + lines.length * ROW;
  return (
    <svg aria-hidden style={{ left, top: 0 }} width={width} height={height}>
      {[0, VITAL, 1].map((of) => (
        <g key={of} transform={`translate(${of * width} 0)`}>
          <line
            y1={SCALE - 5}
            y2={height}
            strokeDasharray={of === VITAL ? '3 3' : undefined}
            style={{ stroke: of === VITAL ? tokens.lineStrong : tokens.line }}
          />
          <text y={11} textAnchor={of === 0 ? 'start' : of === 1 ? 'end' : 'middle'}>
            {share(of)}
          </text>
        </g>
      ))}
      <polyline points={points.join(' ')} fill="none" strokeWidth={1.6} style={{ stroke: tokens.text }} />
      {lines.map((line, i) => (
        <circle
          key={line.key}
          cx={line.share * width}
          cy={SCALE + (i + 0.5) * ROW}
          r={2.6}
          strokeWidth={1.4}
          style={{ fill: tokens.surface, stroke: tokens.text }}
        />
      ))}
    </svg>
  );
}

interface Box {
  left: number;
  width: number;
}

/** Where the bars lie within the plot; follows the plot's width. */
function useTrack(): [setPlot: (element: HTMLElement | null) => void, track: Box | null] {
  const [plot, setPlot] = useState<HTMLElement | null>(null);
  const { width } = useElementSize(plot);
  const bars = width > 0 ? plot?.querySelector<HTMLElement>('.track') : null;
  return [setPlot, bars ? { left: bars.offsetLeft, width: bars.offsetWidth } : null];
}

/** What most of it comes from: bars, the greatest first, with the line of their cumulated share. */
export function ParetoChart(props: ParetoChartProps) {
  const { title, bars, rest, write, writeShare, nameLabel, valueLabel, shareLabel } = props;
  const [setPlot, track] = useTrack();
  const lines = paretoLines(bars, rest);
  const greatest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <Figure
      title={title}
      chart={
        <Plot ref={setPlot} role="group" aria-label={title}>
          {lines.map(({ key, label, value, to, isRest, share }) => (
            <div key={key} style={{ display: 'contents' }}>
              {to ? (
                <Link className="name" to={to} title={label}>
                  <EndKeptText text={label} />
                </Link>
              ) : (
                <span className={isRest ? 'name rest' : 'name'} title={label}>
                  {label}
                </span>
              )}
              <span className="track" aria-hidden>
                <span
                  className={isRest ? 'bar rest' : 'bar'}
                  style={{
                    display: 'block',
                    width: `${Math.min(100, (100 * Math.max(0, value)) / greatest)}%`,
                  }}
                />
              </span>
              <span className="number">{write(value)}</span>
              <span className="share">{writeShare(share)}</span>
            </div>
          ))}
          {track && <Cumulated lines={lines} track={track} share={writeShare} />}
        </Plot>
      }
      table={
        <PlainTable aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{nameLabel}</th>
              <th scope="col">{valueLabel}</th>
              <th scope="col">{shareLabel}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, label, value, share }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td>{write(value)}</td>
                <td>{writeShare(share)}</td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      }
    />
  );
}
