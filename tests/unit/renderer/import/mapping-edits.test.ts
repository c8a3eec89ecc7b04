import { describe, expect, test } from 'vitest';
import { type ImportMapping, importMapping } from '../../../../core/contract/import.ts';
import {
  bindColumn,
  bindConstant,
  boundColumns,
  editBinding,
  editRules,
  missingFields,
  toggleKind,
  translateWord,
  unusedColumns,
} from '../../../../renderer/features/import/mapping-edits.ts';

const mapping: ImportMapping = importMapping.parse({
  version: 1,
  kinds: ['orderLines', 'orders', 'customers', 'products'],
  columns: {
    orderNumber: { column: 'No', transform: 'integerText' },
    orderedAt: { columns: ['Date', 'Time'], dateOrder: 'dmy' },
  },
});

describe('binding', () => {
  test('another column keeps what was set beside it', () => {
    expect(bindColumn(mapping, 'orderNumber', 'Ref').columns.orderNumber).toEqual({
      column: 'Ref',
      transform: 'integerText',
    });
  });

  test('one column takes the place of several', () => {
    const { orderedAt } = bindColumn(mapping, 'orderedAt', 'Date').columns;
    expect(orderedAt).toEqual({ column: 'Date', dateOrder: 'dmy' });
    expect(boundColumns(orderedAt)).toEqual(['Date']);
  });

  test('no column leaves the field empty', () => {
    expect(Object.keys(bindColumn(mapping, 'orderNumber', null).columns)).toEqual(['orderedAt']);
  });

  test('a value for every row takes the place of the column', () => {
    expect(bindConstant(mapping, 'orderNumber', 'X').columns.orderNumber).toEqual({ constant: 'X' });
  });

  test('a detail can be set and dropped; a binding that is left empty goes', () => {
    const set = editBinding(mapping, 'orderNumber', { constant: 'none' });
    expect(set.columns.orderNumber?.constant).toBe('none');
    expect(editBinding(set, 'orderNumber', { constant: undefined })).toEqual(mapping);
    expect(
      editBinding(mapping, 'orderNumber', { column: undefined, transform: undefined }).columns,
    ).not.toHaveProperty('orderNumber');
  });

  test('a word of the file stands for one of ours until it is forgotten', () => {
    const told = translateWord(mapping, 'orderNumber', 'Entrepôt', 'warehouse');
    expect(told.columns.orderNumber?.values).toEqual({ Entrepôt: 'warehouse' });
    expect(translateWord(told, 'orderNumber', 'Entrepôt', null)).toEqual(mapping);
  });
});

test('a kind that comes along can be left out and taken again, in the same order', () => {
  const less = toggleKind(mapping, 'orders');
  expect(less.kinds).toEqual(['orderLines', 'customers', 'products']);
  expect(toggleKind(less, 'orders').kinds).toEqual(mapping.kinds);
});

test('a rule is changed and the others stay', () => {
  const { rules } = editRules(mapping, { exactDuplicates: 'keep' }).options;
  expect(rules).toEqual({ ...mapping.options.rules, exactDuplicates: 'keep' });
});

test('required fields without a source and columns without a use are named', () => {
  const fields = [
    { key: 'orderNumber', required: true },
    { key: 'sku', required: true },
    { key: 'country', required: false },
  ];
  expect(missingFields(mapping, fields)).toEqual(['sku']);
  expect(unusedColumns(mapping, ['No', 'Date', 'Time', 'Note'])).toEqual(['Note']);
});

test('no edit changes the mapping it was given', () => {
  const before = structuredClone(mapping);
  bindColumn(mapping, 'sku', 'Code');
  translateWord(mapping, 'sku', 'a', 'b');
  toggleKind(mapping, 'products');
  expect(mapping).toEqual(before);
});
