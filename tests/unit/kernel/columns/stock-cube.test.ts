import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StockPosition } from '../../../../core/kernel/columns/position-store.ts';
import { StockCube } from '../../../../core/kernel/columns/stock-cube.ts';

const FACILITIES = 6;
const PRODUCTS = 8;

const position = fc.record<StockPosition>({
  facility: fc.integer({ min: 0, max: FACILITIES - 1 }),
  onHand: fc.integer({ min: -5, max: 50 }),
  reserved: fc.integer({ min: 0, max: 20 }),
  safetyStock: fc.integer({ min: 0, max: 20 }),
  inbound: fc.integer({ min: 0, max: 9 }),
  dailyDemand: fc.integer({ min: 0, max: 9 }),
});
const positions = fc.uniqueArray(position, { selector: (one) => one.facility, maxLength: FACILITIES });
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: PRODUCTS - 1 }), positions), { maxLength: 40 });
const mask = fc.option(fc.uint8Array({ minLength: FACILITIES, maxLength: FACILITIES, max: 1 }));

function sum(own: StockPosition[]) {
  const free = (one: StockPosition) => one.onHand - one.reserved - one.safetyStock;
  return {
    positions: own.length,
    onHand: own.reduce((total, one) => total + one.onHand, 0),
    available: own.reduce((total, one) => total + Math.max(0, free(one)), 0),
    inbound: own.reduce((total, one) => total + one.inbound, 0),
    dailyDemand: own.reduce((total, one) => total + one.dailyDemand, 0),
    belowSafety: own.filter((one) => one.onHand - one.reserved < one.safetyStock).length,
    outOfStock: own.filter((one) => free(one) <= 0).length,
  };
}

describe('the stock cube', () => {
  it('agrees with naive sums after any changes, under any mask, by product and by group', () => {
    fc.assert(
      fc.property(
        steps,
        steps,
        mask,
        fc.array(fc.integer({ min: -1, max: 2 }), { minLength: FACILITIES, maxLength: FACILITIES }),
        (before, after, facilities, groupOf) => {
          const cube = new StockCube();
          const naive = new Map<number, StockPosition[]>();
          const apply = (list: typeof steps extends fc.Arbitrary<infer T> ? T : never) => {
            for (const [product, own] of list) {
              cube.setProduct(product, own);
              naive.set(product, own);
            }
          };
          apply(before);
          cube.sumsByProduct(facilities);
          apply(after);
          const sums = cube.sumsByProduct(facilities);
          for (const [product, own] of naive) {
            expect(cube.positionsOf(product)).toEqual(own);
            const counted = own.filter((one) => facilities === null || facilities[one.facility] === 1);
            for (const [name, value] of Object.entries(sum(counted))) {
              expect(sums[name as keyof typeof sums][product]).toBe(value);
            }
          }
          expect(cube.positionCount).toBe([...naive.values()].flat().length);
          const products = Uint32Array.from(naive.keys());
          const grouped = cube.sumsByGroup(products, Int32Array.from(groupOf), 3);
          const having = cube.productsByGroup(products, Int32Array.from(groupOf), 3);
          for (let group = 0; group < 3; group++) {
            const own = [...naive.values()].flat().filter((one) => groupOf[one.facility] === group);
            expect(grouped.onHand[group]).toBe(sum(own).onHand);
            expect(grouped.belowSafety[group]).toBe(sum(own).belowSafety);
            expect(having[group]).toBe(
              [...naive.values()].filter((list) => list.some((one) => groupOf[one.facility] === group))
                .length,
            );
          }
        },
      ),
    );
  });

  it('shows the matrix in the order asked for, with null where there is no position', () => {
    const cube = new StockCube();
    const at = (facility: number, onHand: number): StockPosition => ({
      facility,
      onHand,
      reserved: 0,
      safetyStock: 0,
      inbound: 0,
      dailyDemand: 0,
    });
    cube.setProduct(0, [at(0, 5), at(2, 7)]);
    cube.setProduct(1, []);
    const cells = cube.cells(Uint32Array.of(1, 0), [2, 1, 0]);
    expect(cells.map((row) => row.map((cell) => cell?.onHand ?? null))).toEqual([
      [null, null, null],
      [7, null, 5],
    ]);
  });

  it('keeps its memory when products outgrow their room again and again', () => {
    const cube = new StockCube();
    const own = (count: number) =>
      Array.from({ length: count }, (_, facility) => ({
        facility,
        onHand: count,
        reserved: 0,
        safetyStock: 0,
        inbound: 0,
        dailyDemand: 0,
      }));
    for (let count = 1; count <= 200; count++) {
      for (let product = 0; product < 50; product++) cube.setProduct(product, own(count));
    }
    const sums = cube.sumsByProduct(null);
    expect([...sums.onHand].slice(0, 50)).toEqual(new Array(50).fill(40_000));
    expect(cube.positionCount).toBe(10_000);
  });
});
