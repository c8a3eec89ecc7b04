import type { RoutingProblem } from '../routing-problem.ts';

/** All profiles' matrices in one array each: from `x` to `y` is at `offset + x * places + y`. */
export type Ways = {
  places: number;
  /** A place that is no distance from anywhere: where open routes begin and end. */
  nowhere: number;
  distance: Float64Array;
  duration: Float64Array;
};

/**
 * The same read backwards, too: from `x` to `y` is also at `offset + y * backRow + x * backStep` of `distanceBack`. With all
 * places that may come before a stop side by side, looking for its best place reads memory in order.
 */
export type Travel = Ways & {
  distanceBack: Float64Array;
  durationBack: Float64Array;
  backRow: number;
  backStep: number;
};

/** Beyond this many places, a second copy of the matrices costs more than it gains. */
const MOST_PLACES_TURNED = 3000;

/** A problem's matrices; a single one is read as it is, unless some vehicle has no start or no end place. */
export function buildWays({ places: given, profiles, vehicleTypes }: RoutingProblem): Ways {
  const [only] = profiles;
  const openEnds = vehicleTypes.some(({ startPlace, endPlace }) => startPlace === null || endPlace === null);
  if (only && profiles.length === 1 && !openEnds) return { places: given, nowhere: given, ...only };
  const places = given + (openEnds ? 1 : 0);
  const joined = (matrices: Float64Array[]) => join(matrices, given, places);
  const distance = joined(profiles.map((profile) => profile.distance));
  const same = profiles.every((profile) => profile.distance === profile.duration);
  const duration = same ? distance : joined(profiles.map((profile) => profile.duration));
  return { places, nowhere: given, distance, duration };
}

/** A problem's matrices for the search, both ways. */
export function buildTravel(problem: RoutingProblem): Travel {
  const { distance, ...ways } = buildWays(problem);
  const { places } = ways;
  const same = sameNumbers(distance, ways.duration);
  const duration = same ? distance : ways.duration;
  const forwards = { ...ways, distance, duration };
  const symmetric = isSymmetric(distance, places) && (same || isSymmetric(duration, places));
  if (symmetric) {
    return { ...forwards, distanceBack: distance, durationBack: duration, backRow: places, backStep: 1 };
  }
  if (places > MOST_PLACES_TURNED) {
    return { ...forwards, distanceBack: distance, durationBack: duration, backRow: 1, backStep: places };
  }
  const distanceBack = turned(distance, places);
  const durationBack = same ? distanceBack : turned(duration, places);
  return { ...forwards, distanceBack, durationBack, backRow: places, backStep: 1 };
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The matrices one after the other, each with room for a place that is at no distance. */
function join(matrices: Float64Array[], from: number, to: number): Float64Array {
  const all = new Float64Array(matrices.length * to * to);
  matrices.forEach((matrix, m) => {
    for (let row = 0; row < from; row++) {
      all.set(matrix.subarray(row * from, (row + 1) * from), m * to * to + row * to);
    }
  });
  return all;
}

function isSymmetric(matrices: Float64Array, places: number): boolean {
  const size = places * places;
  for (let offset = 0; offset < matrices.length; offset += size) {
    for (let i = 0; i < places; i++) {
      for (let j = 0; j < i; j++) {
        if (matrices[offset + i * places + j] !== matrices[offset + j * places + i]) return false;
      }
    }
  }
  return true;
}

function turned(matrices: Float64Array, places: number): Float64Array {
  const result = new Float64Array(matrices.length);
  const size = places * places;
  for (let offset = 0; offset < matrices.length; offset += size) {
    for (let i = 0; i < places; i++) {
      for (let j = 0; j < places; j++) {
        result[offset + j * places + i] = matrices[offset + i * places + j] as number;
      }
    }
  }
  return result;
}
