import type { Box } from '../../papers/index.ts';
import type { SheetPoint } from './sheets.ts';

export type Spot = [x: number, y: number];

/** Where places come to lie in a box of paper. */
export interface MapFrame {
  box: Box;
  west: number;
  east: number;
  south: number;
  north: number;
  metresPerPoint: number;
  at(longitude: number, latitude: number): Spot;
}

const METRES_PER_DEGREE = 111_195;
const MARGIN = 22;
/** A route round one house still shows its neighbourhood. */
const LEAST_METRES = 3_000;

/** The frame that shows all the points, north up, the same scale both ways. */
export function mapFrame(points: readonly SheetPoint[], box: Box): MapFrame {
  const latitudes = points.map(({ latitude }) => latitude);
  const longitudes = points.map(({ longitude }) => longitude);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const [latitude, longitude] = [middle(latitudes), middle(longitudes)];
  const shrink = Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
  const extent = (values: number[], metres: number) =>
    Math.max(LEAST_METRES, (Math.max(...values) - Math.min(...values)) * metres);
  const metresPerPoint = Math.max(
    extent(longitudes, METRES_PER_DEGREE * shrink) / (box.width - 2 * MARGIN),
    extent(latitudes, METRES_PER_DEGREE) / (box.height - 2 * MARGIN),
  );
  const perLatitude = METRES_PER_DEGREE / metresPerPoint;
  const perLongitude = perLatitude * shrink;
  const centre: Spot = [box.x + box.width / 2, box.y + box.height / 2];
  return {
    box,
    west: longitude - box.width / 2 / perLongitude,
    east: longitude + box.width / 2 / perLongitude,
    south: latitude - box.height / 2 / perLatitude,
    north: latitude + box.height / 2 / perLatitude,
    metresPerPoint,
    at: (lon, lat) => [
      centre[0] + (lon - longitude) * perLongitude,
      centre[1] - (lat - latitude) * perLatitude,
    ],
  };
}

/** The part of a ring within a box (Sutherland and Hodgman); empty when there is none. */
export function clipRing(ring: readonly Spot[], { x, y, width, height }: Box): Spot[] {
  const sides: [axis: 0 | 1, limit: number, sign: 1 | -1][] = [
    [0, x, 1],
    [0, x + width, -1],
    [1, y, 1],
    [1, y + height, -1],
  ];
  let points = [...ring];
  for (const [axis, limit, sign] of sides) {
    const isInside = (spot: Spot) => (spot[axis] - limit) * sign >= 0;
    const clipped: Spot[] = [];
    points.forEach((point, i) => {
      const before = points.at(i - 1) as Spot;
      if (isInside(point) !== isInside(before)) clipped.push(crossing(before, point, axis, limit));
      if (isInside(point)) clipped.push(point);
    });
    points = clipped;
  }
  return points;
}

function crossing(a: Spot, b: Spot, axis: 0 | 1, limit: number): Spot {
  const share = (limit - a[axis]) / (b[axis] - a[axis]);
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

const ROUNDS = 80;

/** Where the numbers of spots go so that none lies on another; each stays as near to its spot as it can, within the box. */
export function spreadBadges(spots: readonly Spot[], radius: number, box: Box): Spot[] {
  const badges = spots.map(([x, y], i): Spot => [x + Math.cos(i) * 0.01, y + Math.sin(i) * 0.01]);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let i = 0; i < badges.length; i++) {
      for (let j = i + 1; j < badges.length; j++) {
        moved = pushApart(badges[i] as Spot, badges[j] as Spot, radius * 2.1) || moved;
      }
    }
    for (const badge of badges) {
      badge[0] = Math.min(box.x + box.width - radius, Math.max(box.x + radius, badge[0]));
      badge[1] = Math.min(box.y + box.height - radius, Math.max(box.y + radius, badge[1]));
    }
    if (!moved) break;
  }
  return badges;
}

function pushApart(a: Spot, b: Spot, apart: number): boolean {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const distance = Math.hypot(dx, dy) || 1e-6;
  if (distance >= apart) return false;
  const push = (apart - distance) / 2 / distance;
  a[0] -= dx * push;
  a[1] -= dy * push;
  b[0] += dx * push;
  b[1] += dy * push;
  return true;
}

const ROUND_LENGTHS = [1, 2, 5] as const;

/** The longest round length that the scale bar has room for. */
export function scaleBar(metresPerPoint: number, mostPoints: number): { metres: number; points: number } {
  let metres = 100;
  for (let power = 100; power < 1e7; power *= 10) {
    for (const step of ROUND_LENGTHS) {
      if ((step * power) / metresPerPoint <= mostPoints) metres = step * power;
    }
  }
  return { metres, points: metres / metresPerPoint };
}
