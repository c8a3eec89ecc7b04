import { describe, expect, test } from 'vitest';
import type { FeedRun } from '../../../../core/contract/feeds.ts';
import { speedOf, speedPosition } from '../../../../renderer/features/feeds/demo-speed.ts';
import { runBars, runParts, runSeconds } from '../../../../renderer/features/feeds/pane/run-figures.ts';

function run(id: number, counts: Partial<FeedRun> = {}): FeedRun {
  return {
    id,
    feedId: 1,
    kind: 'sync',
    trigger: 'schedule',
    status: 'done',
    startedAt: id * 1000,
    finishedAt: id * 1000 + 500,
    progress: null,
    received: 0,
    duplicates: 0,
    applied: 0,
    unchanged: 0,
    stale: 0,
    waiting: 0,
    quarantined: 0,
    kinds: {},
    calls: 1,
    error: null,
    ...counts,
  };
}

describe('the bars of runs', () => {
  test('stand oldest first, the newest at the right edge, whatever order they came in', () => {
    const bars = runBars([run(3), run(1), run(2)], 300, 50);
    expect(bars.map((bar) => bar.run.id)).toEqual([1, 2, 3]);
    const last = bars[2];
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(300);
    expect(last?.x).toBeGreaterThan(270);
  });

  test('have heights to one scale, stacked without gaps', () => {
    const [half, whole] = runBars([run(1, { applied: 50 }), run(2, { applied: 60, unchanged: 40 })], 300, 50);
    expect(half?.parts).toEqual([{ part: 'applied', y: 25, height: 25 }]);
    expect(whole?.parts).toEqual([
      { part: 'applied', y: 20, height: 30 },
      { part: 'unchanged', y: 0, height: 20 },
    ]);
  });

  test('never lose a part that is there', () => {
    const [bar] = runBars([run(1, { applied: 100_000, quarantined: 1 })], 300, 50);
    expect(bar?.parts.find(({ part }) => part === 'setAside')?.height).toBe(2);
  });

  test('of many runs grow thin and stay within the width', () => {
    const many = Array.from({ length: 200 }, (_, id) => run(id));
    const bars = runBars(many, 300, 50);
    expect(bars[0]?.x).toBeGreaterThanOrEqual(0);
    expect(bars.every(({ width }) => width >= 1)).toBe(true);
  });
});

test('a run is used, nothing new, or set aside', () => {
  expect(runParts(run(1, { applied: 5, unchanged: 2, stale: 1, waiting: 3, quarantined: 4 }))).toEqual({
    applied: 5,
    unchanged: 3,
    setAside: 7,
  });
});

test('a run under way has no duration yet', () => {
  expect(runSeconds(run(1))).toBe(0.5);
  expect(runSeconds(run(1, { finishedAt: null }))).toBeNull();
});

test('the slider multiplies the demo speed evenly, from 1 to 600', () => {
  expect([0, 0.5, 1].map(speedOf)).toEqual([1, 24, 600]);
  expect([-1, 2].map(speedOf)).toEqual([1, 600]);
  for (const speed of [1, 10, 60, 300, 600]) expect(speedOf(speedPosition(speed))).toBe(speed);
});
