import { describe, expect, it } from 'vitest';
import { quantileOf } from '../../../../core/solvers/eta/booster/losses.ts';
import { areaUnderCurve, errorMeasures, lateMeasures } from '../../../../core/solvers/eta/measures.ts';

const DAY = 86_400_000;
const days = (...values: number[]) => Float64Array.from(values, (value) => value * DAY);

describe('measures of forecasts', () => {
  it('counts errors in days, and who came by P50 and P90', () => {
    const forecasts = { p50At: days(1, 2, 3, 4), p90At: days(2, 3, 4, 5), lateChance: days(0, 0, 0, 0) };
    const errors = errorMeasures(forecasts, days(1, 4, 2, 9), Int32Array.of(0, 1, 2, 3));
    expect(errors).toMatchObject({
      meanAbsoluteDays: 2,
      medianAbsoluteDays: 2,
      biasDays: 1.5,
      coverageP50: 0.5,
      coverageP90: 0.5,
    });
    expect(errors.pinballP90).toBeCloseTo((0.1 * 1 + 0.9 * 1 + 0.1 * 2 + 0.9 * 4) / 4);
  });

  it('ranks chances, equal ones half', () => {
    expect(areaUnderCurve(Float64Array.of(0.1, 0.4, 0.35, 0.8), Float64Array.of(0, 0, 1, 1))).toBe(0.75);
    expect(areaUnderCurve(Float64Array.of(0.3, 0.3, 0.3), Float64Array.of(0, 1, 0))).toBe(0.5);
  });

  it('says how often what was said came true', () => {
    const late = lateMeasures(
      Float64Array.of(0.05, 0.95, 0.95),
      days(1, 5, 1),
      days(2, 2, 2),
      Int32Array.of(0, 1, 2),
    );
    expect(late?.calibration.map(({ rows, observed }) => [rows, observed])).toEqual([
      [1, 0],
      [2, 0.5],
    ]);
    expect(late?.brier).toBeCloseTo((0.05 ** 2 + 0.05 ** 2 + 0.95 ** 2) / 3);
  });

  it('takes the middle of an even number of values', () => {
    expect(quantileOf(Float64Array.of(4, 1, 3, 2), 0.5)).toBe(2.5);
    expect(quantileOf(Float64Array.of(5, 1, 3), 0.5)).toBe(3);
  });
});
