import { styled } from '@mui/material/styles';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure, PlainTable } from '../../components/charts/figure.tsx';
import { useElementSize } from '../../components/table/use-element-size.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import type { LoadStep } from './labour-load.ts';

const HOUR_MS = 3_600_000;
const SNAP_MS = 900_000;
const STEP_MS = 1_800_000;
const LEFT = 34;
const RIGHT = 22;
const BAR = 20;
const BAR_GAP = 4;
const LOAD = 84;
const AXIS = 18;
const TOP = 10;

/** A wave over the day: a bar from its release to its carriers' departure. */
export interface LoadWave {
  key: string;
  name: string;
  status: 'proposed' | 'planned' | 'released' | 'picking' | 'done' | 'cancelled';
  releaseAt: number;
  cutOffAt: number;
  readyAt: number | null;
  orders: number;
  pickSeconds: number;
  late: number;
  /** Left out where the release time cannot be tried. */
  onTry?: (releaseAt: number) => void;
}

interface LoadChartProps {
  waves: readonly LoadWave[];
  steps: readonly LoadStep[];
  from: number;
  to: number;
  timeZone: string;
}

/** The day of a facility: its waves as bars, and the people that they need against those who are there. */
export function LoadChart(props: LoadChartProps) {
  const { t } = useTranslation('waves');
  return <Figure title={t('load.title')} chart={<Drawing {...props} />} table={<Steps {...props} />} />;
}

const Svg = styled('svg')({
  display: 'block',
  width: '100%',
  '& text': { fill: tokens.textMuted, fontSize: 10.5, fontVariantNumeric: 'tabular-nums' },
  '& text.name': { fill: tokens.text },
  '& .handle': { cursor: 'ew-resize', touchAction: 'none', fill: tokens.accent, outlineOffset: 2 },
  '& .handle:focus-visible': { outline: `2px solid ${tokens.focus}` },
});
const Legend = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 14,
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
  '& i': { display: 'inline-block', width: 10, height: 10, borderRadius: 2, marginRight: 5 },
});

function Drawing({ waves, steps, from, to, timeZone }: LoadChartProps) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const [holder, setHolder] = useState<HTMLDivElement | null>(null);
  const width = Math.max(320, useElementSize(holder).width);
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (width - LEFT - RIGHT);
  const loadTop = TOP + waves.length * (BAR + BAR_GAP) + 10;
  const bottom = loadTop + LOAD;
  const step = to - from > 10 * HOUR_MS ? 2 * HOUR_MS : HOUR_MS;
  const hours = Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);
  const most = Math.max(1, ...steps.map(({ picking, packing, there }) => Math.max(picking + packing, there)));
  const y = (people: number) => bottom - (people / most) * LOAD;
  return (
    <div ref={setHolder}>
      <Svg
        viewBox={`0 0 ${width} ${bottom + AXIS}`}
        height={bottom + AXIS}
        role="group"
        aria-label={t('load.label')}
      >
        {hours.map((at) => (
          <g key={at}>
            <line x1={x(at)} x2={x(at)} y1={TOP} y2={bottom} stroke={tokens.line} />
            <text x={x(at)} y={bottom + 14} textAnchor="middle">
              {format.time(at, timeZone)}
            </text>
          </g>
        ))}
        {waves.map((wave, row) => (
          <Bar
            key={wave.key}
            wave={wave}
            y={TOP + row * (BAR + BAR_GAP)}
            x={x}
            msPerPixel={(to - from) / (width - LEFT - RIGHT)}
            timeZone={timeZone}
          />
        ))}
        {steps.map(({ at, picking, packing, there }) => {
          const w = Math.max(1, x(at + STEP_MS) - x(at) - 1);
          const over = picking + packing > there + 0.05;
          return (
            <g key={at}>
              <title>
                {`${format.time(at, timeZone)}: ${t('load.step', { picking: format.decimal(picking, 1), packing: format.decimal(packing, 1), there: format.integer(there) })}`}
              </title>
              <rect x={x(at)} y={y(picking)} width={w} height={bottom - y(picking)} fill={tokens.accent} />
              <rect
                x={x(at)}
                y={y(picking + packing)}
                width={w}
                height={y(picking) - y(picking + packing)}
                fill={tokens.info}
                opacity={0.55}
              />
              {over && (
                <rect
                  x={x(at)}
                  y={y(picking + packing)}
                  width={w}
                  height={Math.max(1, y(there) - y(picking + packing))}
                  fill="none"
                  stroke={tokens.critical}
                  strokeWidth={1.5}
                />
              )}
              <line
                x1={x(at)}
                x2={x(at + STEP_MS)}
                y1={y(there)}
                y2={y(there)}
                stroke={tokens.text}
                strokeWidth={1.5}
              />
            </g>
          );
        })}
        <text x={LEFT - 6} y={y(most) + 8} textAnchor="end">
          {format.integer(Math.ceil(most))}
        </text>
        <text x={LEFT - 6} y={bottom} textAnchor="end">
          0
        </text>
      </Svg>
      <Legend aria-hidden>
        <span>
          <i style={{ background: tokens.accent }} />
          {t('load.picking')}
        </span>
        <span>
          <i style={{ background: tokens.info, opacity: 0.55 }} />
          {t('load.packing')}
        </span>
        <span>
          <i style={{ background: tokens.text, height: 2, verticalAlign: 'middle' }} />
          {t('load.there')}
        </span>
        <span>
          <i style={{ border: `1.5px solid ${tokens.critical}` }} />
          {t('load.over')}
        </span>
      </Legend>
    </div>
  );
}

