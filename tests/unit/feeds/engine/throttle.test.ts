import { describe, expect, test } from 'vitest';
import { Throttle } from '../../../../core/feeds/engine/throttle.ts';

const signal = new AbortController().signal;

describe('a feed’s calls', () => {
  test('no more than the budget an hour, and again once the hour has passed', async () => {
    let now = 10 * 3_600_000;
    const throttle = new Throttle(() => now);
    const limits = { perSecond: null, perHour: 3 };
    for (let call = 0; call < 3; call++) await throttle.take(limits, signal);
    await expect(throttle.take(limits, signal)).rejects.toMatchObject({ code: 'budgetSpent' });
    now += 3_600_000;
    await throttle.take(limits, signal);
    expect(throttle.lastHour()).toBe(1);
  });

  test('what was spent survives a restart', async () => {
    const clock = () => 5 * 3_600_000;
    const before = new Throttle(clock);
    await before.take({ perSecond: null, perHour: null }, signal);
    const after = new Throttle(clock);
    after.restore(before.toJson());
    expect(after.lastHour()).toBe(1);
  });

  test('paced to so many a second', async () => {
    const throttle = new Throttle(Date.now);
    const started = performance.now();
    for (let call = 0; call < 4; call++) await throttle.take({ perSecond: 50, perHour: null }, signal);
    expect(performance.now() - started).toBeGreaterThanOrEqual(50);
  });
});
