import type { Feature } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';
import type { MapColours } from './colours.ts';
import type { MapView } from './map-view.ts';
import { boundsOf, type Position, routeLine } from './routes-geometry.ts';
import { stopImage } from './routes-icons.ts';
import { ROUTES_SOURCES, routesLayers } from './routes-layers.ts';
import type { MapDepot, MapRoute, MapStop, StopMark } from './routes-map-types.ts';

const BELOW = 'facility-halo';
const MARKS: readonly StopMark[] = ['delivery', 'collection', 'transfer'];

export interface RoutesContent {
  depots: readonly MapDepot[];
  stops: readonly MapStop[];
  routes: readonly MapRoute[];
  selectedStop: number | null;
  selectedRoute: string | null;
}

const RANK = { faint: 0, plain: 1, leftOut: 2, ofChosen: 3, chosen: 4 };

/** Routes and their stops on a map. Knows nothing of React. */
export class RoutesDrawing {
  readonly view: MapView;
  depots = new Map<string, MapDepot>();
  stops = new Map<number, MapStop>();
  routes: readonly MapRoute[] = [];
  private colours: MapColours;

  constructor(view: MapView, colours: MapColours) {
    this.view = view;
    this.colours = colours;
    view.whenReady(() => {
      const { map } = view;
      for (const mark of MARKS)
        if (!map.hasImage(`stop-${mark}`))
          map.addImage(`stop-${mark}`, stopImage(mark), { pixelRatio: 2, sdf: true });
      for (const id of ROUTES_SOURCES)
        if (!map.getSource(id))
          map.addSource(id, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
      for (const layer of routesLayers(this.colours)) if (!map.getLayer(layer.id)) map.addLayer(layer, BELOW);
    });
  }

  show(content: RoutesContent): void {
    this.depots = new Map(content.depots.map((depot) => [depot.code, depot]));
    this.stops = new Map(content.stops.map((stop) => [stop.number, stop]));
    this.routes = content.routes;
    this.set('route-lines', this.lineFeatures(content));
    this.set('route-stops', this.stopFeatures(content));
  }

  /** Lines from the ends of a leg to where a stop is dragged. */
  showDrag(ends: readonly Position[], to: Position | null): void {
    const features = to
      ? ends.map(
          (end): Feature => ({
            type: 'Feature',
            properties: {},
            geometry: { type: 'LineString', coordinates: [end, to] },
          }),
        )
      : [];
    this.set('route-drag', features);
  }

  /** Shows every route, or every stop while there are no routes. */
  fit(animate: boolean): void {
    const served = this.routes.flatMap((route) => route.stops.flatMap((stop) => this.stops.get(stop) ?? []));
    const places = served.length > 0 ? served : this.stops.values();
    const bounds = boundsOf([...this.depots.values(), ...places]);
    if (bounds) this.view.map.fitBounds(bounds, { padding: 48, maxZoom: 13, animate });
  }

  restyle(colours: MapColours): void {
    this.colours = colours;
    this.view.whenReady(() => {
      for (const { id, paint } of routesLayers(colours))
        for (const [name, value] of Object.entries(paint ?? {}))
          this.view.map.setPaintProperty(id, name as never, value as never);
    });
  }

  private lineFeatures({ routes, selectedRoute }: RoutesContent): Feature[] {
    return routes.map((route) => {
      const { key, colour, offset = 0 } = route;
      const faint = route.faint || (selectedRoute !== null && selectedRoute !== key);
      const look = key === selectedRoute ? 'chosen' : faint ? 'faint' : 'plain';
      return {
        type: 'Feature',
        properties: { key, colour, look, offset },
        geometry: { type: 'LineString', coordinates: routeLine(route, this.depots, this.stops) },
      };
    });
  }

  private stopFeatures({ stops, routes, selectedStop, selectedRoute }: RoutesContent): Feature[] {
    const onRoute = new Map(
      routes.flatMap((route) => route.stops.map((number, index) => [number, { route, index }] as const)),
    );
    return stops.map((stop) => {
      const on = onRoute.get(stop.number);
      const chosen = stop.number === selectedStop;
      const ofChosen = selectedRoute !== null && on?.route.key === selectedRoute;
      const faint = !chosen && !ofChosen && Boolean(on && (selectedRoute !== null || on.route.faint));
      const level = chosen ? 'chosen' : ofChosen ? 'ofChosen' : faint ? 'faint' : on ? 'plain' : 'leftOut';
      return {
        type: 'Feature',
        properties: {
          number: stop.number,
          mark: stop.mark,
          state: stop.state,
          locked: stop.locked,
          colour: on?.route.colour ?? this.colours.ink,
          label: on ? String(on.index + 1) : '',
          chosen,
          ofChosen,
          faint,
          rank: RANK[level],
        },
        geometry: { type: 'Point', coordinates: [stop.longitude, stop.latitude] },
      };
    });
  }

  private set(source: (typeof ROUTES_SOURCES)[number], features: Feature[]): void {
    this.view.whenReady(() => {
      void this.view.map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features });
    });
  }
}
