import { describe, expect, test } from 'vitest';
import { restConnector } from '../../../core/feeds/connectors/rest/index.ts';
import { parseItem, rawItem } from '../../../core/feeds/connectors/rest/mapping.ts';
import { itemRules } from '../../../core/feeds/connectors/rest/mapping-rules.ts';
import { elementsOf, isPath, itemScope, valueAt } from '../../../core/feeds/connectors/rest/paths.ts';
import { readInstant, readNumber } from '../../../core/feeds/connectors/rest/values.ts';

const parse = (item: unknown, rules: Record<string, unknown>) => {
  const resource = itemRules.parse({ name: 'thing', key: 'id', ...rules });
  return parseItem(rawItem(resource, item), [resource]);
};
const productFields = (item: unknown, fields: Record<string, unknown>) =>
  parse(item, { records: [{ kind: 'products', fields }] });

describe('paths', () => {
  const item = { a: { b: [{ c: 1 }, { c: 2 }] }, 'x.y': 3, list: [[1, 2], [3]], n: null };

  test.each([
    ['a.b[0].c', 1],
    ['a.b[-1].c', 2],
    ["['x.y']", 3],
    ['$.a.b[1].c', 2],
    ['list[0][1]', 2],
    ['a.b[9].c', undefined],
    ['n.deeper', undefined],
    ['toString', undefined],
    ['__proto__', undefined],
  ])('%s', (path, value) => {
    expect(valueAt(path, itemScope(item))).toEqual(value);
  });

  test('elements of lists know what they belong to', () => {
    const nested = {
      id: 7,
      boxes: [
        { name: 'A', parts: [{ p: 1 }, { p: 2 }] },
        { name: 'B', parts: [{ p: 3 }] },
      ],
    };
    const found = elementsOf('boxes[*].parts[*]', itemScope(nested)).map((scope) => [
      valueAt('p', scope),
      valueAt('^.name', scope),
      valueAt('^^.id', scope),
      valueAt('$.id', scope),
    ]);
    expect(found).toEqual([
      [1, 'A', 7, 7],
      [2, 'A', 7, 7],
      [3, 'B', 7, 7],
    ]);
    expect(elementsOf('boxes', itemScope(nested))).toHaveLength(2);
  });

  test('what is no path is refused when the options are saved', () => {
    for (const text of ['a[', 'a[x]', 'a]b']) expect(isPath(text)).toBe(false);
    const parsed = restConnector.options.safeParse({
      url: 'https://erp.example.com',
      resources: [{ name: 'x', key: 'a[', records: [] }],
    });
    expect(parsed.success).toBe(false);
  });
});

describe('values', () => {
  test('are taken, looked up, cut, joined and converted', () => {
    const { records, problems } = productFields(
      {
        id: 1,
        code: 'REF:A-1/blue',
        w: '1,5',
        price: '1.234,50',
        kind: 'STD',
        first: 'Ada',
        last: 'Lovelace',
        on: 'yes',
      },
      {
        sku: { path: 'code', strip: 'REF:', split: { by: '/', part: 0 } },
        productName: { path: ['first', 'last'], join: ' ' },
        category: { path: 'kind', values: { std: 'Standard' } },
        weight: { path: 'w', decimal: ',', unit: 'kg' },
        price: { path: 'price', decimal: ',' },
        currency: { constant: 'EUR' },
        active: 'on',
        cost: [{ path: 'missing' }, { path: 'alsoMissing' }, { constant: 3 }],
      },
    );
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({
      key: 'A-1',
      fields: {
        sku: 'A-1',
        productName: 'Ada Lovelace',
        category: 'Standard',
        weight: 1500,
        price: 1234.5,
        currency: 'EUR',
        active: true,
        cost: 3,
      },
    });
  });

  test('what does not fit is told with its place, and the rest is used', () => {
    const { records, problems } = productFields(
      { id: 1, sku: 'A', price: 'dear', tags: ['a'], kind: 'odd', w: 3, unit: 'stone' },
      {
        sku: 'sku',
        price: 'price',
        productName: 'tags',
        category: { path: 'kind', values: { std: 'Standard' } },
        weight: { path: 'w', unitPath: 'unit' },
      },
    );
    expect(records[0]?.fields).toEqual({ sku: 'A' });
    expect(problems.map(({ code, place, severity }) => [code, place, severity])).toEqual([
      ['notANumber', 'price', 'error'],
      ['wrongType', 'tags', 'error'],
      ['unknownValue', 'kind', 'warning'],
      ['unknownUnit', 'w', 'error'],
    ]);
  });

  test.each([
    ['12.50', '.', 12.5],
    ['1,234.50', '.', 1234.5],
    ['1 234,50', ',', 1234.5],
    ['1.234', ',', 1234],
    ['-3', '.', -3],
    ['1e3', '.', 1000],
    ['12,50', '.', null],
    ['0x10', '.', null],
    ['', '.', null],
    ['Infinity', '.', null],
    ['1'.repeat(50), '.', null],
  ] as const)('the number %s with decimal %s', (text, decimal, value) => {
    expect(readNumber(text, decimal)).toBe(value);
  });

  test.each([
    ['2026-03-29T02:30:00+01:00', {}, '2026-03-29T01:30:00.000Z'],
    ['2026-05-13 12:00:00', {}, '2026-05-13T12:00:00.000Z'],
    ['2026-05-13 12:00:00', { zone: 'Europe/Paris' }, '2026-05-13T10:00:00.000Z'],
    [
      '13/05/2026 08:15',
      { format: 'dd/MM/yyyy HH:mm', zone: 'America/New_York' },
      '2026-05-13T12:15:00.000Z',
    ],
    ['2026-05-13', {}, '2026-05-13T00:00:00.000Z'],
    ['2026-05-13', { endOfDay: true }, '2026-05-13T23:59:00.000Z'],
    [1_778_673_600, { format: 'seconds' }, '2026-05-13T12:00:00.000Z'],
    ['1778673600000', { format: 'milliseconds' }, '2026-05-13T12:00:00.000Z'],
    ['2026-02-30', {}, null],
    ['soon', {}, null],
    [1_778_673_600, {}, null],
    [9e15, { format: 'milliseconds' }, null],
  ])('the instant %s %o', (value, how, iso) => {
    const at = readInstant(value, how);
    expect(at === null ? null : new Date(at).toISOString()).toBe(iso);
  });

  test('sums over what belongs together, zero included', () => {
    const { records } = parse(
      {
        id: 5,
        sku: 'A',
        quants: [
          { wh: 1, q: 2.1 },
          { wh: 1, q: 0.2 },
          { wh: 2, q: 4 },
        ],
        warehouses: [
          { id: 1, code: 'LYS' },
          { id: 2, code: 'LEJ' },
          { id: 3, code: 'BER' },
        ],
      },
      {
        records: [
          {
            kind: 'stock',
            each: 'warehouses[*]',
            fields: {
              sku: '$.sku',
              facilityCode: 'code',
              onHand: { sum: { of: '$.quants[*]', value: 'q', theirs: 'wh', ours: 'id' } },
            },
          },
        ],
      },
    );
    expect(records.map(({ key, fields }) => [key, fields.onHand])).toEqual([
      ['A|LYS', 2.3],
      ['A|LEJ', 4],
      ['A|BER', 0],
    ]);
  });
});
