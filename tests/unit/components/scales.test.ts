import { describe, expect, test } from 'vitest';
import { clampScale, roundScale } from '../../../renderer/components/charts/scales.ts';

describe('an axis', () => {
  test.each([[[3, 97]], [[0.912, 0.987]], [[1_234_567, 1_240_001, 1_300_000]], [[-40, 12]], [[5, 5]], [[0]]])(
    'holds %j between round ends',
    (values) => {
      const scale = roundScale(values, 0, 200);
      expect(scale.low).toBeLessThan(Math.min(...values));
      expect(scale.high).toBeGreaterThan(Math.max(...values));
      expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
      expect(scale.ticks.length).toBeLessThanOrEqual(8);
      expect(scale.at(scale.low)).toBeCloseTo(0);
      expect(scale.at(scale.high)).toBeCloseTo(200);
    },
  );

  test('is marked with round values', () => {
    expect(roundScale([0, 100], 0, 1).ticks).toEqual([-25, 0, 25, 50, 75, 100, 125]);
  });

  test('shows no small difference as a large one', () => {
    const scale = roundScale([0.8265, 0.8272], 0, 1, 0.04);
    expect(scale.high - scale.low).toBeGreaterThanOrEqual(0.04);
    expect(new Set(scale.ticks.map((tick) => tick.toFixed(3))).size).toBe(scale.ticks.length);
    expect(roundScale([0.5, 0.9], 0, 1, 0.04)).toMatchObject({ low: roundScale([0.5, 0.9], 0, 1).low });
  });

  test('that runs upwards puts greater values higher', () => {
    const scale = roundScale([1, 2], 300, 0);
    expect(scale.at(2)).toBeLessThan(scale.at(1));
  });

  test('is cut to what can be', () => {
    const scale = clampScale(roundScale([0.97, 1], 0, 100), 0, 1, 0, 100);
    expect(scale.high).toBe(1);
    expect(scale.at(1)).toBe(100);
    expect(Math.max(...scale.ticks)).toBeLessThanOrEqual(1);
  });
});
