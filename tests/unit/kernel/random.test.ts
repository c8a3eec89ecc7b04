import { describe, expect, it } from 'vitest';
import { createRandom, hashText } from '../../../core/kernel/random.ts';

const draws = (seed: number | string, count = 5) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seeded random numbers', () => {
  it('repeat for the same seed and differ for another', () => {
    expect(draws(1)).toEqual(draws(1));
    expect(draws('demo')).toEqual(draws('demo'));
    expect(draws(1)).not.toEqual(draws(2));
  });

  it('stay the same from release to release', () => {
    const random = createRandom(42);
    expect([random.integer(0, 999), random.integer(0, 999), random.integer(0, 999)]).toMatchInlineSnapshot(`
      [
        153,
        850,
        18,
      ]
    `);
  });

  it('spread evenly over a range, both ends included', () => {
    const random = createRandom(7);
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) {
      const index = random.integer(0, 5);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('follow weights and never pick a weight of 0', () => {
    const random = createRandom(7);
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) {
      const index = random.weightedIndex([1, 0, 2]);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    expect((counts[2] ?? 0) / (counts[0] ?? 1)).toBeCloseTo(2, 1);
    expect(() => random.weightedIndex([0, 0])).toThrow(RangeError);
  });

  it('draw normally distributed numbers', () => {
    const random = createRandom(3);
    const values = Array.from({ length: 40_000 }, () => random.normal(10, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(10, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  });

  it('shuffle without losing or touching anything', () => {
    const items = [1, 2, 3, 4, 5];
    const shuffled = createRandom(1).shuffle(items);
    expect([...shuffled].sort()).toEqual(items);
    expect(items).toEqual([1, 2, 3, 4, 5]);
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });

  it('fork into streams that do not disturb each other', () => {
    const first = createRandom(1);
    first.next();
    expect(first.fork('stock').next()).toBe(createRandom(1).fork('stock').next());
    expect(createRandom(1).fork('stock').next()).not.toBe(createRandom(1).fork('orders').next());
  });

  it('hash texts stably (FNV-1a test vectors)', () => {
    expect(hashText('')).toBe(0x811c9dc5);
    expect(hashText('foobar')).toBe(0xbf9cf968);
  });
});
