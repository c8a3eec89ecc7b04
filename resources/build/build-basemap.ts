/**
 * Makes `resources/basemap/` from Natural Earth: `npx node resources/build/build-basemap.ts FOLDER`, where FOLDER holds the
 * layers listed in `resources/basemap/ATTRIBUTION.md`; land and country names come from `world-atlas`. The result is committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import countryNames from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { cutIntoPieces, splitAtAntimeridian } from './basemap/cut.ts';
import { simplify } from './basemap/simplify.ts';

const TARGET = 'resources/basemap';
const require = createRequire(import.meta.url);
const folder = process.argv[2] ?? '';

type Properties = Record<string, string | number | null | undefined>;

function layer(name: string): Feature<Geometry, Properties>[] {
  const text = gunzipSync(readFileSync(join(folder, `${name}.geojson.gz`))).toString('utf8');
  const collection: FeatureCollection<Geometry, Properties> = JSON.parse(text);
  return collection.features;
}

function atlas(file: string, object: string): Feature<Geometry, { name?: string }>[] {
  const topology: Topology<Record<string, GeometryCollection<{ name?: string }>>> = require(
    `world-atlas/${file}`,
  );
  const shapes = topology.objects[object];
  return shapes ? feature(topology, shapes).features : [];
}

/** Names that have changed since the source was made. */
const RENAMED: Record<string, string> = { Kiev: 'Kyiv' };

type Thinning = (line: Position[]) => Position[];

const toThousandths = (value: number) => Math.round(value * 1000) / 1000;

/** 0.001° (at most 111 m) for coasts and borders: the map is read down to about zoom 10. */
function rounded(geometry: Geometry, thin = simplify): Geometry | null {
  switch (geometry.type) {
    case 'Point':
      return {
        type: 'Point',
        coordinates: geometry.coordinates.map(toThousandths),
      };
    case 'LineString':
      return { type: 'LineString', coordinates: line(geometry.coordinates, thin) };
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: geometry.coordinates.map((part) => line(part, thin)) };
    case 'Polygon':
      return polygon([geometry.coordinates], thin);
    case 'MultiPolygon':
      return polygon(geometry.coordinates, thin);
    default:
      return null;
  }
}

function line(positions: Position[], thin: Thinning): Position[] {
  const kept: Position[] = [];
  for (const position of thin(positions)) {
    const next = position.map(toThousandths);
    const last = kept.at(-1);
    if (last?.[0] !== next[0] || last?.[1] !== next[1]) kept.push(next);
  }
  return kept;
}

function polygon(parts: Position[][][], thin: Thinning): Polygon | MultiPolygon | null {
  const kept = parts
    .map((rings) => rings.map((ring) => line(ring, thin)).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0);
  const [only] = kept;
  if (!only) return null;
  return kept.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: kept };
}

function reduce(
  features: Feature<Geometry, Properties>[],
  pick: (from: Properties) => Properties,
): Feature[] {
  return features.flatMap(({ geometry, properties }) => {
    const shape = geometry && rounded(geometry);
    return shape ? [{ type: 'Feature' as const, properties: pick(properties), geometry: shape }] : [];
  });
}

function write(name: string, features: Feature[]): void {
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  writeFileSync(join(TARGET, `${name}.json`), text);
  console.log(`${name}: ${features.length} features, ${(text.length / 1024).toFixed(0)} KiB`);
}

const rank = ({ scalerank }: Properties) => Number(scalerank ?? 9);
/** The European layers continue the world's ranks 0 to 6: their 10, 11 and 12 are our 7, 8 and 9. */
const europeanRank = ({ scalerank }: Properties) => Math.max(7, Number(scalerank ?? 12) - 3);

/** Country by country: one ring around Eurasia and Africa would be too much for a tile's triangulation. */
function land(): Feature[] {
  const topology: Topology<Record<string, GeometryCollection>> = require('world-atlas/countries-10m.json');
  const { countries } = topology.objects;
  if (!countries) return [];
  const plain = { ...topology, arcs: absoluteArcs(topology).map(simplify), transform: undefined };
  return feature(plain, countries).features.flatMap(({ geometry }) => {
    const parts =
      geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : [];
    const shape = polygon(
      parts.flatMap((rings) => splitAtAntimeridian(rings).flatMap((part) => cutIntoPieces(part))),
      (ring) => ring,
    );
    const pieces = shape?.type === 'MultiPolygon' ? shape.coordinates : shape ? [shape.coordinates] : [];
    return pieces.map((coordinates) => ({
      type: 'Feature' as const,
      properties: {},
      geometry: { type: 'Polygon' as const, coordinates },
    }));
  });
}

