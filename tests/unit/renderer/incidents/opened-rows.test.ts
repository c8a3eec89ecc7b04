import { expect, it } from 'vitest';
import type { TableSource } from '../../../../renderer/components/table/table-types.ts';
import { withBranches } from '../../../../renderer/features/incidents/opened-rows.ts';

type Row = { id: number };

function listOf(ids: readonly number[]): TableSource<Row, null> & { range: [number, number] | null } {
  const list = {
    total: ids.length,
    getRow: (index: number) => (ids[index] === undefined ? undefined : { id: ids[index] }),
    meta: null,
    loading: false,
    stale: false,
    error: null,
    retry: () => {},
    range: null as [number, number] | null,
    setRange: (start: number, end: number) => {
      list.range = [start, end];
    },
    generation: 0,
  };
  return list;
}
const rows = (...ids: number[]) => ids.map((id) => ({ id }));
const shown = ({ total, getRow }: TableSource<Row>) =>
  Array.from({ length: total }, (_, index) => getRow(index)?.id);

it('rows of open branches stand right below theirs, in the order of the list', () => {
  const list = listOf([1, 2, 3, 4]);
  const branches = [
    { id: 3, rows: rows(31, 32) },
    { id: 1, rows: rows(11) },
  ];
  expect(shown(withBranches(list, branches))).toEqual([1, 11, 2, 3, 31, 32, 4]);
});

it('branches of rows that are not here, or without rows, change nothing', () => {
  const list = listOf([1, 2]);
  expect(
    withBranches(list, [
      { id: 9, rows: rows(91) },
      { id: 1, rows: [] },
    ]),
  ).toBe(list);
});

it('asks the list for the rows that are in sight', () => {
  const list = listOf([1, 2, 3, 4, 5, 6]);
  const both = withBranches(list, [{ id: 2, rows: rows(21, 22, 23) }]);
  both.setRange(0, 4);
  expect(list.range).toEqual([0, 2]);
  both.setRange(5, 9);
  expect(list.range).toEqual([2, 6]);
});
