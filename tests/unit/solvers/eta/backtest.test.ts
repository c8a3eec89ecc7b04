import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/kernel/random.ts';
import {
  backtest,
  type CategoryColumn,
  DAY_MS,
  type ShipmentHistory,
  ThinHistoryError,
} from '../../../../core/solvers/eta/index.ts';

const START = Date.UTC(2023, 0, 2);

function category(name: string, codes: Int32Array, size: number): CategoryColumn {
  return { name, codes, labels: Array.from({ length: size }, (_, i) => `${name} ${i}`) };
}

/** Lanes of 2 to 9 days; from Friday on a day more; heavy goods two more; a promise of lane + 2 days. */
function history(count: number, seed: number): ShipmentHistory {
  const random = createRandom(seed);
  const lanes = Int32Array.from({ length: count }, () => random.integer(0, 7));
  const heavy = Float64Array.from({ length: count }, () => (random.chance(0.2) ? 1 : 0));
  const shippedAt = Float64Array.from({ length: count }, (_, i) => START + (i * 600 * DAY_MS) / count);
  const took = (i: number) =>
    2 +
    (lanes[i] ?? 0) +
    2.5 * (heavy[i] ?? 0) +
    (weekday(shippedAt[i] ?? 0) >= 4 ? 1 : 0) +
    random.normal(0, 0.5);
  const deliveredAt = shippedAt.map((at, i) => at + Math.max(0.2, took(i)) * DAY_MS);
  const none = category('none', new Int32Array(count).fill(-1), 0);
  return {
    count,
    shippedAt,
    promisedAt: shippedAt.map((at, i) => at + (4 + (lanes[i] ?? 0)) * DAY_MS),
    carrierEtaAt: new Float64Array(count).fill(Number.NaN),
    deliveredAt,
    momentAt: shippedAt,
    knownAt: deliveredAt,
    origin: category('origin', new Int32Array(count), 1),
    destination: category('destination', lanes, 8),
    carrier: none,
    service: none,
    categories: [],
    numbers: [{ name: 'heavy', values: heavy }],
    dates: [],
    wholeDays: false,
  };
}

const weekday = (at: number) => (Math.floor(at / DAY_MS) + 3) % 7;

describe('the back-test of ETAs', { timeout: 30_000 }, () => {
  const past = history(2500, 3);
  const { report, forecasts, testRows } = backtest(past, { testShare: 0.3, seed: 1 });
  const measures = (name: string) => report.methods.find(({ method }) => method === name);

  it('beats the promise and the mean of the lane, and says P90 that nine in ten keep', () => {
    const ours = measures('ours');
    expect(ours?.errors.meanAbsoluteDays).toBeLessThan(0.6);
    expect(measures('promise')?.errors.meanAbsoluteDays).toBeGreaterThan(1.2);
    expect(measures('laneMean')?.errors.meanAbsoluteDays).toBeGreaterThan(0.9);
    expect(ours?.errors.coverageP90).toBeGreaterThan(0.87);
    expect(ours?.errors.coverageP90).toBeLessThan(0.93);
    expect(ours?.late?.auc).toBeGreaterThan(0.95);
    expect(ours?.late?.brier).toBeLessThan((measures('laneMean')?.late?.brier ?? 0) / 2);
    expect(measures('promise')?.late?.auc).toBe(0.5);
    for (const row of testRows)
      expect(forecasts.p90At[row]).toBeGreaterThanOrEqual(forecasts.p50At[row] ?? 0);
  });

  it('uses nothing that became known later', () => {
    const changed = history(2500, 3);
    const turn = changed.shippedAt[2200] ?? 0;
    for (let row = 0; row < changed.count; row++) {
      if ((changed.knownAt[row] ?? 0) <= turn) continue;
      changed.deliveredAt[row] = (changed.deliveredAt[row] ?? 0) + 20 * DAY_MS;
      changed.knownAt[row] = changed.deliveredAt[row] ?? 0;
    }
    const again = backtest(changed, { testShare: 0.3, seed: 1 });
    const untilTurn = testRows.filter((row) => (past.momentAt[row] ?? 0) <= turn && row < 2200);
    expect(untilTurn.length).toBeGreaterThan(400);
    for (const row of untilTurn) expect(again.forecasts.p50At[row]).toBe(forecasts.p50At[row]);
    const later = testRows.filter((row) => row > 2490);
    expect(later.some((row) => again.forecasts.p90At[row] !== forecasts.p90At[row])).toBe(true);
  });

  it('is the same for the same seed', () => {
    const small = history(600, 5);
    const run = () => backtest(small, { testShare: 0.3, seed: 7 }).report;
    expect(run()).toEqual(run());
  });

  it('says so when there is too little to learn from', () => {
    expect(() => backtest(history(40, 1), { testShare: 0.3, seed: 1 })).toThrow(ThinHistoryError);
  });
});
