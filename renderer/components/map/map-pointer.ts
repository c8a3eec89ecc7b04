import type { GeoJSONSource, MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import { POINTER_LAYERS } from './data-layers.ts';
import type { MapView } from './map-view.ts';
import type { MapHover, MapSelection, ScreenPoint } from './types.ts';

export interface PointerHandlers {
  onHover(hover: MapHover | null, at: ScreenPoint): void;
  onSelect(selection: MapSelection | null): void;
  onDrill(selection: MapSelection): void;
  /** Shipments that lie in one place and cannot be parted by zooming. */
  onStack(ids: number[]): void;
}

const REACH_PIXELS = 4;

/** Turns pointer events on the map into what they are about. */
export class MapPointer {
  private readonly view: MapView;
  private readonly handlers: PointerHandlers;
  private frame = 0;

  constructor(view: MapView, handlers: PointerHandlers) {
    this.view = view;
    this.handlers = handlers;
    const { map } = view;
    map.on('mousemove', (event) => this.later(event));
    map.on('mouseout', () => this.leave());
    map.on('movestart', () => this.leave());
    map.on('click', (event) => void this.click(event));
    map.on('dblclick', (event) => this.drill(event));
  }

  private later(event: MapMouseEvent): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.move(event));
  }

  private leave(): void {
    cancelAnimationFrame(this.frame);
    this.view.map.getCanvas().style.cursor = '';
    this.view.setHovered(null);
    this.handlers.onHover(null, { x: 0, y: 0 });
  }

  private move(event: MapMouseEvent): void {
    if (this.view.map.isMoving()) return;
    const feature = this.featureAt(event);
    const hover = feature ? this.describe(feature) : null;
    const pointed = hover && hover.kind !== 'lane';
    this.view.map.getCanvas().style.cursor = pointed ? 'pointer' : '';
    this.view.setHovered(hover?.kind === 'facility' ? hover.facility.code : null);
    this.handlers.onHover(hover, { x: event.point.x, y: event.point.y });
  }

  private featureAt({ point }: MapMouseEvent): MapGeoJSONFeature | undefined {
    const { map } = this.view;
    const layers = POINTER_LAYERS.filter((id) => map.getLayer(id));
    const features = map.queryRenderedFeatures(
      [
        [point.x - REACH_PIXELS, point.y - REACH_PIXELS],
        [point.x + REACH_PIXELS, point.y + REACH_PIXELS],
      ],
      { layers },
    );
    const rank = (feature: MapGeoJSONFeature) => POINTER_LAYERS.indexOf(feature.layer.id);
    return features.sort((a, b) => rank(a) - rank(b))[0];
  }

  private describe({ layer, properties }: MapGeoJSONFeature): MapHover | null {
    const { field, facilities } = this.view;
    const number = (name: string) => Number(properties[name] ?? 0);
    if (layer.id === 'facilities') {
      const facility = facilities.get(String(properties.code));
      return facility ? { kind: 'facility', facility } : null;
    }
    if (layer.id === 'facility-clusters')
      return { kind: 'facilities', count: number('point_count'), low: number('low'), out: number('out') };
    if (layer.id === 'shipment-clusters')
      return { kind: 'shipments', count: number('count'), late: number('late') };
    if (layer.id.startsWith('flows'))
      return { kind: 'lane', count: number('count'), late: number('lateCount') };
    const first = number('first');
    return field
      ? { kind: 'shipment', id: field.id(first), late: field.isLate(first), fraction: field.fraction(first) }
      : null;
  }

  private async click(event: MapMouseEvent): Promise<void> {
    const feature = this.featureAt(event);
    const hover = feature ? this.describe(feature) : null;
    if (!feature || !hover || hover.kind === 'lane') this.handlers.onSelect(null);
    else if (hover.kind === 'facility')
      this.handlers.onSelect({ kind: 'facility', code: hover.facility.code });
    else if (hover.kind === 'shipment') this.handlers.onSelect({ kind: 'shipment', id: hover.id });
    else if (hover.kind === 'facilities') await this.openCluster(feature, event);
    else this.openShipments(Number(feature.properties.first));
  }

  private async openCluster(feature: MapGeoJSONFeature, { lngLat }: MapMouseEvent): Promise<void> {
    const { map } = this.view;
    const source = map.getSource<GeoJSONSource>('facilities');
    const zoom = await source?.getClusterExpansionZoom(Number(feature.properties.cluster_id));
    if (zoom !== undefined) map.easeTo({ center: lngLat, zoom: zoom + 0.3, duration: 400 });
  }

  private openShipments(first: number): void {
    const { view, handlers } = this;
    const members = view.membersOf(first);
    if (!view.spread(members)) handlers.onStack(members.map((index) => view.field?.id(index) ?? 0));
  }

  private drill(event: MapMouseEvent): void {
    const feature = this.featureAt(event);
    const hover = feature ? this.describe(feature) : null;
    if (hover?.kind === 'facility') this.handlers.onDrill({ kind: 'facility', code: hover.facility.code });
    else if (hover?.kind === 'shipment') this.handlers.onDrill({ kind: 'shipment', id: hover.id });
    else return;
    event.preventDefault();
  }
}