/** The arcs in degrees: simplified once, they stay the same for both countries that share them. */
function absoluteArcs({ arcs, transform }: Topology): Position[][] {
  const { scale, translate } = transform ?? { scale: [1, 1], translate: [0, 0] };
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx = 0, dy = 0]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

function borders(): Feature[] {
  const disputed = ({ featurecla }: Properties) => Number(!/^International/.test(String(featurecla)));
  return [
    ...reduce(layer('10m_admin_0_boundary_lines_land'), (from) => ({
      kind: 'country',
      disputed: disputed(from),
    })),
    ...reduce(layer('50m_admin_1_states_provinces_lines'), () => ({ kind: 'state' })),
  ];
}

function cities(): Feature[] {
  return reduce(layer('10m_populated_places_simple'), (from) => ({
    name: RENAMED[String(from.name)] ?? from.name,
    rank: rank(from),
    capital: Number(from.featurecla === 'Admin-0 capital'),
  }));
}

/** A label in the middle of each country's largest part, named in the languages of the product. */
function countryLabels(): Feature[] {
  return atlas('countries-50m.json', 'countries').flatMap(({ id, geometry, properties }) => {
    const rings = outerRings(geometry)
      .flatMap((ring) => splitAtAntimeridian([ring]).flatMap(([outer]) => (outer ? [outer] : [])))
      .sort((a, b) => area(b) - area(a));
    const [ring] = rings;
    if (!ring) return [];
    const alpha2 = countryNames.numericToAlpha2(String(id ?? '')) ?? '';
    const size = area(ring);
    const name = (language: string) => shortName(alpha2, language) ?? properties.name ?? '';
    return [
      {
        type: 'Feature' as const,
        properties: { en: name('en'), fr: name('fr'), size: Math.round(size * 100) / 100 },
        geometry: {
          type: 'Point' as const,
          coordinates: middle(ring).map((value) => Math.round(value * 100) / 100),
        },
      },
    ];
  });
}

/** The everyday name (CLDR): "Moldova", not "Moldova, Republic of". */
function shortName(alpha2: string, language: string): string | undefined {
  return alpha2
    ? new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }).of(alpha2)
    : undefined;
}

function outerRings(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates.slice(0, 1);
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flatMap((part) => part.slice(0, 1));
  return [];
}

/** Square degrees (shoelace), shrunk by the ring's mean latitude. */
function area(ring: Position[]): number {
  let twice = 0;
  let latitudes = 0;
  for (const [i, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    twice += x * nextY - nextX * y;
    latitudes += y;
  }
  const meanLatitude = latitudes / Math.max(1, ring.length);
  return Math.abs(twice / 2) * Math.cos((meanLatitude * Math.PI) / 180);
}

function middle(ring: Position[]): Position {
  let twice = 0;
  let sumX = 0;
  let sumY = 0;
  for (const [i, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    const cross = x * nextY - nextX * y;
    twice += cross;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
  }
  return twice === 0 ? (ring[0] ?? [0, 0]) : [sumX / (3 * twice), sumY / (3 * twice)];
}

function build(): void {
  mkdirSync(TARGET, { recursive: true });
  write('land', land());
  write('borders', borders());
  write('lakes', [
    ...reduce(layer('50m_lakes'), (from) => ({ rank: rank(from), name: from.name })),
    ...reduce(layer('10m_lakes_europe'), (from) => ({ rank: europeanRank(from) })),
  ]);
  write('rivers', [
    ...reduce(layer('50m_rivers_lake_centerlines'), (from) => ({ rank: rank(from) })),
    ...reduce(layer('10m_rivers_europe'), (from) => ({ rank: europeanRank(from) })),
  ]);
  write(
    'urban',
    reduce(layer('50m_urban_areas'), (from) => ({ rank: rank(from) })),
  );
  write('cities', cities());
  write('countries', countryLabels());
  write('gateways', [
    ...reduce(layer('10m_ports'), (from) => ({ kind: 'port', name: from.name, rank: rank(from) })),
    ...reduce(layer('10m_airports'), (from) => ({
      kind: 'airport',
      name: from.name,
      code: from.iata_code,
      rank: rank(from),
    })),
  ]);
}

build();
