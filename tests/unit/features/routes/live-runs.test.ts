import { expect, test } from 'vitest';
import type { LiveRoutes } from '../../../../core/contract/routes.ts';
import { type LiveRun, liveRun, withLiveRun } from '../../../../core/features/routes/live-runs.ts';

const best = (costMinor: number) => ({
  type: 'best' as const,
  seconds: 0,
  costMinor,
  vehicles: 1,
  leftOut: 0,
  routes: [],
});
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function seen(run: LiveRun | undefined, signal?: AbortSignal): Promise<LiveRoutes[]> {
  const news: LiveRoutes[] = [];
  for await (const live of run?.watch(signal) ?? []) news.push(live);
  return news;
}

test('whoever watches from the first moment sees the stops, the best plans, and the last one at the end', async () => {
  const [news] = await Promise.all([
    pause(0).then(() => seen(liveRun('a'))),
    withLiveRun('a', async (live) => {
      await pause(10);
      live.describe({ type: 'problem', depots: [], vehicles: [], stops: [] });
      live.tell(best(9));
      await pause(20);
      // Within the same second: only the last of them is told.
      live.tell(best(8));
      live.tell(best(7));
      await pause(20);
    }),
  ]);
  expect(news.map((live) => (live.type === 'best' ? live.costMinor : live.type))).toEqual([
    'problem',
    9,
    7,
    'ended',
  ]);
  expect(liveRun('a')).toBeUndefined();
});

test('a search that fails ends for its watchers, and one who leaves waits no longer', async () => {
  const leaving = new AbortController();
  const failing = withLiveRun('b', async () => {
    await pause(30);
    throw new Error('no vehicles');
  });
  const [news, left] = [seen(liveRun('b')), seen(liveRun('b'), leaving.signal)];
  leaving.abort();
  expect(await left).toEqual([]);
  await expect(failing).rejects.toThrow('no vehicles');
  expect(await news).toEqual([{ type: 'ended' }]);
});
