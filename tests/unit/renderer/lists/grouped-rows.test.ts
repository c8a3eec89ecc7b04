import { expect, test, vi } from 'vitest';
import type { FetchPage } from '../../../../renderer/components/table/paged-rows.ts';
import { type GroupedLine, GroupedRows } from '../../../../renderer/features/lists/grouped-rows.ts';

const SIZES: Record<string, number> = { a: 3, b: 250 };
const heads = [
  { value: 'a', group: 3 },
  { value: 'b', group: 250 },
];

const fetchRows =
  (value: string): FetchPage<string, unknown> =>
  async ({ offset, limit }) => ({
    total: SIZES[value] ?? 0,
    rows: Array.from(
      { length: Math.min(limit, (SIZES[value] ?? 0) - offset) },
      (_, i) => `${value}${offset + i}`,
    ),
  });

function show(lines: GroupedRows<number, string>, opened: string[], version = 1): void {
  lines.show({ key: 'k', version, heads, error: null, retry: () => {}, opened: new Set(opened), fetchRows });
}

const told = (line: GroupedLine<number, string> | undefined) =>
  line && (line.kind === 'group' ? `# ${line.value} ${line.group}` : line.row);

test('closed groups are their heads alone', () => {
  const lines = new GroupedRows<number, string>();
  show(lines, []);
  const source = lines.getSnapshot();
  expect(source.total).toBe(2);
  expect([0, 1].map((index) => told(source.getRow(index)))).toEqual(['# a 3', '# b 250']);
});

test('an opened group holds its rows between the heads', async () => {
  const lines = new GroupedRows<number, string>();
  show(lines, ['a']);
  await vi.waitFor(() => expect(lines.getSnapshot().total).toBe(5));
  const source = lines.getSnapshot();
  expect([0, 1, 2, 3, 4].map((index) => told(source.getRow(index)))).toEqual([
    '# a 3',
    'a0',
    'a1',
    'a2',
    '# b 250',
  ]);
});

test('rows far down a group come when they are looked at', async () => {
  const lines = new GroupedRows<number, string>();
  show(lines, ['b']);
  await vi.waitFor(() => expect(lines.getSnapshot().total).toBe(252));
  expect(lines.getSnapshot().getRow(251)).toBeUndefined();
  lines.getSnapshot().setRange(240, 252);
  await vi.waitFor(() => expect(told(lines.getSnapshot().getRow(251))).toBe('b249'));
});

test('closing a group leaves the others as they were', async () => {
  const lines = new GroupedRows<number, string>();
  show(lines, ['a', 'b']);
  await vi.waitFor(() => expect(lines.getSnapshot().total).toBe(255));
  show(lines, ['b']);
  expect(lines.getSnapshot().total).toBe(252);
  expect(told(lines.getSnapshot().getRow(2))).toBe('b0');
});
