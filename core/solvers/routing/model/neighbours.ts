import type { Ways } from './travel.ts';
import type { Units } from './units.ts';

/** The units nearest to each, nearest first, `reach` for each unit. */
export type Neighbours = {
  reach: number;
  near: Int32Array;
  /** The least distance to this or any later neighbour, in either direction. */
  leastDistance: Float64Array;
};

/** Nearness is distance by the first profile, and how late one would be, going from one to the other as early as can be. */
export function buildNeighbours(units: Units, travel: Ways, most: number): Neighbours {
  const { count } = units;
  const reach = Math.max(0, Math.min(most, count - 1));
  const near = new Int32Array(count * reach);
  const leastDistance = new Float64Array(count * reach);
  const nearness = new Float64Array(count);
  const others = new Int32Array(Math.max(0, count - 1));
  const perTime = distancePerTime(travel);
  for (let unit = 0; unit < count; unit++) {
    for (let other = 0, at = 0; other < count; other++) {
      if (other === unit) continue;
      others[at++] = other;
      const there = apart(units, travel, perTime, unit, other);
      const back = apart(units, travel, perTime, other, unit);
      nearness[other] = Math.min(there, back);
    }
    selectLeast(others, nearness, reach);
    const nearest = others.subarray(0, reach);
    nearest.sort((a, b) => (nearness[a] as number) - (nearness[b] as number) || a - b);
    near.set(nearest, unit * reach);
    let least = Number.POSITIVE_INFINITY;
    for (let i = reach - 1; i >= 0; i--) {
      least = Math.min(least, distanceBetween(units, travel, unit, nearest[i] as number));
      leastDistance[unit * reach + i] = least;
    }
  }
  return { reach, near, leastDistance };
}

/** The shorter of the two ways, by whichever profile. */
function distanceBetween(units: Units, travel: Ways, unit: number, other: number): number {
  const { places, distance } = travel;
  const there = (units.placeOut[unit] as number) * places + (units.placeIn[other] as number);
  const back = (units.placeOut[other] as number) * places + (units.placeIn[unit] as number);
  let least = Number.POSITIVE_INFINITY;
  for (let offset = 0; offset < distance.length; offset += places * places) {
    least = Math.min(least, distance[offset + there] as number, distance[offset + back] as number);
  }
  return least;
}

function apart(units: Units, travel: Ways, perTime: number, first: number, second: number): number {
  const leg = (units.placeOut[first] as number) * travel.places + (units.placeIn[second] as number);
  const takes = (units.duration[first] as number) + (travel.duration[leg] as number);
  const late = (units.from[first] as number) + takes - (units.to[second] as number);
  let nearness = travel.distance[leg] as number;
  if (late > 0) nearness += perTime * Math.min(late, Number.MAX_SAFE_INTEGER);
  return nearness;
}

/** Distance and time need not be in like units: how far one gets on average in one unit of time. */
function distancePerTime({ distance, duration, places }: Ways): number {
  let far = 0;
  let long = 0;
  const step = Math.max(1, Math.floor((places * places) / 10_000)) | 1;
  for (let i = 0; i < places * places; i += step) {
    far += distance[i] as number;
    long += duration[i] as number;
  }
  return long > 0 ? far / long : 1;
}

/** Brings the `count` items of least key to the front, in any order (Hoare's selection). */
function selectLeast(items: Int32Array, keys: Float64Array, count: number): void {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const pivot = keys[items[(low + high) >> 1] as number] as number;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((keys[items[i] as number] as number) < pivot) i++;
      while ((keys[items[j] as number] as number) > pivot) j--;
      if (i > j) break;
      const item = items[i] as number;
      items[i++] = items[j] as number;
      items[j--] = item;
    }
    if (count <= j) high = j;
    else if (count >= i) low = i;
    else return;
  }
}
