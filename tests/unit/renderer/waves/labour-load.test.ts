import { describe, expect, it } from 'vitest';
import { labourLoad } from '../../../../renderer/features/waves/labour-load.ts';

const HOUR_MS = 3_600_000;
const at = (hour: number) => hour * HOUR_MS;
const shift = { shiftFrom: at(6), shiftTo: at(20), pickers: 4, packingSecondsPerOrder: 90 };

describe('labour load of a day', () => {
  it('spreads a wave’s work until its carriers leave, and loses none of it', () => {
    const wave = { releaseAt: at(10), cutOffAt: at(14), pickSeconds: 8 * 3600, orders: 160 };
    const steps = labourLoad([wave], at(6), at(20), shift);
    expect(steps).toHaveLength(28);
    expect(steps.find((step) => step.at === at(9))).toEqual({ at: at(9), picking: 0, packing: 0, there: 4 });
    expect(steps.find((step) => step.at === at(12))).toEqual({
      at: at(12),
      picking: 2,
      packing: 1,
      there: 4,
    });
    const hours = (of: 'picking' | 'packing') => steps.reduce((sum, step) => sum + step[of] / 2, 0);
    expect(hours('picking')).toBeCloseTo(8);
    expect(hours('packing')).toBeCloseTo(4);
  });

  it('adds up waves that overlap, and waits for the shift', () => {
    const early = { releaseAt: at(4), cutOffAt: at(8), pickSeconds: 4 * 3600, orders: 0 };
    const other = { releaseAt: at(7), cutOffAt: at(8), pickSeconds: 3600, orders: 0 };
    const steps = labourLoad([early, other], at(4), at(9), shift);
    expect(steps.map(({ picking }) => picking)).toEqual([0, 0, 0, 0, 2, 2, 3, 3, 0, 0]);
    expect(steps[0]?.there).toBe(0);
  });

  it('shows a wave that is released after its carriers left as half an hour of work', () => {
    const late = { releaseAt: at(9), cutOffAt: at(8), pickSeconds: 1800, orders: 0 };
    expect(labourLoad([late], at(9), at(10), shift).map(({ picking }) => picking)).toEqual([1, 0]);
  });
});
