import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BoxShelf } from '../../core/solvers/packing/contents.ts';
import { packExactly } from '../../core/solvers/packing/exact-packing.ts';
import { costOfParcels, packGreedily } from '../../core/solvers/packing/greedy-packing.ts';
import { checkPacking, type PackingProblem, solvePacking } from '../../core/solvers/packing/index.ts';

const edge = fc.integer({ min: 20, max: 700 });
const edges = fc.tuple(edge, edge, edge);
const unit = fc
  .record({
    quantity: fc.integer({ min: 1, max: 6 }),
    weightGrams: fc.integer({ min: 0, max: 20_000 }),
    volumeMillilitres: fc.integer({ min: 0, max: 40_000 }),
    size: fc.option(edges),
  })
  .map(({ size, ...rest }) => ({
    ...rest,
    edges: size,
    volumeMillilitres: size ? Math.round((size[0] * size[1] * size[2]) / 1000) : rest.volumeMillilitres,
  }));
const box = fc
  .record({
    edges,
    mostWeightGrams: fc.integer({ min: 1, max: 32_000 }),
    costMinor: fc.integer({ min: 0, max: 300 }),
  })
  .map((one) => ({
    ...one,
    volumeMillilitres: (one.edges[0] * one.edges[1] * one.edges[2]) / 1000,
  }));
const problems = (kinds: number): fc.Arbitrary<PackingProblem> =>
  fc.record({
    units: fc.array(unit, { minLength: 1, maxLength: kinds }),
    boxes: fc.array(box, { maxLength: 6 }),
    parcelMinor: fc.constantFrom(0, 300),
    usableShare: fc.constantFrom(0.8, 1),
  });

it('packs every unit once, and nothing into a box that does not hold it', () => {
  fc.assert(
    fc.property(problems(12), (problem) => {
      expect(checkPacking(problem, solvePacking(problem))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('is never dearer for few units than what is good for many', () => {
  fc.assert(
    fc.property(problems(3), (problem) => {
      const result = solvePacking(problem);
      if (!result.proven || problem.boxes.length === 0) return;
      const boxed = problem.units.map(({ quantity }, kind) =>
        result.parcels.some(({ noBox, counts }) => noBox !== null && (counts[kind] ?? 0) > 0) ? 0 : quantity,
      );
      const shelf = new BoxShelf(problem);
      const cost = (pack: typeof packExactly) => costOfParcels(problem, pack(problem, shelf, boxed));
      expect(cost(packExactly)).toBeLessThanOrEqual(cost(packGreedily));
    }),
    { numRuns: 150 },
  );
});
