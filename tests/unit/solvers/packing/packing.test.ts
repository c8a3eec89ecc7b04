import { describe, expect, it } from 'vitest';
import {
  type Box,
  checkPacking,
  type PackingProblem,
  solvePacking,
  type UnitsToPack,
} from '../../../../core/solvers/packing/index.ts';

const box = (edges: [number, number, number], mostWeightGrams: number, costMinor: number): Box => ({
  edges,
  volumeMillilitres: (edges[0] * edges[1] * edges[2]) / 1000,
  mostWeightGrams,
  costMinor,
});
const SMALL = box([200, 150, 100], 5_000, 40);
const MEDIUM = box([300, 200, 200], 15_000, 70);
const LARGE = box([600, 400, 400], 30_000, 160);
const BOXES = [LARGE, SMALL, MEDIUM];

const unit = (quantity: number, given: Partial<UnitsToPack> = {}): UnitsToPack => ({
  quantity,
  weightGrams: 500,
  volumeMillilitres: 1_000,
  edges: null,
  ...given,
});
const problem = (units: UnitsToPack[], given: Partial<PackingProblem> = {}): PackingProblem => ({
  units,
  boxes: BOXES,
  parcelMinor: 300,
  usableShare: 0.9,
  ...given,
});
const solve = (given: PackingProblem) => {
  const result = solvePacking(given);
  expect(checkPacking(given, result)).toEqual([]);
  return result;
};
const boxesOf = (given: PackingProblem) => solve(given).parcels.map(({ box: index }) => index);

describe('packing', () => {
  it('takes the cheapest box that carries and holds all of it', () => {
    expect(boxesOf(problem([unit(2)]))).toEqual([1]);
    expect(boxesOf(problem([unit(3)]))).toEqual([2]);
    expect(boxesOf(problem([unit(2, { weightGrams: 3_000 })]))).toEqual([2]);
  });

  it('keeps air between several units, and none around a single one', () => {
    expect(boxesOf(problem([unit(1, { volumeMillilitres: 3_000 })]))).toEqual([1]);
    expect(boxesOf(problem([unit(2, { volumeMillilitres: 1_500 })]))).toEqual([2]);
  });

  it('turns a unit, and gives a long one a box in which it lies', () => {
    expect(boxesOf(problem([unit(1, { edges: [100, 200, 150] })]))).toEqual([1]);
    expect(boxesOf(problem([unit(1, { edges: [10, 10, 250] })]))).toEqual([2]);
  });

  it('splits by weight into as few parcels as it can, and fills them', () => {
    const heavy = solve(problem([unit(5, { weightGrams: 14_000 })]));
    expect(heavy.parcels.map(({ box: index, counts }) => [index, counts[0]])).toEqual([
      [0, 2],
      [0, 2],
      [2, 1],
    ]);
    expect(heavy).toMatchObject({ proven: true, costMinor: 2 * 160 + 70 + 3 * 300 });
  });

  it('gives units that fit no box a parcel each, and says why', () => {
    const { parcels } = solve(
      problem([
        unit(1, { edges: [10, 10, 900] }),
        unit(2, { weightGrams: 31_000 }),
        unit(1, { volumeMillilitres: 97_000 }),
        unit(1),
      ]),
    );
    expect(parcels.map(({ noBox }) => noBox)).toEqual([null, 'tooLong', 'tooHeavy', 'tooHeavy', 'tooLarge']);
    const without = solve(problem([unit(4), unit(2)], { boxes: [] }));
    expect(without.parcels).toEqual([{ box: null, noBox: 'noBoxes', counts: [4, 2] }]);
    expect(solve(problem([])).parcels).toEqual([]);
  });

  it('does not buy a second box to save on the first, unless parcels cost nothing', () => {
    const units = [unit(1, { volumeMillilitres: 2_900 }), unit(1, { volumeMillilitres: 2_900 })];
    expect(boxesOf(problem(units))).toEqual([2]);
    const dear = { ...MEDIUM, costMinor: 81 };
    expect(boxesOf(problem(units, { parcelMinor: 0, boxes: [SMALL, dear] }))).toEqual([0, 0]);
  });

  it('packs hundreds of units in a moment, near the least that their volume allows', () => {
    const units = Array.from({ length: 40 }, (_, i) =>
      unit(1 + (i % 9), { weightGrams: 100 + 37 * i, volumeMillilitres: 300 + 113 * i }),
    );
    const big = problem(units);
    const startedAt = performance.now();
    const { parcels, proven } = solve(big);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(proven).toBe(false);
    const volume = units.reduce((sum, one) => sum + one.quantity * one.volumeMillilitres, 0);
    const least = Math.ceil(volume / (LARGE.volumeMillilitres * 0.9));
    expect(parcels.length).toBeLessThanOrEqual(least + 1);
  });

  it('is checked by a checker that finds faults', () => {
    const given = problem([unit(2)]);
    const right = solvePacking(given);
    const faults = (parcels: typeof right.parcels) => checkPacking(given, { ...right, parcels });
    expect(faults([])).toContain('unit 0: 0 of 2 are packed');
    expect(faults([{ box: null, noBox: null, counts: [2] }])).toContain(
      'parcel 0: has no box, and no reason why',
    );
    expect(faults([{ box: null, noBox: 'tooLong', counts: [2] }])).toContain(
      'parcel 0: has no box and several units',
    );
    const tight = problem([unit(3)]);
    expect(checkPacking(tight, { ...right, parcels: [{ box: 1, noBox: null, counts: [3] }] })).toEqual([
      'parcel 0: fills 3000 of 2700',
    ]);
  });
});
