import type { Position } from 'geojson';
import polygonClipping from 'polygon-clipping';

type Rings = Position[][];
type Box = { west: number; south: number; east: number; north: number };

const WORLD: Box = { west: -180, south: -90, east: 180, north: 90 };
const BEYOND: Box = { west: 180, south: -90, east: 540, north: 90 };
const ENOUGH_POINTS = 220;
const SMALLEST_DEGREES = 2.5;

/**
 * Cuts a polygon along a quadtree until each piece has few points. A tile's triangulation joins what lies apart in one polygon
 * and fills the sea between the coasts of a large country; pieces leave it nothing to join.
 */
export function cutIntoPieces(rings: Rings, box: Box = WORLD): Rings[] {
  const points = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (points <= ENOUGH_POINTS || box.east - box.west <= SMALLEST_DEGREES) return [rings];
  const bounds = boundsOf(rings);
  return quarters(box).flatMap((quarter) => {
    if (!overlap(bounds, quarter)) return [];
    if (within(bounds, quarter)) return cutIntoPieces(rings, quarter);
    return clip(rings, quarter).flatMap((piece) => cutIntoPieces(piece, quarter));
  });
}

/**
 * Islands and coasts that straddle the antimeridian come with longitudes that jump from one side of the world to the other, and would
 * be filled all around it. Made continuous, and what then lies beyond 180° put back on the other side.
 */
export function splitAtAntimeridian(rings: Rings): Rings[] {
  const outer = rings[0] ?? [];
  const jumps = outer.some(([x = 0], i) => Math.abs(x - (outer[i + 1]?.[0] ?? x)) > 180);
  const straight = rings.map(withoutJumps);
  const [first, last] = [straight[0]?.[0]?.[0], straight[0]?.at(-1)?.[0]];
  const aroundThePole = first !== last;
  if (!jumps || aroundThePole) return [rings];
  const beyond = clip(straight, BEYOND).map((piece) =>
    piece.map((ring) => ring.map(([x = 0, y = 0]) => [x - 360, y])),
  );
  return [...clip(straight, WORLD), ...beyond];
}

/** The ring with every step shorter than half the world, in 0..360 where it crosses 180. */
function withoutJumps(ring: Position[]): Position[] {
  let turn = 0;
  const continuous = ring.map(([x = 0, y = 0], i) => {
    const before = ring[i - 1]?.[0] ?? x;
    if (x - before > 180) turn -= 360;
    if (x - before < -180) turn += 360;
    return [x + turn, y];
  });
  const west = Math.min(...continuous.map(([x = 0]) => x));
  return west < -180 ? continuous.map(([x = 0, y = 0]) => [x + 360, y]) : continuous;
}

function quarters({ west, south, east, north }: Box): Box[] {
  const x = (west + east) / 2;
  const y = (south + north) / 2;
  return [
    { west, south, east: x, north: y },
    { west: x, south, east, north: y },
    { west, south: y, east: x, north },
    { west: x, south: y, east, north },
  ];
}

function clip(rings: Rings, { west, south, east, north }: Box): Rings[] {
  const corners: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  return polygonClipping.intersection(rings as [number, number][][], [corners]);
}

function boundsOf(rings: Rings): Box {
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const [x = 0, y = 0] of rings[0] ?? []) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}

function overlap(a: Box, b: Box): boolean {
  return a.west < b.east && a.east > b.west && a.south < b.north && a.north > b.south;
}

function within(inner: Box, outer: Box): boolean {
  return (
    inner.west >= outer.west &&
    inner.east <= outer.east &&
    inner.south >= outer.south &&
    inner.north <= outer.north
  );
}
