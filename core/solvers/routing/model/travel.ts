import type { RoutingProblem } from '../routing-problem.ts';

/**
 * All profiles' matrices in one array each, and the same read backwards: from `x` to `y` is at
 * `offset + x * places + y` of `distance`, and at `offset + y * backRow + x * backStep` of `distanceBack`.
 * With all places that may come before a stop side by side, looking for its best place reads memory in order.
 */
export type Travel = {
  places: number;
  /** A place that is no distance from anywhere: where open routes begin and end. */
  nowhere: number;
  distance: Float64Array;
  duration: Float64Array;
  distanceBack: Float64Array;
  durationBack: Float64Array;
  backRow: number;
  backStep: number;
};

/** Beyond this many places, a second copy of the matrices costs more than it gains. */
const MOST_PLACES_TURNED = 3000;

/** @param openEnds whether some vehicle has no start or no end place. */
export function buildTravel(problem: RoutingProblem, openEnds: boolean): Travel {
  const places = problem.places + (openEnds ? 1 : 0);
  const [only] = problem.profiles;
  const asIs = problem.profiles.length === 1 && !openEnds;
  const distances = problem.profiles.map(({ distance }) => distance);
  const durations = problem.profiles.map(({ duration }) => duration);
  const distance = asIs && only ? only.distance : joined(distances, problem.places, places);
  const same = distances.every((matrix, i) => sameNumbers(matrix, durations[i] as Float64Array));
  const ownDuration = asIs && only ? only.duration : joined(durations, problem.places, places);
  const duration = same ? distance : ownDuration;
  const forwards = { places, nowhere: problem.places, distance, duration };
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
function joined(matrices: Float64Array[], from: number, to: number): Float64Array {
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
