import { describe, expect, test } from 'vitest';
import type { DataColumn, TableView } from '../../../../renderer/components/table/table-types.ts';
import {
  moveColumn,
  nextSort,
  parseView,
  setHidden,
  setPinned,
  shiftColumn,
  shownColumns,
} from '../../../../renderer/components/table/table-view.ts';

const column = (id: string, rest: Partial<DataColumn<object>> = {}): DataColumn<object> => ({
  id,
  header: id,
  value: () => null,
  ...rest,
});
const columns = [
  column('sku', { pin: 'start' }),
  column('name'),
  column('onHand'),
  column('cost', { hidden: true }),
];
const shown = (view: TableView) => shownColumns(columns, view).map(({ id }) => id);
const designed: TableView = { sort: [] };

describe('the sort after a click', () => {
  test('goes up, down, off', () => {
    const up = nextSort([], 'name');
    const down = nextSort(up, 'name');
    expect([up, down, nextSort(down, 'name')]).toEqual([
      [{ column: 'name', descending: false }],
      [{ column: 'name', descending: true }],
      [],
    ]);
  });

  test('begins with the largest where that is what people look for', () => {
    expect(nextSort([], 'onHand', { descFirst: true })).toEqual([{ column: 'onHand', descending: true }]);
  });

  test('with Shift keeps the other columns and their rank', () => {
    const two = nextSort(nextSort([], 'name'), 'sku', { add: true });
    expect(two.map((part) => part.column)).toEqual(['name', 'sku']);
    expect(nextSort(two, 'name', { add: true })).toEqual([
      { column: 'name', descending: true },
      { column: 'sku', descending: false },
    ]);
  });

  test('without Shift drops the other columns', () => {
    const two = nextSort(nextSort([], 'name'), 'sku', { add: true });
    expect(nextSort(two, 'onHand')).toEqual([{ column: 'onHand', descending: false }]);
  });
});

describe('the columns shown', () => {
  test('are as designed until the user arranges them', () => {
    expect(shown(designed)).toEqual(['sku', 'name', 'onHand']);
  });

  test('a column that a saved view does not know stands after the column that it was designed after', () => {
    expect(shown({ sort: [], order: ['onHand', 'sku'], pinned: [], hidden: [] })).toEqual([
      'onHand',
      'cost',
      'sku',
      'name',
    ]);
  });

  test('columns that no longer exist are ignored', () => {
    expect(shown({ sort: [], order: ['gone', 'name'], hidden: ['gone'], pinned: ['gone'] })).not.toContain(
      'gone',
    );
  });

  test('hide, pin and move', () => {
    expect(shown(setHidden(columns, designed, 'name', true))).toEqual(['sku', 'onHand']);
    expect(shown(setHidden(columns, designed, 'cost', false))).toEqual(['sku', 'name', 'onHand', 'cost']);
    expect(shown(setPinned(columns, designed, 'onHand', true))).toEqual(['sku', 'onHand', 'name']);
    expect(shown(moveColumn(columns, designed, 'onHand', 'name'))).toEqual(['sku', 'onHand', 'name']);
  });

  test('a step left or right passes the neighbour shown, not a hidden one', () => {
    const withCost = setHidden(columns, { sort: [], order: ['sku', 'name', 'cost', 'onHand'] }, 'cost', true);
    expect(shown(shiftColumn(columns, withCost, 'name', 1))).toEqual(['sku', 'onHand', 'name']);
    expect(shown(shiftColumn(columns, designed, 'name', -1))).toEqual(['sku', 'name', 'onHand']);
  });
});

test('a view survives JSON; anything else is the empty view', () => {
  const view: TableView = { sort: [{ column: 'sku', descending: true }], widths: { sku: 90 } };
  expect(parseView(JSON.stringify(view))).toEqual(view);
  expect(parseView('{"sort":3}')).toEqual(designed);
  expect(parseView('nonsense')).toEqual(designed);
  expect(parseView(null)).toEqual(designed);
});
