import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  allocate,
  compareMoney,
  convertMinor,
  minorDigits,
  money,
  multiply,
  subtract,
  toMajor,
  toMinor,
  zero,
} from '../../../core/kernel/money.ts';

const euros = (minor: number) => money(minor, 'EUR');

describe('money', () => {
  it('is whole minor units of one currency', () => {
    expect(add(euros(150), euros(50))).toEqual(euros(200));
    expect(subtract(euros(150), euros(200))).toEqual(euros(-50));
    expect(compareMoney(euros(1), zero('EUR'))).toBeGreaterThan(0);
    expect(() => add(euros(1), money(1, 'GBP'))).toThrow('EUR and GBP');
    expect(() => euros(1.5)).toThrow(RangeError);
  });

  it('rounds half away from zero', () => {
    expect(multiply(euros(5), 0.5)).toEqual(euros(3));
    expect(multiply(euros(-5), 0.5)).toEqual(euros(-3));
    expect(Object.is(multiply(euros(-1), 0.1).minor, 0)).toBe(true);
  });

  it('knows currencies without cents and with thousandths', () => {
    expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('TND')]).toEqual([2, 0, 3]);
    expect(toMinor(1.005, 'EUR')).toBe(101);
    expect(toMinor(1234, 'JPY')).toBe(1234);
    expect(toMajor(1234, 'EUR')).toBe(12.34);
  });

  it('converts between currencies and their minor digits', () => {
    expect(convertMinor(1000, 'EUR', 'EUR', 2)).toBe(1000);
    expect(convertMinor(1000, 'GBP', 'EUR', 1.17)).toBe(1170);
    expect(convertMinor(1000, 'EUR', 'JPY', 160)).toBe(1600);
  });

  it('is shared out without losing a cent', () => {
    expect(allocate(euros(100), [1, 1, 1]).map((part) => part.minor)).toEqual([34, 33, 33]);
    expect(() => allocate(euros(1), [])).toThrow(RangeError);
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc
          .array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 9 })
          .filter((w) => w.some((x) => x > 0)),
        (minor, weights) => {
          const parts = allocate(euros(minor), weights);
          expect(parts.reduce((sum, part) => sum + part.minor, 0)).toBe(minor);
          for (const [i, part] of parts.entries()) {
            const exact = (minor * (weights[i] ?? 0)) / weights.reduce((sum, weight) => sum + weight, 0);
            expect(Math.abs(part.minor - exact)).toBeLessThan(1);
          }
        },
      ),
      { seed: 1 },
    );
  });
});
