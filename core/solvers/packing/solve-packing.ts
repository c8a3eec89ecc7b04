import { BoxShelf, contentsOf, whyNoBox } from './contents.ts';
import { packExactly, waysToTake } from './exact-packing.ts';
import { costOfParcels, packGreedily } from './greedy-packing.ts';
import type { PackedParcel, PackingProblem, PackingResult } from './packing-problem.ts';

/** Orders of up to so many ways are packed exactly: most that people place. */
const MOST_WAYS_EXACTLY = 1024;

/**
 * Chooses boxes for units: the cheapest way by boxes and parcels, then the fewest parcels, then the smallest boxes. A unit that
 * goes into no box is a parcel of its own, with the reason; without any boxes everything is one parcel. Pure.
 */
export function solvePacking(problem: PackingProblem): PackingResult {
  const { units, boxes } = problem;
  const all = units.map(({ quantity }) => quantity);
  if (contentsOf(units, all).units === 0) return { parcels: [], costMinor: 0, proven: true };
  if (boxes.length === 0) {
    const parcels: PackedParcel[] = [{ box: null, noBox: 'noBoxes', counts: all }];
    return { parcels, costMinor: costOfParcels(problem, parcels), proven: true };
  }
  const reasons = units.map((unit) => whyNoBox(unit, boxes));
  const alone = units.flatMap(({ quantity }, kind): PackedParcel[] => {
    const noBox = reasons[kind] ?? null;
    if (noBox === null) return [];
    return Array.from({ length: quantity }, () => ({
      box: null,
      noBox,
      counts: units.map((_, i) => (i === kind ? 1 : 0)),
    }));
  });
  const boxed = all.map((quantity, kind) => (reasons[kind] === null ? quantity : 0));
  const proven = waysToTake(boxed) <= MOST_WAYS_EXACTLY;
  const shelf = new BoxShelf(problem);
  const packed = proven ? packExactly(problem, shelf, boxed) : packGreedily(problem, shelf, boxed);
  const parcels = [...largestFirst(problem, packed), ...alone];
  return { parcels, costMinor: costOfParcels(problem, parcels), proven };
}

function largestFirst({ boxes }: PackingProblem, parcels: readonly PackedParcel[]): PackedParcel[] {
  const volume = ({ box }: PackedParcel) => boxes[box ?? -1]?.volumeMillilitres ?? 0;
  return [...parcels].sort((a, b) => volume(b) - volume(a));
}
