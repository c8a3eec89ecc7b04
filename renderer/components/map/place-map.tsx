import 'maplibre-gl/dist/maplibre-gl.css';
import { styled } from '@mui/material/styles';
import { Marker } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '../../../core/kernel/geo.ts';
import { readToken, tokens } from '../../lib/tokens.ts';
import { AreaCircle } from './area-circle.tsx';
import { MapCredit, MapFrame } from './map-frame.tsx';
import type { MapFacility } from './types.ts';
import { useBaseMap } from './use-base-map.ts';
import { useMoves } from './use-moves.ts';

const Frame = styled(MapFrame)({
  flex: 'none',
  height: 360,
  borderRadius: 8,
  border: `1px solid ${tokens.line}`,
  '& .maplibregl-canvas': { cursor: 'crosshair' },
  '& > svg': { position: 'absolute', inset: 0, width: '100%', height: '100%', pointerEvents: 'none' },
});

const DIGITS = 4;

export interface PlaceMapProps {
  /** What a click does, for screen readers. */
  label: string;
  facilities: readonly MapFacility[];
  place: Point | null;
  /** Draws a circle around the place. */
  radiusMetres?: number;
  onPlace: (place: Point) => void;
}

/** A map on which one place is chosen by a click. */
export function PlaceMap({ label, facilities, place, radiusMetres, onPlace }: PlaceMapProps) {
  const { t } = useTranslation('map');
  const container = useRef<HTMLDivElement>(null);
  const { view } = useBaseMap(container, facilities);
  useMoves(view);
  const latest = useRef(onPlace);
  latest.current = onPlace;
  useEffect(() => {
    if (!view) return;
    view.map.on('click', ({ lngLat }) =>
      latest.current({
        latitude: Number(lngLat.lat.toFixed(DIGITS)),
        longitude: Number(lngLat.lng.toFixed(DIGITS)),
      }),
    );
  }, [view]);
  useEffect(() => {
    if (!view || !place) return;
    const marker = new Marker({ color: readToken(tokens.accent) })
      .setLngLat([place.longitude, place.latitude])
      .addTo(view.map);
    return () => {
      marker.remove();
    };
  }, [view, place]);
  return (
    <Frame role="group" aria-label={label}>
      <div ref={container} />
      {view && place && radiusMetres !== undefined && (
        <svg aria-hidden>
          <AreaCircle view={view} {...place} radiusMetres={radiusMetres} />
        </svg>
      )}
      <MapCredit>{t('credit')}</MapCredit>
    </Frame>
  );
}
