import { describe, expect, test, vi } from 'vitest';
import { type FetchPage, PagedRows } from '../../../../renderer/components/table/paged-rows.ts';

interface Pending {
  offset: number;
  signal: AbortSignal;
  answer: (total?: number, mark?: string) => Promise<void>;
  fail: (error: Error) => Promise<void>;
}

/** A list whose pages come when the test says so. */
function slowList(limit = 10) {
  const asked: Pending[] = [];
  const fetchPage: FetchPage<string, { mark: string }> = ({ offset, signal }) =>
    new Promise((resolve, reject) => {
      asked.push({
        offset,
        signal,
        answer: async (total = 1000, mark = 'row') => {
          const rows = Array.from(
            { length: Math.min(limit, total - offset) },
            (_, i) => `${mark} ${offset + i}`,
          );
          resolve({ rows, total, meta: { mark } });
          await vi.waitFor(() => {});
        },
        fail: async (error) => {
          reject(error);
          await vi.waitFor(() => {});
        },
      });
    });
  return { asked, fetchPage };
}

function pagesOf(limit = 10) {
  return new PagedRows<string, { mark: string }>({ pageSize: limit, keptPages: 6 });
}

describe('rows by pages', () => {
  test('loads the first page, then the next ahead of the view', async () => {
    const { asked, fetchPage } = slowList();
    const rows = pagesOf();
    rows.show('all', 0, fetchPage);
    expect(rows.getSnapshot().loading).toBe(true);
    await asked[0]?.answer();
    expect(rows.getSnapshot()).toMatchObject({ loading: false, total: 1000, meta: { mark: 'row' } });
    expect(rows.getRow(3)).toBe('row 3');
    expect(asked.map((one) => one.offset)).toEqual([0, 10]);
  });

  test('keeps the old rows until the new list is there, then says that the list was replaced', async () => {
    const { asked, fetchPage } = slowList();
    const rows = pagesOf();
    rows.show('all', 0, fetchPage);
    await asked[0]?.answer();
    const before = rows.getSnapshot().generation;
    rows.show('filtered', 0, fetchPage);
    expect(rows.getSnapshot().stale).toBe(true);
    expect(rows.getRow(0)).toBe('row 0');
    await asked.at(-1)?.answer(4, 'filtered');
    expect(rows.getRow(0)).toBe('filtered 0');
    expect(rows.getSnapshot()).toMatchObject({ stale: false, total: 4, generation: before + 1 });
  });

  test('a filter overtaken by another is dropped, even when it answers last', async () => {
    const { asked, fetchPage } = slowList();
    const rows = pagesOf();
    rows.show('a', 0, fetchPage);
    rows.show('ab', 0, fetchPage);
    const [first, second] = asked;
    await second?.answer(2, 'ab');
    await first?.answer(9, 'a');
    expect(first?.signal.aborted).toBe(true);
    expect(rows.getSnapshot().total).toBe(2);
    expect(rows.getRow(0)).toBe('ab 0');
  });

  test('a new version of the facts fetches again what is shown, in place', async () => {
    const { asked, fetchPage } = slowList();
    const rows = pagesOf();
    rows.show('all', 0, fetchPage);
    await asked[0]?.answer();
    await asked[1]?.answer();
    rows.setRange(0, 8);
    const generation = rows.getSnapshot().generation;
    const known = asked.length;
    rows.show('all', 1, fetchPage);
    expect(rows.getRow(0)).toBe('row 0');
    const again = asked.slice(known);
    expect(again.map((one) => one.offset)).toEqual([0, 10]);
    await again[0]?.answer(1000, 'newer');
    expect(rows.getRow(0)).toBe('newer 0');
    expect(rows.getSnapshot().generation).toBe(generation);
  });

  test('pages that the view has left are not waited for', async () => {
    const { asked, fetchPage } = slowList();
    const rows = pagesOf();
    rows.show('all', 0, fetchPage);
    await asked[0]?.answer();
    rows.setRange(500, 510);
    const far = asked.filter((one) => one.offset >= 490);
    expect(far.map((one) => one.offset)).toEqual([490, 500, 510]);
    rows.setRange(0, 10);
    expect(far.every((one) => one.signal.aborted)).toBe(true);
  });

  test('forgets the pages farthest from the view', async () => {
    const { asked, fetchPage } = slowList();
    const rows = pagesOf();
    rows.show('all', 0, fetchPage);
    await asked[0]?.answer();
    for (let start = 0; start < 200; start += 10) {
      rows.setRange(start, start + 10);
      for (const one of [...asked]) await one.answer();
    }
    expect(rows.getRow(0)).toBeUndefined();
    expect(rows.getRow(195)).toBe('row 195');
  });

  test('tells an error and recovers from it', async () => {
    const { asked, fetchPage } = slowList();
    const rows = pagesOf();
    rows.show('all', 0, fetchPage);
    await asked[0]?.fail(new Error('no'));
    expect(rows.getSnapshot()).toMatchObject({ loading: false, error: new Error('no') });
    rows.retry();
    await asked.at(-1)?.answer();
    expect(rows.getSnapshot()).toMatchObject({ error: null, total: 1000 });
  });
});
