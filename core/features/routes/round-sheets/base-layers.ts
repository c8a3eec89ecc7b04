import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Position = [longitude: number, latitude: number];

/** A ring or line with the box that holds it. */
export interface BaseShape {
  positions: Position[];
  west: number;
  east: number;
  south: number;
  north: number;
}

export interface BaseTown {
  name: string;
  rank: number;
  longitude: number;
  latitude: number;
}

/** The map below the routes: what of it may be seen near the plan. */
export interface BaseLayers {
  land: BaseShape[];
  urban: BaseShape[];
  lakes: BaseShape[];
  rivers: BaseShape[];
  borders: BaseShape[];
  towns: BaseTown[];
}

type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString' | 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] };

interface Layer {
  features: { geometry: Geometry; properties: { name?: string; rank?: number } }[];
}

/** Reads the base map's layers from the resources. */
export async function readBaseLayers(folder: string): Promise<BaseLayers> {
  const layer = async (name: string) =>
    JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as Layer;
  const shapes = async (name: string) =>
    (await layer(name)).features.flatMap(({ geometry }) => partsOf(geometry).map(withBox));
  const [land, urban, lakes, rivers, borders, cities] = await Promise.all([
    shapes('land'),
    shapes('urban'),
    shapes('lakes'),
    shapes('rivers'),
    shapes('borders'),
    layer('cities'),
  ]);
  return { land, urban, lakes, rivers, borders, towns: cities.features.flatMap(townOf) };
}

/** Lines, and the outer rings of areas. */
function partsOf(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
      return geometry.coordinates;
    case 'Polygon':
      return geometry.coordinates.slice(0, 1);
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((rings) => rings.slice(0, 1));
    default:
      return [];
  }
}

function withBox(positions: Position[]): BaseShape {
  const box = { west: 180, east: -180, south: 90, north: -90 };
  for (const [longitude, latitude] of positions) {
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
  }
  return { positions, ...box };
}

function townOf({ geometry, properties: { name, rank } }: Layer['features'][number]): BaseTown[] {
  if (geometry.type !== 'Point' || name === undefined) return [];
  const [longitude, latitude] = geometry.coordinates;
  return [{ name, rank: rank ?? 10, longitude, latitude }];
}
