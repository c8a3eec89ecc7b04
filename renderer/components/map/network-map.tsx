import 'maplibre-gl/dist/maplibre-gl.css';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readMapColours } from './colours.ts';
import { MapControls } from './map-controls.tsx';
import { MapCredit, MapFrame } from './map-frame.tsx';
import { MapLegend } from './map-legend.tsx';
import { MapList } from './map-list.tsx';
import { MapPointer } from './map-pointer.ts';
import { MapTooltip } from './map-tooltip.tsx';
import { MapView } from './map-view.ts';
import type {
  MapFacility,
  MapHover,
  MapLayers,
  MapSelection,
  MapShipments,
  ScreenPoint,
  StreetTiles,
} from './types.ts';
import { useMapLayers } from './use-map-layers.ts';
import { useScheme } from './use-scheme.ts';

export interface NetworkMapProps {
  facilities: readonly MapFacility[];
  /** Null while unknown; columns, not objects (see types.ts). */
  shipments: MapShipments | null;
  selection: MapSelection | null;
  onSelect: (selection: MapSelection | null) => void;
  /** Double click, or Enter twice in the list. */
  onDrill: (selection: MapSelection) => void;
  /** Shipments in one spot that zooming cannot part. */
  onStack?: (ids: number[]) => void;
  /** Streets from a `.pmtiles` archive: a file that the user chose, or an address on the page's own origin. */
  pmtiles?: StreetTiles | null;
  onStreetTilesError?: (error: unknown) => void;
}

interface Pointed {
  hover: MapHover;
  at: ScreenPoint;
}

function useMapView(container: RefObject<HTMLDivElement | null>, props: NetworkMapProps, language: string) {
  const [view, setView] = useState<MapView | null>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const firstLanguage = useRef(language);
  useEffect(() => {
    if (!container.current) return;
    const made = new MapView(container.current, readMapColours(), firstLanguage.current);
    new MapPointer(made, {
      onHover: (hover, at) => setPointed(hover && { hover, at }),
      onSelect: (selection) => latest.current.onSelect(selection),
      onDrill: (selection) => latest.current.onDrill(selection),
      onStack: (ids) => latest.current.onStack?.(ids),
    });
    setView(made);
    return () => {
      setView(null);
      made.destroy();
    };
  }, [container]);
  return { view, pointed };
}

/** Hands what changed to the map, each on its own. */
function useMapData(view: MapView | null, props: NetworkMapProps, layers: MapLayers, language: string): void {
  const { facilities, shipments, selection, pmtiles = null, onStreetTilesError } = props;
  const scheme = useScheme();
  const fitted = useRef(false);
  useEffect(() => {
    view?.setFacilities(facilities);
    if (!view || fitted.current || facilities.length === 0) return;
    fitted.current = true;
    view.fit(false);
  }, [view, facilities]);
  useEffect(() => view?.setShipments(shipments), [view, shipments]);
  useEffect(() => view?.setSelection(selection), [view, selection]);
  useEffect(() => view?.setLayers(layers), [view, layers]);
  useEffect(() => {
    if (scheme) view?.restyle(readMapColours(), language);
  }, [view, scheme, language]);
  useEffect(() => {
    view?.setStreetTiles(pmtiles).catch((error: unknown) => onStreetTilesError?.(error));
  }, [view, pmtiles, onStreetTilesError]);
}

/** The network on a map: facilities by kind and stock health, shipments on their lanes, all of it also as a list. */
export function NetworkMap(props: NetworkMapProps) {
  const { facilities, selection, onSelect, onDrill } = props;
  const { t, i18n } = useTranslation('map');
  const container = useRef<HTMLDivElement>(null);
  const [layers, setLayer] = useMapLayers();
  const [listed, setListed] = useState(false);
  const { view, pointed } = useMapView(container, props, i18n.language);
  useMapData(view, props, layers, i18n.language);

  const choose = (facility: MapFacility) => {
    onSelect({ kind: 'facility', code: facility.code });
    view?.flyTo(facility);
  };
  return (
    <MapFrame role="group" aria-label={t('label', { count: facilities.length })}>
      <div ref={container} />
      <MapControls
        layers={layers}
        onLayer={setLayer}
        listed={listed}
        onList={setListed}
        onZoom={(by) => view?.map.zoomTo(view.map.getZoom() + by)}
        onFit={() => view?.fit(true)}
      />
      {listed && (
        <MapList
          facilities={facilities}
          selected={selection?.kind === 'facility' ? selection.code : null}
          onSelect={choose}
          onDrill={(facility) => onDrill({ kind: 'facility', code: facility.code })}
          onClose={() => setListed(false)}
        />
      )}
      <MapLegend layers={layers} />
      {pointed && <MapTooltip hover={pointed.hover} at={pointed.at} frame={container.current} />}
      <MapCredit>{t('credit')}</MapCredit>
    </MapFrame>
  );
}