interface BarProps {
  wave: LoadWave;
  y: number;
  x: (at: number) => number;
  msPerPixel: number;
  timeZone: string;
}

function Bar({ wave, y, x, msPerPixel, timeZone }: BarProps) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const [dragged, setDragged] = useState<number | null>(null);
  const releaseAt = dragged ?? wave.releaseAt;
  const { cutOffAt, readyAt, late, onTry } = wave;
  const left = x(releaseAt);
  const times = `${format.time(releaseAt, timeZone)} – ${format.time(cutOffAt, timeZone)}`;
  const snap = (at: number) => Math.min(cutOffAt - SNAP_MS, Math.round(at / SNAP_MS) * SNAP_MS);
  const drag = (event: PointerEvent<SVGRectElement>) => {
    const target = event.currentTarget;
    const start = event.clientX;
    let at = wave.releaseAt;
    target.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => {
      at = snap(wave.releaseAt + (moved.clientX - start) * msPerPixel);
      setDragged(at);
    };
    const end = () => {
      target.removeEventListener('pointermove', move);
      setDragged(null);
      if (at !== wave.releaseAt) onTry?.(at);
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('lostpointercapture', end, { once: true });
  };
  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onTry?.(snap(wave.releaseAt + by * SNAP_MS));
  };
  return (
    <g>
      <rect
        x={left}
        y={y}
        width={Math.max(2, x(cutOffAt) - left)}
        height={BAR}
        rx={3}
        fill={wave.status === 'proposed' ? tokens.subtle : tokens.accentSoft}
        stroke={late > 0 ? tokens.critical : tokens.lineStrong}
        strokeDasharray={wave.status === 'proposed' ? '4 3' : undefined}
      >
        <title>{`${wave.name}, ${t(wave.status === 'proposed' ? 'column.proposed' : `status.${wave.status}`)}: ${times}`}</title>
      </rect>
      {readyAt !== null && (
        <rect
          x={left}
          y={y + BAR - 4}
          width={Math.max(2, x(readyAt) - left)}
          height={4}
          rx={2}
          fill={late > 0 ? tokens.critical : tokens.ok}
        >
          <title>{t('load.ready', { time: format.time(readyAt, timeZone) })}</title>
        </rect>
      )}
      <text className="name" x={left + 10} y={y + BAR - 8} pointerEvents="none">
        {`${wave.name} · ${times}`}
      </text>
      {onTry && (
        <rect
          className="handle"
          role="slider"
          tabIndex={0}
          aria-label={t('load.tryRelease', { wave: wave.name })}
          aria-valuenow={Math.round(releaseAt / SNAP_MS)}
          aria-valuetext={format.time(releaseAt, timeZone)}
          x={left - 3}
          y={y}
          width={7}
          height={BAR}
          rx={3}
          onPointerDown={drag}
          onKeyDown={step}
        />
      )}
    </g>
  );
}

function Steps({ steps, timeZone }: LoadChartProps) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  return (
    <PlainTable>
      <thead>
        <tr>
          <th scope="col">{t('load.from')}</th>
          <th scope="col">{t('load.picking')}</th>
          <th scope="col">{t('load.packing')}</th>
          <th scope="col">{t('load.there')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ at, picking, packing, there }) => (
          <tr key={at}>
            <th scope="row">{format.time(at, timeZone)}</th>
            <td>{format.decimal(picking, 1)}</td>
            <td>{format.decimal(packing, 1)}</td>
            <td>{format.integer(there)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
