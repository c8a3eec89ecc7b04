import { expect, test } from 'vitest';
import { rangeBetween, toTsv } from '../../../../renderer/components/table/copy.ts';
import { HEAD_ROW, moveCursor } from '../../../../renderer/components/table/grid-keys.ts';

const bounds = { rows: 500, columns: 8, pageRows: 20 };
const press = (key: string, edge = false) => ({ key, ctrlKey: edge, metaKey: false });

test.each([
  ['ArrowDown', false, { row: 11, column: 3 }],
  ['ArrowUp', false, { row: 9, column: 3 }],
  ['ArrowLeft', false, { row: 10, column: 2 }],
  ['ArrowRight', true, { row: 10, column: 7 }],
  ['ArrowDown', true, { row: 499, column: 3 }],
  ['PageDown', false, { row: 30, column: 3 }],
  ['PageUp', false, { row: 0, column: 3 }],
  ['Home', false, { row: 10, column: 0 }],
  ['End', true, { row: 499, column: 7 }],
])('%s (Ctrl %s)', (key, edge, expected) => {
  expect(moveCursor({ row: 10, column: 3 }, press(key, edge), bounds)).toEqual(expected);
});

test('up from the first row enters the head; an empty grid has only its head', () => {
  expect(moveCursor({ row: 0, column: 0 }, press('ArrowUp'), bounds)?.row).toBe(HEAD_ROW);
  expect(moveCursor({ row: HEAD_ROW, column: 0 }, press('End', true), { ...bounds, rows: 0 })?.row).toBe(
    HEAD_ROW,
  );
});

test('other keys do not move', () => {
  expect(moveCursor({ row: 0, column: 0 }, press('x'), bounds)).toBeNull();
});

test('copied cells paste into a spreadsheet: tabs, lines, quotes', () => {
  const columns = [
    { id: 'a', header: 'A', value: (row: { a: string; b: number | null }) => row.a },
    { id: 'b', header: 'B', value: (row: { a: string; b: number | null }) => row.b },
  ];
  const rows = [
    { a: 'plain', b: 1.5 },
    { a: 'two\nlines "quoted"', b: null },
  ];
  expect(toTsv(rows, columns)).toBe('plain\t1.5\n"two\nlines ""quoted"""\t');
});

test('a range is the same from either corner', () => {
  const a = { row: 5, column: 1 };
  const b = { row: 2, column: 4 };
  expect(rangeBetween(a, b)).toEqual(rangeBetween(b, a));
});
