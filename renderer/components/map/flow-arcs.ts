import type { Feature } from 'geojson';
import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  LineLayerSpecification,
  MapMouseEvent,
} from 'maplibre-gl';
import type { Point } from '../../../core/kernel/geo.ts';
import { type MapColours, withAlpha } from './colours.ts';
import { arcLine, planeX, planeY } from './lanes.ts';
import type { MapView } from './map-view.ts';
import type { ScreenPoint } from './types.ts';

/** Goods from a facility to a region. `gone`: only another plan has it; `added`: the other plan has it not. */
export interface MapFlow {
  key: string;
  from: Point;
  to: Point;
  shipments: number;
  state: 'kept' | 'added' | 'gone';
}

const SOURCE = 'arcs';
const BELOW = 'facility-halo';
const REACH_PIXELS = 4;

/** By the share of the widest flow's shipments. */
const WIDTH: ExpressionSpecification = ['interpolate', ['linear'], ['get', 'share'], 0, 0.8, 1, 9];

/** Layers from below, so that what is new lies on top. */
const ARC_LAYERS = ['arcs-gone', 'arcs-kept', 'arcs-added', 'arc-ends'] as const;

function arcLayers(c: MapColours): LayerSpecification[] {
  const line = (
    id: string,
    state: MapFlow['state'],
    paint: LineLayerSpecification['paint'],
  ): LineLayerSpecification => ({
    id,
    type: 'line',
    source: SOURCE,
    filter: ['all', ['==', ['get', 'state'], state], ['==', ['geometry-type'], 'LineString']],
    layout: { 'line-cap': state === 'gone' ? 'butt' : 'round', 'line-join': 'round' },
    paint: { 'line-width': WIDTH, ...paint },
  });
  return [
    line('arcs-gone', 'gone', { 'line-color': withAlpha(c.late, 0.75), 'line-dasharray': [2, 1.6] }),
    line('arcs-kept', 'kept', { 'line-color': withAlpha(c.ink, c.scheme === 'light' ? 0.26 : 0.34) }),
    line('arcs-added', 'added', { 'line-color': withAlpha(c.accent, 0.55) }),
    {
      id: 'arc-ends',
      type: 'circle',
      source: SOURCE,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 2,
        'circle-color': c.paper,
        'circle-stroke-color': ['match', ['get', 'state'], 'gone', c.late, 'added', c.accent, c.ink],
        'circle-stroke-width': 1,
      },
    },
  ];
}

function features(flow: MapFlow, most: number): Feature[] {
  const place = ({ latitude, longitude }: Point) => ({ x: planeX(longitude), y: planeY(latitude) });
  const properties = { key: flow.key, state: flow.state, share: flow.shipments / Math.max(1, most) };
  return [
    {
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: arcLine(place(flow.from), place(flow.to)) },
      properties,
    },
    {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [flow.to.longitude, flow.to.latitude] },
      properties,
    },
  ];
}

/** Flows as arcs on a map, below its facilities: as wide as they have shipments. */
export class FlowArcs {
  private readonly view: MapView;
  private colours: MapColours;

  constructor(view: MapView, colours: MapColours) {
    this.view = view;
    this.colours = colours;
    view.whenReady(() => {
      const { map } = view;
      if (map.getSource(SOURCE)) return;
      map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
      for (const layer of arcLayers(this.colours)) map.addLayer(layer, BELOW);
    });
  }

  setFlows(flows: readonly MapFlow[]): void {
    const most = Math.max(1, ...flows.map((flow) => flow.shipments));
    const widestLast = [...flows].sort((a, b) => a.shipments - b.shipments);
    this.view.whenReady(() => {
      void this.view.map.getSource<GeoJSONSource>(SOURCE)?.setData({
        type: 'FeatureCollection',
        features: widestLast.flatMap((flow) => features(flow, most)),
      });
    });
  }

  restyle(colours: MapColours): void {
    this.colours = colours;
    this.view.whenReady(() => {
      for (const { id, paint } of arcLayers(colours))
        for (const [name, value] of Object.entries(paint ?? {}))
          this.view.map.setPaintProperty(id, name as never, value as never);
    });
  }

  /** Tells which flow the pointer is over; null for none. @returns how to stop */
  onHover(tell: (key: string | null, at: ScreenPoint) => void): () => void {
    const { map } = this.view;
    const move = ({ point }: MapMouseEvent) => {
      const found = ARC_LAYERS.some((id) => map.getLayer(id))
        ? map.queryRenderedFeatures(
            [
              [point.x - REACH_PIXELS, point.y - REACH_PIXELS],
              [point.x + REACH_PIXELS, point.y + REACH_PIXELS],
            ],
            { layers: [...ARC_LAYERS] },
          )
        : [];
      tell((found[0]?.properties.key as string | undefined) ?? null, { x: point.x, y: point.y });
    };
    const leave = () => tell(null, { x: 0, y: 0 });
    map.on('mousemove', move);
    map.on('mouseout', leave);
    return () => {
      map.off('mousemove', move);
      map.off('mouseout', leave);
    };
  }
}
