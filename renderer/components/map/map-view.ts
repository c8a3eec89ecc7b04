import type { Feature } from 'geojson';
import { type GeoJSONSource, type LayerSpecification, MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { boundingBox } from '../../../core/kernel/geo.ts';
import { BASE_SOURCES, baseLayers, LABEL_LAYERS, LATER_DATA } from './base-style.ts';
import type { MapColours } from './colours.ts';
import { DATA_SOURCES, dataLayers } from './data-layers.ts';
import { ICON_PIXEL_RATIO, mapImages } from './facility-icons.ts';
import { cellFeature, facilityFeature, flowFeature, focusFeatures, haloFeature } from './features.ts';
import { planeLatitude, planeLongitude, planeX, planeY } from './lanes.ts';
import { type PlaneBox, ShipmentField } from './shipment-field.ts';
import { addStreetTiles, removeStreetTiles } from './street-tiles.ts';
import type { MapFacility, MapLayer, MapLayers, MapSelection, MapShipments, StreetTiles } from './types.ts';

const FLOW_LIMIT = 140;
const EUROPE: [number, number, number, number] = [-11, 35, 30, 60];

const LAYERS_OF: Record<MapLayer, readonly string[]> = {
  facilities: ['facilities', 'facility-clusters', 'facility-halo'],
  shipments: ['shipments', 'shipment-clusters', 'shipment-counts'],
  lanes: ['flows', 'flows-late'],
  labels: LABEL_LAYERS,
  gateways: ['gateways'],
};

/** The map itself: takes data and a selection, keeps MapLibre's sources and layers in step. Knows nothing of React. */
export class MapView {
  readonly map: MapLibreMap;
  facilities = new Map<string, MapFacility>();
  field: ShipmentField | null = null;
  private selection: MapSelection | null = null;
  private hovered: string | null = null;
  private drawn: { zoom: number; box: PlaneBox } | null = null;
  private colours: MapColours;
  private short: Intl.NumberFormat;
  private readonly ready: Promise<void>;
  private destroyed = false;

  constructor(container: HTMLElement, colours: MapColours, language: string) {
    setWorkerUrl(workerUrl);
    this.colours = colours;
    this.short = shortNumbers(language);
    this.map = new MapLibreMap({
      container,
      style: {
        version: 8,
        sources: { ...BASE_SOURCES, ...DATA_SOURCES },
        layers: [...baseLayers(colours, language), ...dataLayers(colours)],
      },
      bounds: EUROPE,
      minZoom: 1.2,
      maxZoom: 17,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
    });
    // The frame around it has the name; a page with several maps has no landmarks of one name.
    this.map.getCanvas().setAttribute('role', 'application');
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.ready = new Promise((resolve) => this.map.once('style.load', () => resolve()));
    this.whenReady(() => this.setImages());
    this.map.once('idle', () => this.loadDetail());
    this.map.on('move', () => this.redrawShipments(false));
  }

  /** Runs now or once the style is there; not at all after `destroy`. */
  whenReady(then: () => void): void {
    void this.ready.then(() => {
      if (!this.destroyed) then();
    });
  }

  destroy(): void {
    this.destroyed = true;
    this.map.remove();
  }

  setFacilities(facilities: readonly MapFacility[]): void {
    this.facilities = new Map(facilities.map((facility) => [facility.code, facility]));
    this.whenReady(() => {
      this.setData('facilities', facilities.map(facilityFeature));
      this.drawSelection();
    });
  }

  setShipments(shipments: MapShipments | null): void {
    this.field = shipments ? new ShipmentField(shipments) : null;
    this.whenReady(() => {
      this.redrawShipments(true);
      this.drawSelection();
    });
  }

  setSelection(selection: MapSelection | null): void {
    this.selection = selection;
    this.whenReady(() => {
      this.drawSelection();
      this.redrawShipments(true);
    });
  }

  setHovered(code: string | null): void {
    if (this.hovered === code) return;
    this.hovered = code;
    this.whenReady(() => this.drawSelection());
  }

  setLayers(layers: MapLayers): void {
    this.whenReady(() => {
      for (const [name, ids] of Object.entries(LAYERS_OF))
        for (const id of ids)
          this.map.setLayoutProperty(id, 'visibility', layers[name as MapLayer] ? 'visible' : 'none');
    });
  }

  /** Repaints in another scheme or language without loading anything again. */
  restyle(colours: MapColours, language: string): void {
    this.colours = colours;
    this.short = shortNumbers(language);
    this.whenReady(() => {
      this.setImages();
      for (const layer of [...baseLayers(colours, language), ...dataLayers(colours)]) this.repaint(layer);
      this.redrawShipments(true);
    });
  }

  async setStreetTiles(tiles: StreetTiles | null): Promise<void> {
    await this.ready;
    if (this.destroyed) return;
    if (tiles) await addStreetTiles(this.map, tiles, this.colours);
    else removeStreetTiles(this.map);
  }

  /** Shows everything we have, or Europe when there is nothing. */
  fit(animate: boolean): void {
    const box = boundingBox(this.facilities.values());
    const bounds: [number, number, number, number] = box
      ? [box.west, box.south, box.east, box.north]
      : EUROPE;
    this.map.fitBounds(bounds, { padding: this.padding(), maxZoom: 9, animate });
  }

  /** Room for the legend at the left, where the window is wide enough. */
  private padding() {
    const wide = this.map.getContainer().clientWidth > 900;
    return { top: 48, right: 64, bottom: 40, left: wide ? 250 : 40 };
  }

  flyTo(facility: MapFacility): void {
    const zoom = Math.max(this.map.getZoom(), 9);
    this.map.easeTo({ center: [facility.longitude, facility.latitude], zoom, duration: 500 });
  }

  /** Zooms to some shipments; false when they lie too close together for zooming to part them. */
  spread(indices: readonly number[]): boolean {
    if (!this.field) return false;
    const box = this.field.boxOf(indices);
    if (Math.max(box.east - box.west, box.south - box.north) < 2e-6 || this.map.getZoom() > 15) return false;
    this.map.fitBounds(
      [
        planeLongitude(box.west),
        planeLatitude(box.south),
        planeLongitude(box.east),
        planeLatitude(box.north),
      ],
      { padding: 120, maxZoom: 16 },
    );
    return true;
  }

  membersOf(first: number): number[] {
    return this.field && this.drawn ? this.field.members(this.drawn.zoom, first) : [];
  }

  /** `data-drawn` on the container says that coasts and data stand: what a screenshot waits for. */
  private loadDetail(): void {
    this.map.getContainer().dataset.drawn = 'true';
    for (const [id, url] of Object.entries(LATER_DATA))
      void this.map.getSource<GeoJSONSource>(id)?.setData(url);
  }

  private setData(source: string, features: Feature[]): void {
    void this.map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features });
  }

  private setImages(): void {
    for (const [id, image] of mapImages(this.colours))
      if (this.map.hasImage(id)) this.map.updateImage(id, image);
      else this.map.addImage(id, image, { pixelRatio: ICON_PIXEL_RATIO });
  }

  private repaint(layer: LayerSpecification): void {
    for (const [name, value] of Object.entries(layer.paint ?? {}))
      this.map.setPaintProperty(layer.id, name as never, value as never);
    const text = 'layout' in layer && layer.layout && 'text-field' in layer.layout;
    if (text)
      this.map.setLayoutProperty(
        layer.id,
        'text-field',
        (layer.layout as { 'text-field'?: never })['text-field'],
      );
  }

  private drawSelection(): void {
    const halo = (code: string | null, firm: boolean) => {
      const facility = code ? this.facilities.get(code) : undefined;
      return facility ? [haloFeature(facility, firm)] : [];
    };
    const chosen = this.selection?.kind === 'facility' ? this.selection.code : null;
    this.setData('selected', [
      ...(this.hovered === chosen ? [] : halo(this.hovered, false)),
      ...halo(chosen, true),
    ]);
    const index = this.selection?.kind === 'shipment' ? (this.field?.indexOf(this.selection.id) ?? -1) : -1;
    this.setData('focus', this.field && index >= 0 ? focusFeatures(this.field, index) : []);
  }

  /** Draws what the view needs and a screen's width around it; does nothing while the view stays within that. */
  private redrawShipments(force: boolean): void {
    const zoom = Math.round(this.map.getZoom());
    const view = this.viewBox(0);
    if (!force && this.drawn?.zoom === zoom && holds(this.drawn.box, view)) return;
    const box = this.viewBox(0.6);
    this.drawn = { zoom, box };
    const field = this.field;
    if (!field) {
      this.setData('cells', []);
      this.setData('flows', []);
      return;
    }
    this.setData(
      'cells',
      field.cells(zoom, box).map((cell) => cellFeature(cell, field, this.short)),
    );
    this.setData('flows', this.flows(field, zoom, view));
  }

  private flows(field: ShipmentField, zoom: number, view: PlaneBox): Feature[] {
    if (this.selection?.kind === 'shipment') return [];
    const facility = this.selection ? this.facilities.get(this.selection.code) : undefined;
    const origin = facility && { x: planeX(facility.longitude), y: planeY(facility.latitude) };
    return field.flows(zoom, view, FLOW_LIMIT, origin).map(flowFeature).reverse();
  }

  private viewBox(margin: number): PlaneBox {
    const bounds = this.map.getBounds();
    const west = planeX(bounds.getWest());
    const east = planeX(bounds.getEast());
    const north = planeY(bounds.getNorth());
    const south = planeY(bounds.getSouth());
    const x = (east - west) * margin;
    const y = (south - north) * margin;
    return { west: west - x, east: east + x, north: north - y, south: south + y };
  }
}

function holds(outer: PlaneBox, inner: PlaneBox): boolean {
  return (
    inner.west >= outer.west &&
    inner.east <= outer.east &&
    inner.north >= outer.north &&
    inner.south <= outer.south
  );
}

function shortNumbers(language: string): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
}
