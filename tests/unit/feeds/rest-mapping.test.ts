import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { restConnector } from '../../../core/feeds/connectors/rest/index.ts';
import { readJson } from '../../../core/feeds/connectors/rest/json.ts';
import { itemsOf, parseItem, rawItem } from '../../../core/feeds/connectors/rest/mapping.ts';
import { itemRules } from '../../../core/feeds/connectors/rest/mapping-rules.ts';
import { nextLink } from '../../../core/feeds/connectors/rest/paging.ts';
import { fillJson, fillText } from '../../../core/feeds/connectors/rest/template.ts';
import { webhookConnector } from '../../../core/feeds/connectors/webhook/index.ts';

const parse = (item: unknown, rules: Record<string, unknown>) => {
  const resource = itemRules.parse({ name: 'thing', key: 'id', ...rules });
  return parseItem(rawItem(resource, item), [resource]);
};

describe('items', () => {
  test('have a key, a version and the body as it came; without a key they are kept and explained', () => {
    const rules = itemRules.parse({
      name: 'order',
      key: ['shop', 'id'],
      version: { path: 'changed' },
      records: [],
    });
    expect(rawItem(rules, { id: 3, shop: 'fr', changed: '2026-01-01T00:00:00Z' })).toEqual({
      kind: 'order',
      key: 'fr|3',
      version: Date.UTC(2026, 0, 1),
      body: '{"id":3,"shop":"fr","changed":"2026-01-01T00:00:00Z"}',
    });
    const keyless = rawItem(rules, { shop: 'fr' });
    expect(keyless.key).toMatch(/^#[\w-]{43}$/);
    expect(parseItem(keyless, [rules]).problems[0]).toMatchObject({ code: 'missingKey', place: 'shop, id' });
    const long = rawItem(rules, { shop: 'x\u0000'.repeat(400), id: 1 });
    expect(long.key.length).toBeLessThanOrEqual(200);
    expect(long.key).not.toContain('\u0000');
  });

  test('one may give several records; lines come from lists; a thing may be gone', () => {
    const { records } = parse(
      {
        id: 1,
        number: 'SO-1',
        state: 'void',
        rows: [
          { s: 'A', q: 1, type: 'item' },
          { s: 'P', q: 1, type: 'postage' },
        ],
        parcels: [{ n: 'P-1' }, { n: 'P-2' }],
      },
      {
        records: [
          {
            kind: 'orders',
            fields: { orderNumber: 'number' },
            deletedWhen: [{ path: 'state', in: ['VOID'] }],
            lines: {
              path: 'rows[*]',
              when: [{ path: 'type', notIn: ['postage'] }],
              fields: { sku: 's', quantity: 'q' },
            },
          },
          { kind: 'shipments', each: 'parcels[*]', fields: { shipmentNumber: 'n', orderNumber: '$.number' } },
        ],
      },
    );
    expect(records).toMatchObject([
      { kind: 'orders', key: 'SO-1', deleted: true, lines: [{ sku: 'A', quantity: 1 }] },
      { kind: 'shipments', key: 'P-1', fields: { orderNumber: 'SO-1' } },
      { kind: 'shipments', key: 'P-2' },
    ]);
  });

  test('whole numbers of 64 bits stay exact; what nests too deep is refused quickly', () => {
    expect(readJson('{"id":9223372036854775807,"n":1.5}')).toEqual({
      ok: true,
      value: { id: '9223372036854775807', n: 1.5 },
    });
    expect(readJson('['.repeat(2_000_000))).toMatchObject({ ok: false, code: 'tooDeep' });
    expect(readJson('{"a":"[[[[')).toMatchObject({ ok: false, code: 'notJson' });
  });

  test('an answer that holds no list is known as such', () => {
    expect(itemsOf({ data: [1] }, 'data')).toEqual([1]);
    expect(itemsOf({ data: null }, 'data')).toEqual([]);
    expect(itemsOf({ data: 'x' }, 'data')).toBeNull();
    expect(itemsOf({}, 'data')).toBeNull();
    expect(itemsOf({ id: 1 }, '')).toEqual([{ id: 1 }]);
    expect(itemsOf('x', '')).toBeNull();
  });

  test('whatever a source sends, parsing ends with records or reasons and is the same each time', () => {
    const options = restConnector.options.parse({ url: 'https://x.example', preset: 'odoo' });
    const kinds = ['sale.order', 'stock.quant', 'stock.picking', 'product.product', 'nonsense'];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.oneof(fc.json(), fc.string()), (kind, body) => {
        const item = { kind, key: 'k', version: null, body };
        const first = restConnector.parse(item, options);
        expect(restConnector.parse(item, options)).toEqual(first);
        expect(first.records.length + first.problems.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('templates', () => {
  test('a placeholder alone keeps its type; values cannot change the shape or be templates themselves', () => {
    const values = {
      size: 50,
      since: null,
      name: '","admin":true,"x":"{{secret.token}}',
      list: [{ n: 1 }, { n: 2 }],
    };
    expect(
      fillJson(
        {
          limit: '{{size}}',
          since: '{{since}}',
          text: 'for {{name}}',
          rows: { $each: 'list', $item: { no: '{{n}}' } },
        },
        values,
      ),
    ).toEqual({
      limit: 50,
      since: null,
      text: 'for ","admin":true,"x":"{{secret.token}}',
      rows: [{ no: 1 }, { no: 2 }],
    });
  });

  test('addresses are encoded, filters convert', () => {
    expect(fillText('/orders/{{id}}/x', { id: '../a b' }, encodeURIComponent)).toBe('/orders/..%2Fa%20b/x');
    expect(fillText('{{at | iso}} {{at|date}} {{w|kg}}', { at: 0, w: 1500 })).toBe(
      '1970-01-01T00:00:00.000Z 1970-01-01 1.5',
    );
    expect(fillText('{{missing}}-{{constructor}}', {})).toBe('-');
  });

  test.each([
    ['<https://x/2>; rel="next"', 'https://x/2'],
    ['<https://x/1>; rel="previous", <https://x/3?a=1,2>; rel="next"', 'https://x/3?a=1,2'],
    ['<https://x/1>; rel=next', 'https://x/1'],
    ['<https://x/1>; rel="prev"', null],
    [null, null],
  ])('the next link of %s', (header, link) => {
    expect(nextLink(header)).toBe(link);
  });
});

describe('the ready mapping of Shopify', () => {
  const hooks = webhookConnector.options.parse({ preset: 'shopify' });
  const order = {
    id: 5208334008572,
    admin_graphql_api_id: 'gid://shopify/Order/5208334008572',
    name: '#1042',
    email: 'jane@example.com',
    created_at: '2026-05-13T12:00:00-04:00',
    updated_at: '2026-05-13T12:05:00-04:00',
    cancelled_at: null,
    currency: 'USD',
    total_price: '59.95',
    financial_status: 'paid',
    fulfillment_status: null,
    source_name: 'web',
    line_items: [
      { id: 11, sku: 'HS-TSHIRT-L', name: 'T-Shirt', quantity: 1, price: '29.95', requires_shipping: true },
      { id: 12, sku: '', variant_id: 99, name: 'Mug', quantity: 2, price: '15.00', requires_shipping: true },
      { id: 13, sku: 'GIFT', name: 'Gift card', quantity: 1, price: '10.00', requires_shipping: false },
    ],
    customer: { id: 7777777777, first_name: 'Jane', last_name: 'Doe' },
    shipping_address: {
      name: 'Jane Doe',
      address1: '1 Main St',
      address2: null,
      city: 'Brooklyn',
      country_code: 'US',
      zip: '11201',
    },
  };
  const parseOrder = (body: unknown) =>
    webhookConnector.parse(
      { kind: 'shopify.order', key: '1', version: null, body: JSON.stringify(body) },
      hooks,
    );

  test('an order', () => {
    const { records, problems } = parseOrder(order);
    expect(problems).toEqual([]);
    expect(records.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'products HS-TSHIRT-L',
      'products shopify-99',
      'orders 1042',
    ]);
    expect(records[2]).toMatchObject({
      kind: 'orders',
      key: '1042',
      upstream: 'gid://shopify/Order/5208334008572',
      fields: {
        orderNumber: '1042',
        orderedAt: Date.parse('2026-05-13T16:00:00Z'),
        orderStatus: 'open',
        paymentState: 'paid',
        orderTotal: 59.95,
        customerCode: '7777777777',
        customerName: 'Jane Doe',
        street: '1 Main St',
        country: 'US',
      },
      lines: [
        { lineNumber: 11, sku: 'HS-TSHIRT-L', quantity: 1, unitPrice: 29.95 },
        { lineNumber: 12, sku: 'shopify-99', quantity: 2 },
      ],
    });
  });

  test('cancelled and shipped orders', () => {
    expect(
      parseOrder({ ...order, cancelled_at: '2026-05-14T00:00:00Z' }).records[2]?.fields.orderStatus,
    ).toBe('cancelled');
    expect(parseOrder({ ...order, fulfillment_status: 'partial' }).records[2]?.fields.orderStatus).toBe(
      'partiallyShipped',
    );
  });

  test.each([
    ['#1042-F1', '1042'],
    ['#1042.1', '1042'],
  ])('a fulfillment %s', (name, orderNumber) => {
    const body = JSON.stringify({
      id: 1,
      order_id: 2,
      name,
      status: 'success',
      created_at: '2026-05-14T10:00:00Z',
      tracking_company: 'UPS',
      tracking_numbers: ['1Z999'],
      shipment_status: null,
      line_items: [{ id: 11, sku: 'HS-TSHIRT-L', quantity: 1 }],
    });
    const { records, problems } = webhookConnector.parse(
      { kind: 'shopify.fulfillment', key: '1', version: null, body },
      hooks,
    );
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({
      kind: 'shipments',
      fields: { orderNumber, trackingNumber: '1Z999', carrierCode: 'UPS', shipmentStatus: 'inTransit' },
      lines: [{ sku: 'HS-TSHIRT-L', quantity: 1 }],
    });
  });
});

test('the options draw a form: every one has a title, mappings are JSON', () => {
  for (const connector of [restConnector, webhookConnector]) {
    const schema = z.toJSONSchema(connector.options, { io: 'input' }) as {
      properties: Record<string, { title?: string; 'x-group'?: string; 'x-widget'?: string }>;
    };
    for (const property of Object.values(schema.properties)) {
      expect(property.title).toBeTruthy();
      expect(property['x-group']).toBeTruthy();
    }
    expect(schema.properties.resources?.['x-widget']).toBe('json');
  }
});
