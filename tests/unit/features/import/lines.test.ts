import { describe, expect, test } from 'vitest';
import { importMapping } from '../../../../core/contract/import.ts';
import { matchLines } from '../../../../core/features/import/apply/match-lines.ts';
import { groupLines } from '../../../../core/features/import/lines/group-lines.ts';
import type { LineRow } from '../../../../core/features/import/lines/order-group.ts';
import { createServiceJudge } from '../../../../core/features/import/lines/service-codes.ts';
import { createRowReader, type RowRecord } from '../../../../core/features/import/rows/row-reader.ts';

const columns = ['orderNumber', 'sku', 'quantity', 'unitPrice', 'customerCode', 'orderedAt'];
const mapping = importMapping.parse({
  version: 1,
  kinds: ['orderLines', 'orders', 'customers', 'products'],
  columns: Object.fromEntries(columns.map((column) => [column, { column }])),
  options: { rules: { returnPrefixes: ['C'] } },
});
const isService = createServiceJudge(mapping.options.rules);
const context = {
  mapping,
  reader: createRowReader(mapping, columns),
  canonicalSku: (sku: string) => sku,
  isService: (sku: string) => isService(sku, null),
};

let nextRow = 2;
function line(values: Partial<RowRecord>): LineRow {
  const record: RowRecord = {
    orderNumber: '1',
    sku: 'A1',
    quantity: 1,
    unitPrice: 2,
    customerCode: 'c',
    orderedAt: 5,
    ...values,
  };
  return { row: nextRow++, record, raw: JSON.stringify(record) };
}

describe('rows of one order number', () => {
  test('exact duplicates are left out, equal products with other figures are lines of their own', () => {
    const outcome = groupLines('1', [line({}), line({}), line({ quantity: 3 })], context);
    expect(outcome.duplicates).toBe(1);
    expect(outcome.group?.sales.map((sale) => sale.quantity)).toEqual([1, 3]);
  });

  test('a return number makes every line a return, a negative quantity only its own', () => {
    const credit = groupLines('C9', [line({ orderNumber: 'C9', quantity: -2 })], context);
    expect(credit.group).toMatchObject({
      returnOf: '9',
      sales: [],
      returns: [{ quantity: 2, unitPriceMinor: 200 }],
    });
    const mixed = groupLines('1', [line({}), line({ quantity: -1 })], context);
    expect([mixed.group?.sales.length, mixed.group?.returns.length]).toEqual([1, 1]);
  });

  test('documents without customer and price are corrections of stock; a free gift among paid lines is not', () => {
    const correction = groupLines('1', [line({ customerCode: null, unitPrice: 0, quantity: -20 })], context);
    expect(correction.refused.map(({ issue }) => issue.code)).toEqual(['stockCorrection']);
    expect(correction.group).toBeNull();
    const gift = groupLines(
      '1',
      [line({ customerCode: null }), line({ customerCode: null, unitPrice: 0, sku: 'B7' })],
      context,
    );
    expect(gift.group?.sales.length).toBe(2);
    expect(gift.details.freeLines).toBe(1);
  });

  test('nothing ordered and prices below zero are refused', () => {
    const outcome = groupLines('1', [line({ quantity: 0 }), line({ unitPrice: -5 })], context);
    expect(outcome.refused.map(({ issue }) => issue.code)).toEqual(['zeroQuantity', 'negativePrice']);
  });

  test('the order dates from its first line, and rows that say otherwise are counted', () => {
    const outcome = groupLines('1', [line({ orderedAt: 9 }), line({ orderedAt: 4, sku: 'B7' })], context);
    expect(outcome.group?.header.orderedAt).toBe(4);
    expect(outcome.details.conflictingHeaders).toBe(1);
  });

  test('every row ends in exactly one place', () => {
    const rows = [line({}), line({}), line({ quantity: -1 }), line({ quantity: 0 }), line({ sku: 'POST' })];
    const { group, duplicates, refused } = groupLines('1', rows, context);
    expect((group?.sales.length ?? 0) + (group?.returns.length ?? 0) + duplicates + refused.length).toBe(
      rows.length,
    );
  });
});

test.each([
  ['POST', 'POSTAGE', true],
  ['M', 'Manual', true],
  ['BANK CHARGES', 'Bank Charges', true],
  ['C2', 'CARRIAGE', true],
  ['AMAZONFEE', 'AMAZON FEE', true],
  ['gift_0001_20', 'Dotcomgiftshop Gift Voucher £20.00', true],
  ['FDP01', 'Frais de port', true],
  ['99001', 'Versandkosten', true],
  ['85123A', 'WHITE HANGING HEART T-LIGHT HOLDER', false],
  ['DCGSSBOY', 'BOYS PARTY BAG', false],
  ['22384', 'LUNCH BAG PINK POLKADOT', false],
  ['PADS', 'PADS TO MATCH ALL CUSHIONS', false],
])('%s (%s) is a charge: %s', (sku, name, charge) => {
  expect(isService(sku, name)).toBe(charge);
});

describe('lines without numbers find their stored lines', () => {
  const draft = (quantity: number) => ({
    row: 1,
    raw: '',
    sku: 'A',
    quantity,
    unitPriceMinor: 100,
    lineNumber: null,
  });
  const stored = [
    { lineNumber: 1, productId: 7, quantity: 6, unitPriceMinor: 100 },
    { lineNumber: 2, productId: 7, quantity: 2, unitPriceMinor: 100 },
  ];

  test('the same figures first, whatever their order', () => {
    const lines = [draft(2), draft(6)].map((one) => ({ draft: one, productId: 7 }));
    expect(matchLines(lines, stored).map((line) => line.lineNumber)).toEqual([2, 1]);
  });

  test('a changed quantity changes its line; a new product gets a new number', () => {
    const lines = [
      { draft: draft(6), productId: 7 },
      { draft: draft(5), productId: 7 },
      { draft: draft(1), productId: 8 },
    ];
    expect(matchLines(lines, stored).map((line) => line.lineNumber)).toEqual([1, 2, 3]);
  });

  test('a single mended line never takes the place of another', () => {
    expect(matchLines([{ draft: draft(5), productId: 7 }], stored, { onlySame: true })[0]?.lineNumber).toBe(
      3,
    );
  });
});
