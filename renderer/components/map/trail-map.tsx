import 'maplibre-gl/dist/maplibre-gl.css';
import { styled } from '@mui/material/styles';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { boundingBox, boxAround, type Point } from '../../../core/kernel/geo.ts';
import { SEVERITY_COLOR, type Severity, tokens } from '../../lib/tokens.ts';
import { AreaCircle } from './area-circle.tsx';
import { MapCredit, MapFrame } from './map-frame.tsx';
import type { MapView } from './map-view.ts';
import { useBaseMap } from './use-base-map.ts';
import { useMoves } from './use-moves.ts';

const Frame = styled(MapFrame)({
  flex: 'none',
  height: 240,
  borderRadius: 8,
  border: `1px solid ${tokens.line}`,
  '& svg': { position: 'absolute', inset: 0, width: '100%', height: '100%', pointerEvents: 'none' },
});

/** Somewhere on the way of something. */
export interface TrailMark extends Point {
  kind: 'origin' | 'destination' | 'scan' | 'last' | 'spot';
  label: string;
  severity?: Severity;
}

export interface TrailMapProps {
  label: string;
  marks: readonly TrailMark[];
  /** Joined in this order. */
  trail: readonly Point[];
  area?: (Point & { radiusMetres: number }) | null;
}

const NO_FACILITIES: never[] = [];

/** Shows all of the points, whenever they are others. */
function useFit(view: MapView | null, points: readonly Point[]): void {
  const box = JSON.stringify(boundingBox(points));
  useEffect(() => {
    const bounds = JSON.parse(box) as ReturnType<typeof boundingBox>;
    if (!view || !bounds) return;
    view.map.fitBounds([bounds.west, bounds.south, bounds.east, bounds.north], {
      padding: 36,
      maxZoom: 8,
      animate: false,
    });
  }, [view, box]);
}

/** Several scans in one place are one mark. */
function byPlace(marks: readonly TrailMark[]): [place: string, mark: TrailMark][] {
  return [
    ...new Map(marks.map((mark) => [`${mark.kind} ${mark.latitude} ${mark.longitude}`, mark] as const)),
  ];
}

/** What a lane was, where its scans were, and an area around trouble: a small map that only shows. */
export function TrailMap({ label, marks, trail, area = null }: TrailMapProps) {
  const { t } = useTranslation('map');
  const container = useRef<HTMLDivElement>(null);
  const { view } = useBaseMap(container, NO_FACILITIES);
  useMoves(view);
  const around = area ? boxAround(area, area.radiusMetres) : null;
  const corners = around
    ? [
        { latitude: around.south, longitude: around.west },
        { latitude: around.north, longitude: around.east },
      ]
    : [];
  useFit(view, [...marks, ...corners]);
  const at = ({ latitude, longitude }: Point) => view?.map.project([longitude, latitude]) ?? { x: 0, y: 0 };
  return (
    <Frame role="img" aria-label={label}>
      <div ref={container} inert />
      {view && (
        <svg aria-hidden>
          {area && <AreaCircle view={view} {...area} />}
          <polyline
            points={trail.map((point) => `${at(point).x},${at(point).y}`).join(' ')}
            fill="none"
            stroke={tokens.accent}
            strokeWidth={2}
            strokeLinejoin="round"
          />
          {byPlace(marks).map(([place, mark]) => (
            <Mark key={place} mark={mark} {...at(mark)} />
          ))}
        </svg>
      )}
      <MapCredit>{t('credit')}</MapCredit>
    </Frame>
  );
}

/** One shape a kind of place, so that it holds without colour. */
function Mark({ mark, x, y }: { mark: TrailMark; x: number; y: number }) {
  const colour = mark.severity ? SEVERITY_COLOR[mark.severity] : tokens.text;
  const line = { stroke: tokens.surface, strokeWidth: 1.5 };
  if (mark.kind === 'spot') return <circle cx={x} cy={y} r={3.5} fill={colour} fillOpacity={0.75} />;
  if (mark.kind === 'scan') return <circle cx={x} cy={y} r={3.5} fill={tokens.accent} {...line} />;
  if (mark.kind === 'origin') {
    return <rect x={x - 5} y={y - 5} width={10} height={10} fill={tokens.text} {...line} />;
  }
  if (mark.kind === 'destination') {
    return <path d={`M${x} ${y}l-6 -12h12z`} fill={tokens.text} {...line} />;
  }
  return (
    <>
      <circle cx={x} cy={y} r={9} fill="none" stroke={colour} strokeWidth={2} />
      <circle cx={x} cy={y} r={4.5} fill={colour} {...line} />
      <text
        x={x + 13}
        y={y + 4}
        fill={tokens.text}
        stroke={tokens.surface}
        strokeWidth={3}
        paintOrder="stroke"
        fontSize={12}
        fontWeight={600}
      >
        {mark.label}
      </text>
    </>
  );
}
