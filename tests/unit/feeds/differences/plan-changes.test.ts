import { describe, expect, test } from 'vitest';
import type { Finding, SaysEntry } from '../../../../core/feeds/differences/compare.ts';
import { planChanges, type StoredDifference } from '../../../../core/feeds/differences/plan-changes.ts';

const AT = 5000;
const says = (...values: [feedId: number | null, value: number, since?: number][]): SaysEntry[] =>
  values.map(([feedId, value, since = 1000]) => ({
    feedId,
    name: `feed ${feedId}`,
    value,
    since,
    wins: false,
  }));
const found = (entries: SaysEntry[]): Finding[] => [{ type: 'differs', field: 'onHand', says: entries }];
const stored = (status: StoredDifference['status'], entries: SaysEntry[]): StoredDifference[] => [
  { id: 7, type: 'differs', key: 'K', field: 'onHand', says: entries, status, since: 1000 },
];
const plan = (row: StoredDifference[], finding: Finding[]) => planChanges('K', row, finding, AT);

describe('the differences kept', () => {
  test('a new one is written', () => {
    expect(plan([], found(says([1, 3], [2, 4]))).inserts).toHaveLength(1);
  });

  test('the same one again is not, whenever it was said again', () => {
    const row = stored('open', says([1, 3], [2, 4]));
    expect(plan(row, found(says([1, 3, 4000], [2, 4, 4000])))).toEqual({ inserts: [], updates: [] });
  });

  test('another word on an open one leaves since when they differ, and since when the others said so', () => {
    const { updates } = plan(stored('open', says([1, 3], [2, 4])), found(says([1, 3, 4000], [2, 5, 4000])));
    expect(updates).toMatchObject([{ id: 7, status: 'open', since: 1000 }]);
    expect(updates[0]?.says.map(({ since }) => since)).toEqual([1000, 4000]);
  });

  test.each(['accepted', 'fixed'] as const)(
    'one that is %s stays so until somebody says something else',
    (status) => {
      const row = stored(status, says([1, 3], [2, 4]));
      expect(plan(row, found(says([1, 3], [2, 4]))).updates).toEqual([]);
      expect(plan(row, found(says([1, 3], [2, 5]))).updates).toMatchObject([{ status: 'open', since: AT }]);
      expect(plan(row, found(says([1, 3], [2, 4], [3, 4]))).updates).toMatchObject([{ status: 'open' }]);
    },
  );

  test('when they agree it is gone, and comes back as new', () => {
    expect(plan(stored('open', says([1, 3], [2, 4])), []).updates).toMatchObject([
      { status: 'gone', since: 1000 },
    ]);
    expect(plan(stored('accepted', says([1, 3], [2, 4])), []).updates).toMatchObject([{ status: 'gone' }]);
    expect(plan(stored('fixed', says([1, 3], [2, 3])), []).updates).toEqual([]);
    const again = plan(stored('gone', says([1, 3], [2, 4])), found(says([1, 3], [2, 4])));
    expect(again.updates).toMatchObject([{ status: 'open', since: AT }]);
  });
});
