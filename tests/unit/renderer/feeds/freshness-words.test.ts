import { describe, expect, test } from 'vitest';
import type { Freshness } from '../../../../core/contract/feeds.ts';
import { factsAge, staleFeeds } from '../../../../renderer/features/feeds/freshness/freshness-words.ts';

const source = (feedId: number, stale: boolean, lastSuccessAt: number | null = feedId * 100) => ({
  feedId,
  name: `Feed ${feedId}`,
  lastSuccessAt,
  stale,
  fault: null,
});

const ALL: Freshness[] = [
  { kind: 'stock', asOf: 100, stale: true, feeds: [source(1, true), source(2, false)] },
  { kind: 'orders', asOf: 300, stale: true, feeds: [source(3, true), source(1, true)] },
  { kind: 'tracking', asOf: null, stale: false, feeds: [source(4, false, null)] },
  { kind: 'rates', asOf: null, stale: false, feeds: [] },
];

describe('feeds behind their time', () => {
  test('are named once with all that they bring, the longest silent first', () => {
    expect(staleFeeds(ALL, ['stock', 'orders'], 400)).toEqual([
      { feedId: 1, name: 'Feed 1', lastSuccessAt: 100, fault: null, kinds: ['stock', 'orders'] },
      { feedId: 3, name: 'Feed 3', lastSuccessAt: 300, fault: null, kinds: ['orders'] },
    ]);
  });

  test('of other kinds are left out', () => {
    expect(staleFeeds(ALL, ['tracking', 'rates'], 400)).toEqual([]);
  });
});

describe('feeds that fail', () => {
  const fault = { code: 'timeOut', message: 'no answer', action: null, at: 0 };
  const failing: Freshness[] = [
    { kind: 'stock', asOf: 1000, stale: false, feeds: [{ ...source(5, false, 1000), fault }] },
  ];

  test('are named before they are late, unless the failure may pass by itself', () => {
    expect(staleFeeds(failing, ['stock'], 20_000)).toEqual([]);
    expect(staleFeeds(failing, ['stock'], 40_000).map(({ feedId }) => feedId)).toEqual([5]);
  });
});

describe('the age of facts', () => {
  test('is that of the oldest kind', () => {
    expect(factsAge(ALL, ['orders', 'stock'])).toEqual({ asOf: 100, stale: true });
    expect(factsAge(ALL, ['orders'])).toEqual({ asOf: 300, stale: true });
  });

  test('is not known while one of them never came', () => {
    expect(factsAge(ALL, ['stock', 'tracking'])).toEqual({ asOf: null, stale: true });
  });

  test('is nothing where no feed brings them', () => {
    expect(factsAge(ALL, ['rates'])).toBeNull();
    expect(factsAge([], ['stock'])).toBeNull();
  });
});
