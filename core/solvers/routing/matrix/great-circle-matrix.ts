import { EARTH_RADIUS_METRES, type Point } from '../../../kernel/geo.ts';
import type { TravelProfile } from '../routing-problem.ts';
import { sharedNumbers } from './shared-numbers.ts';

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

/** A symmetric matrix that is being worked out, row by row: thousands of places take a while, and others may wait. */
export type MatrixInTheMaking = {
  profile: TravelProfile;
  /** Works out the ways between a place and all before it. */
  row: (place: number) => void;
};

/** Whole metres and seconds between places by the great circle, on assumed roads; symmetric. */
export function greatCircleMatrix(
  points: readonly Point[],
  roads: RoadAssumption = DEFAULT_ROADS,
): TravelProfile {
  const { profile, row } = greatCircleRows(points, roads);
  for (let place = 0; place < points.length; place++) row(place);
  return profile;
}

/** The same, row by row. */
export function greatCircleRows(points: readonly Point[], roads: RoadAssumption): MatrixInTheMaking {
  const count = points.length;
  const [x, y, z] = unitVectors(points);
  const distance = sharedNumbers(count * count);
  const duration = sharedNumbers(count * count);
  const row = (i: number) => {
    for (let j = 0; j < i; j++) {
      const dx = (x[i] as number) - (x[j] as number);
      const dy = (y[i] as number) - (y[j] as number);
      const dz = (z[i] as number) - (z[j] as number);
      const halfChord = Math.sqrt(dx * dx + dy * dy + dz * dz) / 2;
      const metres = roads.detourFactor * 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, halfChord));
      const seconds = Math.round(drivingSeconds(metres, roads));
      distance[i * count + j] = distance[j * count + i] = Math.round(metres);
      duration[i * count + j] = duration[j * count + i] = seconds;
    }
  };
  return { profile: { distance, duration }, row };
}

/** Points of the sphere in space: the chord between two is cheaper than their angle, and as exact nearby. */
function unitVectors(points: readonly Point[]): [Float64Array, Float64Array, Float64Array] {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const across = points.map(({ latitude }) => Math.cos(radians(latitude)));
  return [
    Float64Array.from(points, ({ longitude }, i) => (across[i] as number) * Math.cos(radians(longitude))),
    Float64Array.from(points, ({ longitude }, i) => (across[i] as number) * Math.sin(radians(longitude))),
    Float64Array.from(points, ({ latitude }) => Math.sin(radians(latitude))),
  ];
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
