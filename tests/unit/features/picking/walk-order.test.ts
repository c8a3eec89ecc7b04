import { describe, expect, it } from 'vitest';
import { type Spot, walkOrder } from '../../../../core/features/picking/walk-order.ts';
import { createRandom } from '../../../../core/kernel/random.ts';

const spot = (zone: string, aisle: number | null, bay: number | null = null, level = 1): Spot => ({
  bin: aisle === null ? null : `${zone}-${aisle}-${bay}-${level}`,
  zone,
  aisle,
  bay,
  level,
});
const bins = (spots: readonly Spot[]) => spots.map(({ bin, zone }) => bin ?? zone);

/** Bays walked when an aisle is as long as ten and is left at the end that is nearer to the way in. */
function walked(spots: readonly Spot[]): number {
  let sum = 0;
  for (let i = 1; i < spots.length; i++) {
    const [from, to] = [spots[i - 1] as Spot, spots[i] as Spot];
    const [a, b] = [from.bay ?? 0, to.bay ?? 0];
    const same = from.zone === to.zone && from.aisle === to.aisle;
    sum += same ? Math.abs(a - b) : Math.min(a + b, 20 - a - b) + 5;
  }
  return sum;
}

describe('walking order', () => {
  it('walks aisles there and back in turn, the lower level of a bay first', () => {
    const shelf = [spot('A', 2, 1), spot('A', 1, 9), spot('A', 1, 2, 3), spot('A', 1, 2, 1), spot('A', 2, 8)];
    expect(bins(walkOrder(shelf))).toEqual(['A-1-2-1', 'A-1-2-3', 'A-1-9-1', 'A-2-8-1', 'A-2-1-1']);
  });

  it('turns at visited aisles only, so that a skipped one costs no way', () => {
    const shelf = [spot('A', 1, 3), spot('A', 4, 2), spot('A', 4, 7), spot('B', 1, 5), spot('B', 1, 1)];
    expect(bins(walkOrder(shelf))).toEqual(['A-1-3-1', 'A-4-7-1', 'A-4-2-1', 'B-1-1-1', 'B-1-5-1']);
  });

  it('goes zone by zone where nothing else is known, without a bin last', () => {
    const shelf = [spot('Lamps', null), spot('Chairs', null), spot('Chairs', 1, 1), spot('Lamps', null)];
    expect(bins(walkOrder(shelf))).toEqual(['Chairs-1-1-1', 'Chairs', 'Lamps', 'Lamps']);
    expect(walkOrder([])).toEqual([]);
  });

  it('is shorter than the order of the lines, and than walking each aisle from its front', () => {
    const random = createRandom(4);
    const sums = { serpentine: 0, aisles: 0, lines: 0 };
    for (let list = 0; list < 200; list++) {
      const spots = Array.from({ length: 14 }, () => spot('A', random.integer(1, 8), random.integer(1, 10)));
      const walk = walkOrder(spots);
      expect(walk.toSorted(byBin)).toEqual(spots.toSorted(byBin));
      sums.serpentine += walked(walk);
      sums.lines += walked(spots);
      sums.aisles += walked(
        spots.toSorted((a, b) => (a.aisle ?? 0) - (b.aisle ?? 0) || (a.bay ?? 0) - (b.bay ?? 0)),
      );
    }
    expect(sums.serpentine).toBeLessThan(sums.aisles);
    expect(sums.serpentine).toBeLessThan(0.7 * sums.lines);
  });
});

function byBin(a: Spot, b: Spot): number {
  return (a.bin ?? '') < (b.bin ?? '') ? -1 : 1;
}
