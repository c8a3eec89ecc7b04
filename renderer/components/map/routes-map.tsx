import 'maplibre-gl/dist/maplibre-gl.css';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MapCredit, MapFrame } from './map-frame.tsx';
import { MapTools } from './map-tools.tsx';
import { TooltipCard } from './map-tooltip.tsx';
import { RoutesDrawing } from './routes-drawing.ts';
import { RoutesLegend, StopSymbol } from './routes-legend.tsx';
import type { MapDepot, MapRoute, MapStop, MapStopPlace } from './routes-map-types.ts';
import { type RoutesHover, RoutesPointer } from './routes-pointer.ts';
import type { MapFacility, ScreenPoint } from './types.ts';
import { useBaseMap } from './use-base-map.ts';

export type { MapDepot, MapRoute, MapStop, MapStopPlace } from './routes-map-types.ts';

export interface RoutesMapProps {
  /** Names the map for screen readers. */
  label: string;
  depots: readonly MapDepot[];
  stops: readonly MapStop[];
  routes: readonly MapRoute[];
  selectedStop: number | null;
  selectedRoute: string | null;
  onSelectStop: (stop: number | null) => void;
  onSelectRoute: (route: string | null) => void;
  /** Left out: stops stay where they are. */
  onMoveStop?: (stop: number, before: MapStopPlace) => void;
  /** While a stop is dragged: where it would go; null beside every route. */
  onTryStop?: (stop: number, before: MapStopPlace | null) => void;
  /** False where there is no room for what the marks mean. */
  legend?: boolean;
  /** What is said beside the pointer while a stop is dragged: the effect. */
  tried?: ReactNode;
}

interface Pointed {
  hover: RoutesHover | null;
  at: ScreenPoint;
}

function toFacility({ code, name, latitude, longitude }: MapDepot): MapFacility {
  const nothing = { city: null, openOrders: 0, belowSafety: 0, outOfStock: 0 };
  return { code, name, latitude, longitude, kind: 'warehouse', health: 'none', ...nothing };
}

/** Draws on the map and listens to it; the drawing is null until the map is there. */
function useDrawing(container: RefObject<HTMLDivElement | null>, props: RoutesMapProps) {
  const facilities = useMemo(() => props.depots.map(toFacility), [props.depots]);
  const { view, colours } = useBaseMap(container, facilities);
  const [drawing, setDrawing] = useState<RoutesDrawing | null>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [dragAt, setDragAt] = useState<ScreenPoint | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const firstColours = useRef(colours);
  useEffect(() => {
    if (!view) return;
    const made = new RoutesDrawing(view, firstColours.current);
    new RoutesPointer(made, {
      movable: () => latest.current.onMoveStop !== undefined,
      onHover: (hover, at) => setPointed(hover && { hover, at }),
      onSelectStop: (number) => latest.current.onSelectStop(number),
      onSelectRoute: (key) => latest.current.onSelectRoute(key),
      onTry: (stop, place, at) => {
        setDragAt(at);
        latest.current.onTryStop?.(stop, place);
      },
      onDrop: (stop, place) => latest.current.onMoveStop?.(stop, place),
      onDragEnd: () => setDragAt(null),
    });
    setDrawing(made);
    return () => setDrawing(null);
  }, [view]);
  const { depots, stops, routes, selectedStop, selectedRoute } = props;
  useEffect(() => {
    drawing?.show({ depots, stops, routes, selectedStop, selectedRoute });
  }, [drawing, depots, stops, routes, selectedStop, selectedRoute]);
  useEffect(() => drawing?.restyle(colours), [drawing, colours]);
  const drawn = routes.length > 0 ? 'routes' : stops.length > 0 ? 'stops' : 'nothing';
  useEffect(() => {
    if (drawn !== 'nothing') drawing?.fit(false);
  }, [drawing, drawn]);
  return { drawing, pointed, dragAt };
}

function Hovered({
  hover,
  stops,
  routes,
}: Pick<RoutesMapProps, 'stops' | 'routes'> & { hover: RoutesHover }) {
  const { t } = useTranslation('map');
  if (hover.kind === 'route') {
    const route = routes.find(({ key }) => key === hover.key);
    return route ? (
      <>
        <strong>{route.label}</strong>
        <span>{t('routes.stops', { count: route.stops.length })}</span>
      </>
    ) : null;
  }
  const stop = stops.find(({ number }) => number === hover.number);
  if (!stop) return null;
  const route = routes.find((one) => one.stops.includes(stop.number));
  return (
    <>
      <strong>{stop.name}</strong>
      <span>
        <StopSymbol mark={stop.mark} state={stop.state} /> {t(`routes.mark.${stop.mark}`)}
        {stop.state !== 'planned' && ` · ${t(`routes.state.${stop.state}`)}`}
        {stop.locked && ` · ${t('routes.locked')}`}
      </span>
      {route && (
        <span>
          {t('routes.place', { route: route.label, position: route.stops.indexOf(stop.number) + 1 })}
        </span>
      )}
    </>
  );
}

/** Routes with their stops and depots on a map; a stop may be dragged onto a leg of any route. */
export function RoutesMap(props: RoutesMapProps) {
  const { label, stops, routes, tried, legend = true } = props;
  const { t } = useTranslation('map');
  const container = useRef<HTMLDivElement>(null);
  const { drawing, pointed, dragAt } = useDrawing(container, props);
  return (
    <MapFrame role="group" aria-label={label}>
      <div ref={container} />
      <MapTools
        onZoom={(by) => drawing?.view.map.zoomTo(drawing.view.map.getZoom() + by)}
        onFit={() => drawing?.fit(true)}
      />
      {legend && <RoutesLegend stops={stops} />}
      {pointed?.hover && !dragAt && (
        <TooltipCard at={pointed.at} frame={container.current}>
          <Hovered hover={pointed.hover} stops={stops} routes={routes} />
        </TooltipCard>
      )}
      {dragAt && tried && (
        <TooltipCard at={dragAt} frame={container.current}>
          {tried}
        </TooltipCard>
      )}
      <MapCredit>{t('credit')}</MapCredit>
    </MapFrame>
  );
}
