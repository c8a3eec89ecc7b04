import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnTable } from '../../../../core/kernel/columns/column-table.ts';
import { type Filter, filterRows } from '../../../../core/kernel/columns/filter.ts';
import { collationKey, foldText } from '../../../../core/kernel/columns/fold-text.ts';
import { sortRows } from '../../../../core/kernel/columns/sort.ts';
import { countBy, groupBy, sumsOf } from '../../../../core/kernel/columns/summarise.ts';

const TYPES = { code: 'text', city: 'category', amount: 'float64', count: 'int32', late: 'flag' } as const;
type Values = {
  code: string | null;
  city: string | null;
  amount: number | null;
  count: number | null;
  late: 0 | 1;
};
type Naive = Map<number, Values>;

const words = fc.constantFrom(
  'Zoé',
  'zoe',
  'Été 9',
  'ete 10',
  'Łódź',
  'Œuvre',
  'SO-9',
  'SO-10',
  'SO-010',
  'a',
  'A',
  '',
);
const text = fc.array(words, { maxLength: 3 }).map((parts) => parts.join(' ').trim() || null);
const values: fc.Arbitrary<Values> = fc.record({
  code: text,
  city: fc.option(fc.constantFrom('Lyon', 'lille', 'Évry', 'Łódź')),
  amount: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  count: fc.option(fc.integer({ min: -5, max: 5 })),
  late: fc.constantFrom(0 as const, 1 as const),
});
const change = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.integer({ min: 1, max: 40 }), values) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constant(null)) },
);
const changes = fc.array(change, { maxLength: 80 });
const bound = fc.option(fc.double({ noNaN: true }), { nil: undefined });

const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      op: fc.constant('in' as const),
      column: fc.constant('city'),
      values: fc.array(fc.constantFrom('Lyon', 'Évry', 'Rome', null)),
    }),
    fc.record({
      op: fc.constant('in' as const),
      column: fc.constant('count'),
      values: fc.array(fc.constantFrom(1, 2, null)),
    }),
    fc.record({ op: fc.constant('in' as const), column: fc.constant('code'), values: fc.array(text) }),
    fc.record({
      op: fc.constant('range' as const),
      column: fc.constantFrom('amount', 'count'),
      min: bound,
      max: bound,
    }),
    fc.record({
      op: fc.constant('isNull' as const),
      column: fc.constantFrom('amount', 'count', 'city', 'code'),
    }),
    fc.record({
      op: fc.constant('search' as const),
      columns: fc.constant(['code', 'city']),
      text: text.map((t) => t ?? ''),
    }),
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('filter'), { maxLength: 3 }),
    }),
    fc.record({ op: fc.constant('not' as const), of: tie('filter') }),
  ),
}));

function build(steps: [number, Values | null][], table = new ColumnTable(TYPES), naive: Naive = new Map()) {
  for (const [id, row] of steps) {
    if (row === null) {
      expect(table.remove(id)).toBe(naive.delete(id));
    } else {
      table.put(id, [row.code, row.city, row.amount, row.count, row.late]);
      naive.set(id, row);
    }
  }
  return { table, naive };
}

function fits(row: Values, condition: Filter): boolean {
  const cell = (name: string) => row[name as keyof Values];
  switch (condition.op) {
    case 'and':
      return condition.of.every((part) => fits(row, part));
    case 'or':
      return condition.of.some((part) => fits(row, part));
    case 'not':
      return !fits(row, condition.of);
    case 'in':
      return condition.values.includes(cell(condition.column));
    case 'isNull':
      return cell(condition.column) === null;
    case 'range': {
      const value = cell(condition.column) as number | null;
      return value !== null && value >= (condition.min ?? -Infinity) && value <= (condition.max ?? Infinity);
    }
    case 'search':
      return foldText(condition.text)
        .split(/\s+/)
        .every((word) => condition.columns.some((name) => foldText(String(cell(name) ?? '')).includes(word)));
    default:
      throw new Error('not generated');
  }
}

const ids = (table: ColumnTable<keyof typeof TYPES>, rows: Uint32Array) =>
  [...rows].map((row) => table.idOf(row));

function compareCells(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const sign = descending ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a < b ? -sign : sign;
  const [keyA, keyB] = [collationKey(String(a)), collationKey(String(b))];
  return keyA === keyB ? 0 : keyA < keyB ? -sign : sign;
}

