import { distanceMetres, type Point } from '../../../kernel/geo.ts';
import type { TravelProfile } from '../routing-problem.ts';

/**
 * What is assumed of roads where none are known: how much longer they are than the great circle, and how fast one drives on
 * the first metres of a way (streets), on the next (main roads) and on the rest (motorways).
 */
export type RoadAssumption = {
  detourFactor: number;
  /** Up to so many metres of a way, at so many km/h; the last one has no end. */
  speeds: readonly { upToMetres: number | null; kmPerHour: number }[];
};

export const DEFAULT_ROADS: RoadAssumption = {
  detourFactor: 1.3,
  speeds: [
    { upToMetres: 4000, kmPerHour: 27 },
    { upToMetres: 25_000, kmPerHour: 55 },
    { upToMetres: null, kmPerHour: 90 },
  ],
};

/** Whole metres and seconds between places by the great circle, on assumed roads; symmetric. */
export function greatCircleMatrix(
  points: readonly Point[],
  roads: RoadAssumption = DEFAULT_ROADS,
): TravelProfile {
  const count = points.length;
  const distance = new Float64Array(count * count);
  const duration = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const metres = roads.detourFactor * distanceMetres(points[i] as Point, points[j] as Point);
      const seconds = Math.round(drivingSeconds(metres, roads));
      distance[i * count + j] = distance[j * count + i] = Math.round(metres);
      duration[i * count + j] = duration[j * count + i] = seconds;
    }
  }
  return { distance, duration };
}

/** How long one drives so far on assumed roads. */
export function drivingSeconds(metres: number, { speeds }: RoadAssumption = DEFAULT_ROADS): number {
  let seconds = 0;
  let from = 0;
  for (const { upToMetres, kmPerHour } of speeds) {
    const to = Math.min(metres, upToMetres ?? metres);
    if (to > from) seconds += ((to - from) * 3.6) / kmPerHour;
    from = Math.max(from, to);
  }
  return seconds;
}

/** How far one comes in so many seconds on assumed roads. */
export function drivenMetres(seconds: number, { speeds }: RoadAssumption = DEFAULT_ROADS): number {
  let left = seconds;
  let metres = 0;
  for (const { upToMetres, kmPerHour } of speeds) {
    const reach = (left * kmPerHour) / 3.6;
    const room = upToMetres === null ? reach : upToMetres - metres;
    if (reach <= room) return metres + reach;
    metres += room;
    left -= (room * 3.6) / kmPerHour;
  }
  return metres;
}
