import { describe, expect, it } from 'vitest';
import {
  availableQuantity,
  daysOfCover,
  isQuantity,
  quantityToSource,
  sumOf,
} from '../../../core/kernel/quantities.ts';

describe('quantities', () => {
  it('are available when on hand, not reserved and above the safety stock', () => {
    expect(availableQuantity({ onHand: 10, reserved: 3, safetyStock: 2 })).toBe(5);
    expect(availableQuantity({ onHand: 2, reserved: 3, safetyStock: 0 })).toBe(0);
  });

  it('wait for a facility until allocated, shipped or cancelled', () => {
    expect(quantityToSource({ ordered: 10, allocated: 3, shipped: 2, cancelled: 1 })).toBe(4);
    expect(quantityToSource({ ordered: 1, allocated: 1, shipped: 1, cancelled: 0 })).toBe(0);
  });

  it('last for so many days, or for ever', () => {
    expect(daysOfCover(10, 4)).toBe(2.5);
    expect(daysOfCover(10, 0)).toBeNull();
  });

  it('are whole numbers', () => {
    expect([isQuantity(3), isQuantity(3.5), isQuantity('3'), isQuantity(Number.NaN)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(sumOf([1, 2, 3])).toBe(6);
  });
});
