import { describe, expect, it } from 'vitest';
import { planDemo } from '../../../../core/features/demo/index.ts';

const NOON = Date.UTC(2026, 10, 20, 12);

describe('planDemo', () => {
  it('has the default network of the specification', () => {
    const plan = planDemo({ seed: 1, orders: 30_000 }, () => NOON);
    expect(plan).toMatchObject({
      warehouses: 8,
      stores: 140,
      suppliers: 12,
      thirdParties: 4,
      products: 6_000,
    });
    expect(plan.now).toBe(Date.UTC(2026, 10, 20));
  });

  it('scales to three million positions', () => {
    const plan = planDemo({ seed: 1, orders: 500_000, facilities: 1_000, products: 100_000 });
    expect(plan.positions / 3_000_000).toBeCloseTo(1, 1);
    expect(plan.warehouses + plan.stores + plan.suppliers + plan.thirdParties).toBe(1_000);
  });

  it('keeps an instant that was asked for', () => {
    expect(planDemo({ seed: 1, orders: 100, now: NOON }).now).toBe(NOON);
  });

  it.each([
    { orders: 99 },
    { orders: 500_001 },
    { orders: 100, facilities: 9 },
    { orders: 100, products: 1.5 },
  ])('refuses %o with the bounds in words', (options) => {
    expect(() => planDemo({ seed: 1, ...options })).toThrow(/must be a whole number from/);
  });
});
