import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateDemo } from '../../../../core/features/demo/demo.generator.ts';
import { planDemo } from '../../../../core/features/demo/index.ts';

const NOW = Date.UTC(2026, 10, 20);
const SMALL = { orders: 1_500, facilities: 40, products: 400, now: NOW };

/** Table by table, one hash over all rows. */
function fingerprint(seed: number): Record<string, string> {
  const hashes = new Map<string, ReturnType<typeof createHash>>();
  for (const { table, rows } of generateDemo(planDemo({ seed, ...SMALL }))) {
    const hash = hashes.get(table) ?? createHash('sha256');
    hash.update(JSON.stringify(rows));
    hashes.set(table, hash);
  }
  return Object.fromEntries([...hashes].map(([table, hash]) => [table, hash.digest('hex')]));
}

describe('generateDemo', () => {
  it('gives the same rows for the same seed and present', () => {
    expect(fingerprint(7)).toEqual(fingerprint(7));
  });

  it('gives other rows for another seed', () => {
    const [first, second] = [fingerprint(7), fingerprint(8)];
    for (const table of ['facility', 'product', 'stock_position', 'customer', 'sales_order']) {
      expect(first[table]).not.toBe(second[table]);
    }
  });

  it('hands out bounded chunks whose rows have one value a column', () => {
    for (const { rows } of generateDemo(planDemo({ seed: 3, ...SMALL }))) {
      expect(rows.length).toBeLessThan(8_000);
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
      expect(rows.flat().every((value) => value !== undefined)).toBe(true);
    }
  });

  it.each([1, 2, 3, 4, 5])('stays sound on the smallest network (seed %i)', (seed) => {
    const plan = planDemo({ seed, orders: 100, facilities: 10, products: 100, now: NOW });
    const orders = [...generateDemo(plan)].filter(({ table }) => table === 'sales_order');
    expect(orders.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(100);
  });
});