describe('a table of columns', () => {
  it('holds what was put last and forgets what was removed', () => {
    fc.assert(
      fc.property(changes, (steps) => {
        const { table, naive } = build(steps);
        expect(table.size).toBe(naive.size);
        expect(new Set(ids(table, table.liveRows()))).toEqual(new Set(naive.keys()));
        for (const [id, row] of naive) {
          const place = table.rowOf(id);
          for (const name of table.names) expect(table.cell(place, name)).toEqual(row[name]);
        }
      }),
    );
  });

  it('filters like a naive filter', () => {
    fc.assert(
      fc.property(changes, filter, (steps, condition) => {
        const { table, naive } = build(steps);
        const found = ids(table, filterRows(table.liveRows(), condition, table.lookup));
        const expected = [...naive].filter(([, row]) => fits(row, condition)).map(([id]) => id);
        expect(new Set(found)).toEqual(new Set(expected));
        expect(found.length).toBe(expected.length);
      }),
      { numRuns: 500 },
    );
  });

  it('sorts like a stable naive sort, before and after later changes', () => {
    const by = fc.array(
      fc.record({
        column: fc.constantFrom(...(Object.keys(TYPES) as (keyof Values)[])),
        descending: fc.boolean(),
      }),
      { maxLength: 3 },
    );
    const check = (
      { table, naive }: ReturnType<typeof build>,
      keys: { column: keyof Values; descending: boolean }[],
    ) => {
      const sorted = ids(table, sortRows(table.liveRows(), keys, table.lookup));
      const expected = ids(table, table.liveRows()).sort((a, b) => {
        for (const { column, descending } of keys) {
          const [left, right] = [naive.get(a) as Values, naive.get(b) as Values];
          const order = compareCells(left[column], right[column], descending);
          if (order !== 0) return order;
        }
        return 0;
      });
      expect(sorted).toEqual(expected);
    };
    fc.assert(
      fc.property(changes, changes, by, (first, second, keys) => {
        const state = build(first);
        check(state, keys);
        check(build(second, state.table, state.naive), keys);
      }),
      { numRuns: 500 },
    );
  });

  it('sums, counts and groups like naive loops', () => {
    fc.assert(
      fc.property(changes, (steps) => {
        const { table, naive } = build(steps);
        const rows = table.liveRows();
        const total = [...naive.values()].reduce((sum, row) => sum + (row.count ?? 0), 0);
        expect(sumsOf(rows, ['count'], table.lookup).count).toBe(total);
        for (const group of groupBy(rows, 'city', ['count'], table.lookup)) {
          const own = [...naive.values()].filter((row) => (row.city ?? '') === group.value);
          expect(group.count).toBe(own.length);
          expect(group.sums.count).toBe(own.reduce((sum, row) => sum + (row.count ?? 0), 0));
        }
        const counted = countBy(rows, 'count', table.lookup);
        expect(counted.reduce((sum, group) => sum + group.count, 0)).toBe(naive.size);
        expect(new Set(counted.map((group) => group.value))).toEqual(
          new Set([...naive.values()].map((row) => (row.count === null ? '' : String(row.count)))),
        );
      }),
    );
  });
});

describe('text', () => {
  it('is found without case and accents, in packed rows and in edited ones', () => {
    const table = new ColumnTable({ name: 'text' });
    for (let id = 1; id <= 5000; id++) table.put(id, [`Produit n° ${id} Été`]);
    table.put(7, ['Crème brûlée\nà l’œuf']);
    const found = (search: string) =>
      [...filterRows(table.liveRows(), { op: 'search', columns: ['name'], text: search }, table.lookup)].map(
        (row) => table.idOf(row),
      );
    expect(found('CREME oeuf')).toEqual([7]);
    expect(found('ete 4999')).toEqual([4999]);
    expect(found('produit')).toHaveLength(4999);
    table.put(7, ['autre']);
    expect(found('creme')).toEqual([]);
    expect(found('nothing such')).toEqual([]);
    expect(found(' ')).toHaveLength(5000);
  });

  it('sorts many texts, in order, backwards and shuffled, like a naive sort', () => {
    for (const numberOf of [
      (n: number) => n,
      (n: number) => 30_000 - n,
      (n: number) => (n * 7919) % 30_011,
    ]) {
      const table = new ColumnTable({ code: 'text' });
      for (let id = 1; id <= 30_000; id++) table.put(id, [`SO-${numberOf(id)}`]);
      const codes = [...sortRows(table.liveRows(), [{ column: 'code' }], table.lookup)].map((row) =>
        table.cell(row, 'code'),
      );
      const numbers = codes.map((code) => Number(String(code).slice(3)));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      expect(new Set(numbers).size).toBe(30_000);
    }
  });

  it('sorts digits by their value', () => {
    const codes = ['SO-10', 'SO-9', 'so-2', 'SO-100', 'SO-0099'];
    expect(codes.sort((a, b) => (collationKey(a) < collationKey(b) ? -1 : 1))).toEqual([
      'so-2',
      'SO-9',
      'SO-10',
      'SO-0099',
      'SO-100',
    ]);
  });
});
