import { type BoxShelf, contentsOf } from './contents.ts';
import type { PackedParcel, PackingProblem } from './packing-problem.ts';

/** Ways to take some of each kind of unit: as many as there are, at most. */
export function waysToTake(counts: readonly number[]): number {
  return counts.reduce((ways, count) => ways * (count + 1), 1);
}

/** The best end of each remainder: what it costs, in how many parcels, of what volume together, and its first parcel. */
interface Table {
  costMinor: Float64Array;
  parcels: Int32Array;
  volume: Float64Array;
  first: Int32Array;
}

/**
 * The cheapest way to pack these units, then that with the fewest parcels, then that with the smallest boxes: every way of filling a
 * first parcel is tried on every remainder. For few units only. Pure.
 */
export function packExactly(
  problem: PackingProblem,
  shelf: BoxShelf,
  counts: readonly number[],
): PackedParcel[] {
  const ways = waysToTake(counts);
  const steps = stepsOf(counts);
  const taken = Array.from({ length: ways }, (_, way) => countsOf(way, counts, steps));
  const boxOf = Int32Array.from(taken, (one) => shelf.cheapest(contentsOf(problem.units, one), one));
  const table: Table = {
    costMinor: new Float64Array(ways).fill(Number.POSITIVE_INFINITY),
    parcels: new Int32Array(ways),
    volume: new Float64Array(ways),
    first: new Int32Array(ways).fill(-1),
  };
  table.costMinor[0] = 0;
  for (let rest = 1; rest < ways; rest++) {
    forEachFirst(taken[rest] as number[], steps, (way) => {
      const box = problem.boxes[boxOf[way] as number];
      if (box) offer(table, rest, way, box.costMinor + problem.parcelMinor, box.volumeMillilitres);
    });
  }
  const parcels: PackedParcel[] = [];
  for (let rest = ways - 1; rest > 0; ) {
    const way = table.first[rest] as number;
    parcels.push({ box: boxOf[way] as number, noBox: null, counts: taken[way] as number[] });
    rest -= way;
  }
  return parcels;
}

function offer(table: Table, rest: number, way: number, costMinor: number, volume: number): void {
  const after = rest - way;
  const cost = (table.costMinor[after] as number) + costMinor;
  const parcels = (table.parcels[after] as number) + 1;
  const whole = (table.volume[after] as number) + volume;
  const better =
    cost - (table.costMinor[rest] as number) ||
    parcels - (table.parcels[rest] as number) ||
    whole - (table.volume[rest] as number);
  if (better >= 0) return;
  table.costMinor[rest] = cost;
  table.parcels[rest] = parcels;
  table.volume[rest] = whole;
  table.first[rest] = way;
}

/** Weight of each kind's digit in the number of a way. */
function stepsOf(counts: readonly number[]): number[] {
  let step = 1;
  return counts.map((count) => {
    const own = step;
    step *= count + 1;
    return own;
  });
}

function countsOf(way: number, counts: readonly number[], steps: readonly number[]): number[] {
  return counts.map((count, i) => Math.floor(way / (steps[i] as number)) % (count + 1));
}

/** Visits every way to fill a parcel from a remainder that takes at least one unit of its first kind. */
function forEachFirst(rest: readonly number[], steps: readonly number[], visit: (way: number) => void): void {
  const kinds = rest.flatMap((count, i) => (count > 0 ? [i] : []));
  const [first = 0] = kinds;
  const digits = kinds.map((kind): number => (kind === first ? 1 : 0));
  let way = steps[first] as number;
  for (;;) {
    visit(way);
    let at = 0;
    for (; at < kinds.length; at++) {
      const kind = kinds[at] as number;
      const digit = digits[at] as number;
      if (digit < (rest[kind] as number)) {
        digits[at] = digit + 1;
        way += steps[kind] as number;
        break;
      }
      const lowest = at === 0 ? 1 : 0;
      way -= (digit - lowest) * (steps[kind] as number);
      digits[at] = lowest;
    }
    if (at === kinds.length) return;
  }
}
