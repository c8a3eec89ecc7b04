import type { Position } from 'geojson';

/** Where the product's networks mostly are, and detail is worth its bytes. */
const DETAILED = { west: -26, south: 33, east: 46, north: 72 };
const DETAILED_DEGREES = 0.0025;
const COARSE_DEGREES = 0.012;

/** Drops the points that lie closer to the line without them than the tolerance of their region (Douglas and Peucker, 1973). */
export function simplify(line: Position[]): Position[] {
  const kept = new Uint8Array(line.length);
  kept[0] = 1;
  kept[line.length - 1] = 1;
  const spans: [number, number][] = [[0, line.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const farthest = farthestPoint(line, from, to);
    if (farthest < 0) continue;
    kept[farthest] = 1;
    spans.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, index) => kept[index]);
}

function farthestPoint(line: Position[], from: number, to: number): number {
  let farthest = -1;
  let excess = 1;
  for (let i = from + 1; i < to; i++) {
    const ratio = distance(line[i], line[from], line[to]) / tolerance(line[i]);
    if (ratio > excess) {
      excess = ratio;
      farthest = i;
    }
  }
  return farthest;
}

function tolerance([x = 0, y = 0]: Position = []): number {
  const detailed = x > DETAILED.west && x < DETAILED.east && y > DETAILED.south && y < DETAILED.north;
  return detailed ? DETAILED_DEGREES : COARSE_DEGREES;
}

function distance(
  [x = 0, y = 0]: Position = [],
  [ax = 0, ay = 0]: Position = [],
  [bx = 0, by = 0]: Position = [],
): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
