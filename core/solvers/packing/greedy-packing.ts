import { type BoxShelf, contentsOf } from './contents.ts';
import { packExactly, waysToTake } from './exact-packing.ts';
import type { Box, PackedParcel, PackingProblem, UnitsToPack } from './packing-problem.ts';

/** Two parcels with more ways than this are not packed again together. */
const MOST_WAYS_OF_A_PAIR = 256;
const MOST_PARCELS_PAIRED = 12;
const MOST_ROUNDS = 3;

interface OpenParcel {
  box: number;
  counts: number[];
}

/**
 * A good way to pack many units: for each box as the usual one, the largest units first into the first parcel with room; each
 * parcel then gets the cheapest box that holds it; the best of these is improved by packing two parcels again together. Pure.
 */
export function packGreedily(
  problem: PackingProblem,
  shelf: BoxShelf,
  counts: readonly number[],
): PackedParcel[] {
  let best: PackedParcel[] | null = null;
  for (let usual = 0; usual < problem.boxes.length; usual++) {
    const parcels = fill(problem, shelf, counts, usual);
    if (best === null || isBetter(problem, parcels, best)) best = parcels;
  }
  return improve(problem, shelf, best ?? []);
}

/** What parcels cost with their boxes. */
export function costOfParcels(problem: PackingProblem, parcels: readonly PackedParcel[]): number {
  return parcels.reduce(
    (sum, { box }) => sum + problem.parcelMinor + (box === null ? 0 : (problem.boxes[box] as Box).costMinor),
    0,
  );
}

function isBetter(problem: PackingProblem, a: readonly PackedParcel[], b: readonly PackedParcel[]): boolean {
  const volume = (parcels: readonly PackedParcel[]) =>
    parcels.reduce((sum, { box }) => sum + (problem.boxes[box ?? -1]?.volumeMillilitres ?? 0), 0);
  const difference =
    costOfParcels(problem, a) - costOfParcels(problem, b) || a.length - b.length || volume(a) - volume(b);
  return difference < 0;
}

function fill(
  problem: PackingProblem,
  shelf: BoxShelf,
  counts: readonly number[],
  usual: number,
): PackedParcel[] {
  const open: OpenParcel[] = [];
  for (const kind of largestFirst(problem, usual)) {
    let left = counts[kind] ?? 0;
    for (const parcel of open) left -= put(problem, shelf, parcel, kind, left);
    const box = shelf.takes(usual, kind) ? usual : shelf.cheapest(alone(problem, kind), only(counts, kind));
    while (left > 0) {
      const parcel = { box, counts: counts.map(() => 0) };
      const units = put(problem, shelf, parcel, kind, left);
      open.push(parcel);
      left -= units;
    }
  }
  return open.map(({ counts: own }) => closed(problem, shelf, own));
}

function largestFirst({ units, boxes }: PackingProblem, usual: number): number[] {
  const box = boxes[usual] as Box;
  const size = ({ weightGrams, volumeMillilitres }: UnitsToPack) =>
    Math.max(weightGrams / box.mostWeightGrams, volumeMillilitres / box.volumeMillilitres);
  return units.map((_, i) => i).sort((a, b) => size(units[b] as UnitsToPack) - size(units[a] as UnitsToPack));
}

const alone = ({ units }: PackingProblem, kind: number) => ({ units: 1, ...(units[kind] as UnitsToPack) });
const only = (counts: readonly number[], kind: number) => counts.map((_, i) => (i === kind ? 1 : 0));

/** Puts as many units of a kind into a parcel as go in. @returns how many */
function put(
  problem: PackingProblem,
  shelf: BoxShelf,
  parcel: OpenParcel,
  kind: number,
  wanted: number,
): number {
  if (wanted <= 0 || !shelf.takes(parcel.box, kind)) return 0;
  const box = problem.boxes[parcel.box] as Box;
  const unit = problem.units[kind] as UnitsToPack;
  const held = contentsOf(problem.units, parcel.counts);
  const room = (share: number) =>
    Math.min(
      wanted,
      times(box.mostWeightGrams - held.weightGrams, unit.weightGrams),
      times(box.volumeMillilitres * share - held.volumeMillilitres, unit.volumeMillilitres),
    );
  const several = room(problem.usableShare);
  const units = held.units === 0 && several < 1 ? Math.min(1, room(1)) : several;
  parcel.counts[kind] = (parcel.counts[kind] as number) + units;
  return units;
}

const times = (room: number, each: number) =>
  each === 0 ? (room < 0 ? 0 : Number.POSITIVE_INFINITY) : Math.max(0, Math.floor(room / each));

function closed({ units }: PackingProblem, shelf: BoxShelf, counts: readonly number[]): PackedParcel {
  return { box: shelf.cheapest(contentsOf(units, counts), counts), noBox: null, counts };
}

/** Packs two parcels again together wherever that is better. */
function improve(problem: PackingProblem, shelf: BoxShelf, parcels: readonly PackedParcel[]): PackedParcel[] {
  let current = [...parcels];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const better = betterPair(problem, shelf, current);
    if (!better) return current;
    current = better;
  }
  return current;
}

function betterPair(
  problem: PackingProblem,
  shelf: BoxShelf,
  parcels: readonly PackedParcel[],
): PackedParcel[] | null {
  const most = Math.min(parcels.length, MOST_PARCELS_PAIRED);
  for (let i = 0; i < most; i++) {
    for (let j = i + 1; j < most; j++) {
      const pair = [parcels[i] as PackedParcel, parcels[j] as PackedParcel] as const;
      const together = pair[0].counts.map((count, kind) => count + (pair[1].counts[kind] as number));
      if (waysToTake(together) > MOST_WAYS_OF_A_PAIR) continue;
      const again = packExactly(problem, shelf, together);
      if (!isBetter(problem, again, pair)) continue;
      return [...parcels.filter((_, k) => k !== i && k !== j), ...again];
    }
  }
  return null;
}
