import type { Box, Edges, NoBox, PackingProblem, UnitsToPack } from './packing-problem.ts';

/** What is in a parcel, as far as its box depends on it. */
export interface Contents {
  units: number;
  weightGrams: number;
  volumeMillilitres: number;
}

/** Whether a unit can lie in a box of these edges, turned as it may be. */
export function edgesFit(unit: Edges, box: Edges): boolean {
  const [a, b] = [unit, box].map((edges) => [...edges].sort((x, y) => x - y)) as [number[], number[]];
  return a.every((edge, i) => edge <= (b[i] as number));
}

/** Whether a box carries and holds contents whose units all fit into it one by one. */
export function holds(box: Box, contents: Contents, usableShare: number): boolean {
  const share = contents.units > 1 ? usableShare : 1;
  return (
    contents.weightGrams <= box.mostWeightGrams && contents.volumeMillilitres <= box.volumeMillilitres * share
  );
}

/** Whether a unit alone goes into a box. */
export function unitFits(unit: UnitsToPack, box: Box): boolean {
  const { edges, weightGrams, volumeMillilitres } = unit;
  if (edges && !edgesFit(edges, box.edges)) return false;
  return holds(box, { units: 1, weightGrams, volumeMillilitres }, 1);
}

/** Why a unit goes into no box; null when it goes into one. */
export function whyNoBox(unit: UnitsToPack, boxes: readonly Box[]): NoBox | null {
  if (boxes.length === 0) return 'noBoxes';
  if (boxes.some((box) => unitFits(unit, box))) return null;
  const { edges } = unit;
  const long = edges ? boxes.filter((box) => edgesFit(edges, box.edges)) : boxes;
  if (long.length === 0) return 'tooLong';
  const large = long.filter((box) => unit.volumeMillilitres <= box.volumeMillilitres);
  return large.length === 0 ? 'tooLarge' : 'tooHeavy';
}

/** Boxes from the cheapest to the dearest, the smaller first among equals, with which units fit into each. */
export class BoxShelf {
  readonly #boxes: readonly { index: number; box: Box; takes: readonly boolean[] }[];
  readonly #usableShare: number;

  constructor({ units, boxes, usableShare }: PackingProblem) {
    this.#usableShare = usableShare;
    this.#boxes = boxes
      .map((box, index) => ({ index, box, takes: units.map((unit) => unitFits(unit, box)) }))
      .sort((a, b) => a.box.costMinor - b.box.costMinor || smaller(a.box, b.box));
  }

  /** Index of the cheapest box for contents; -1 when none holds them. */
  cheapest(contents: Contents, counts: readonly number[]): number {
    for (const { index, box, takes } of this.#boxes) {
      if (!holds(box, contents, this.#usableShare)) continue;
      if (counts.every((count, i) => count === 0 || takes[i] === true)) return index;
    }
    return -1;
  }

  takes(box: number, unit: number): boolean {
    return this.#boxes.find(({ index }) => index === box)?.takes[unit] === true;
  }
}

const smaller = (a: Box, b: Box) =>
  a.volumeMillilitres - b.volumeMillilitres || a.mostWeightGrams - b.mostWeightGrams;

/** What units of each kind come to. */
export function contentsOf(units: readonly UnitsToPack[], counts: readonly number[]): Contents {
  const contents = { units: 0, weightGrams: 0, volumeMillilitres: 0 };
  counts.forEach((count, i) => {
    const unit = units[i] as UnitsToPack;
    contents.units += count;
    contents.weightGrams += count * unit.weightGrams;
    contents.volumeMillilitres += count * unit.volumeMillilitres;
  });
  return contents;
}
