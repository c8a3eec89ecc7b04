import { addProtocol, type LayerSpecification, type MapLibreMap } from 'maplibre-gl';
import { FileSource, PMTiles, Protocol } from 'pmtiles';
import { FIRST_LABEL_LAYER } from './base-style.ts';
import type { MapColours } from './colours.ts';
import type { StreetTiles } from './types.ts';

const SOURCE = 'streets';
const VECTOR_TILES = 1;

let protocol: Protocol | undefined;

function pmtilesProtocol(): Protocol {
  if (!protocol) {
    protocol = new Protocol({ metadata: true });
    addProtocol('pmtiles', protocol.tile);
  }
  return protocol;
}

/** Layers for the roads, buildings and water that the tiles hold, under either of the two common naming schemes. */
export function streetLayers(names: readonly string[], c: MapColours): LayerSpecification[] {
  const named = (...candidates: string[]) => candidates.find((name) => names.includes(name));
  const base = { source: SOURCE } as const;
  const layers: LayerSpecification[] = [];
  const water = named('water');
  const building = named('buildings', 'building');
  const road = named('roads', 'transportation');
  if (water)
    layers.push({
      ...base,
      id: 'street-water',
      type: 'fill',
      'source-layer': water,
      minzoom: 8,
      paint: { 'fill-color': c.water },
    });
  if (building)
    layers.push({
      ...base,
      id: 'street-buildings',
      type: 'fill',
      'source-layer': building,
      minzoom: 13,
      paint: { 'fill-color': c.building },
    });
  if (road)
    layers.push({
      ...base,
      id: 'street-roads',
      type: 'line',
      'source-layer': road,
      minzoom: 7,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': c.road,
        'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 7, 0.6, 12, 1.4, 17, 9],
      },
    });
  return layers;
}

function vectorLayerNames(metadata: unknown): string[] {
  const layers = (metadata as { vector_layers?: { id?: unknown }[] } | null)?.vector_layers ?? [];
  return layers.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}

/** Puts the user's tiles between the packaged base map's land and its borders and labels. */
export async function addStreetTiles(
  map: MapLibreMap,
  tiles: StreetTiles,
  colours: MapColours,
): Promise<void> {
  const archive = new PMTiles('file' in tiles ? new FileSource(tiles.file) : tiles.url);
  pmtilesProtocol().add(archive);
  const [header, metadata] = await Promise.all([archive.getHeader(), archive.getMetadata()]);
  removeStreetTiles(map);
  const url = `pmtiles://${archive.source.getKey()}`;
  if (header.tileType === VECTOR_TILES) {
    map.addSource(SOURCE, { type: 'vector', url });
    for (const layer of streetLayers(vectorLayerNames(metadata), colours))
      map.addLayer(layer, FIRST_LABEL_LAYER);
  } else {
    map.addSource(SOURCE, { type: 'raster', url, tileSize: 256 });
    map.addLayer({ id: 'street-raster', type: 'raster', source: SOURCE }, FIRST_LABEL_LAYER);
  }
}

export function removeStreetTiles(map: MapLibreMap): void {
  for (const { id } of map.getStyle().layers) if (id.startsWith('street-')) map.removeLayer(id);
  if (map.getSource(SOURCE)) map.removeSource(SOURCE);
}
