import type { Edges, PackedParcel, PackingProblem, PackingResult } from './packing-problem.ts';

/** What is wrong with a packing, in words; empty when nothing is. Reads the problem anew and shares no code with the solver. */
export function checkPacking(problem: PackingProblem, { parcels, costMinor }: PackingResult): string[] {
  const faults = problem.units.flatMap(({ quantity }, kind) => {
    const packed = parcels.reduce((sum, { counts }) => sum + (counts[kind] ?? 0), 0);
    return packed === quantity ? [] : [`unit ${kind}: ${packed} of ${quantity} are packed`];
  });
  parcels.forEach((parcel, i) => {
    for (const fault of parcelFaults(problem, parcel)) faults.push(`parcel ${i}: ${fault}`);
  });
  const boxes = parcels.reduce((sum, { box }) => sum + (problem.boxes[box ?? -1]?.costMinor ?? 0), 0);
  const cost = boxes + parcels.length * problem.parcelMinor;
  if (cost !== costMinor) faults.push(`it costs ${cost}, not ${costMinor}`);
  return faults;
}

function parcelFaults(problem: PackingProblem, { box: index, noBox, counts }: PackedParcel): string[] {
  const units = counts.reduce((sum, count) => sum + count, 0);
  if (units === 0) return ['is empty'];
  if (counts.some((count) => count < 0 || !Number.isInteger(count))) return ['has units in parts'];
  if (index === null) {
    if (noBox === null) return ['has no box, and no reason why'];
    return units > 1 && problem.boxes.length > 0 ? ['has no box and several units'] : [];
  }
  const box = problem.boxes[index];
  if (!box) return ['has a box that does not exist'];
  let [weight, volume] = [0, 0];
  const faults: string[] = [];
  problem.units.forEach((unit, kind) => {
    const count = counts[kind] ?? 0;
    weight += count * unit.weightGrams;
    volume += count * unit.volumeMillilitres;
    if (count > 0 && unit.edges && !liesIn(unit.edges, box.edges))
      faults.push(`unit ${kind} does not lie in it`);
  });
  if (weight > box.mostWeightGrams) faults.push(`weighs ${weight} of ${box.mostWeightGrams}`);
  const room = units > 1 ? box.volumeMillilitres * problem.usableShare : box.volumeMillilitres;
  if (volume > room) faults.push(`fills ${volume} of ${room}`);
  return faults;
}

const TURNS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

function liesIn(unit: Edges, box: Edges): boolean {
  return TURNS.some((turn) => turn.every((from, to) => unit[from] <= (box[to] as number)));
}
