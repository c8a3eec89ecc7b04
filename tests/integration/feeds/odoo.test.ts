import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RawItem } from '../../../core/feeds/connector.ts';
import { restConnector } from '../../../core/feeds/connectors/rest/index.ts';
import { saveFeed } from '../../../core/feeds/feeds.service.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import type { FeedRecord } from '../../../core/feeds/record.ts';
import { toolsFor } from '../../helpers/connector-tools.ts';
import { type OdooServer, startOdoo } from '../../helpers/odoo-server.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { registryOf } from '../../helpers/scripted-feed.ts';

const DAY = '2026-05-13';
const at = (time: string) => `${DAY} ${time}`;
const product = (id: number, code: string | false, more: Record<string, unknown> = {}) => ({
  id,
  default_code: code,
  name: `Product ${id}`,
  categ_id: [1, 'All / Saleable'],
  weight: 1.5,
  volume: 0.002,
  list_price: 20,
  standard_price: 12,
  currency_id: [1, 'EUR'],
  type: 'consu',
  active: true,
  write_date: at('08:00:00'),
  ...more,
});
const quant = (id: number, productId: number, location: number, quantity: number, reserved = 0) => ({
  id,
  product_id: [productId, `P${productId}`],
  location_id: [location, `L${location}`],
  'location_id.usage': 'internal',
  quantity,
  reserved_quantity: reserved,
  write_date: at('08:00:00'),
});

function network() {
  return {
    'stock.warehouse': [
      { id: 1, code: 'LYS', name: 'Lyon', partner_id: [11, 'Us'], active: true, write_date: at('07:00:00') },
      { id: 2, code: 'LEJ', name: 'Leipzig', partner_id: false, active: true, write_date: at('07:00:00') },
    ],
    'stock.location': [
      { id: 21, warehouse_id: [1, 'Lyon'], usage: 'internal' },
      { id: 22, warehouse_id: [1, 'Lyon'], usage: 'internal' },
      { id: 23, warehouse_id: [2, 'Leipzig'], usage: 'internal' },
    ],
    'res.country': [{ id: 75, code: 'FR' }],
    'res.partner': [
      { ...partner(11, 'Us', false), customer_rank: 0 },
      { ...partner(12, 'Azure', 'C-12'), customer_rank: 1 },
      { ...partner(13, 'No reference', false), customer_rank: 3 },
    ],
    'delivery.carrier': [
      { id: 31, name: 'Express', delivery_type: 'ups', active: true, write_date: at('07:00:00') },
    ],
    'product.product': [
      product(41, 'FURN-1'),
      product(42, false),
      product(43, 'SERV-1', { type: 'service', write_date: at('09:00:00') }),
    ],
    'stock.quant': [
      quant(51, 41, 21, 5, 1),
      quant(52, 41, 22, 7),
      quant(53, 41, 23, 2),
      quant(54, 42, 21, 3),
    ],
    'sale.order': [
      {
        id: 61,
        name: 'S00061',
        state: 'sale',
        date_order: at('10:00:00'),
        commitment_date: false,
        partner_id: [12, 'Azure'],
        partner_shipping_id: [12, 'Azure'],
        currency_id: [1, 'EUR'],
        amount_total: 60,
        order_line: [71, 72, 73],
        picking_policy: 'direct',
        write_date: at('10:05:00'),
      },
      { id: 62, name: 'Q62', state: 'draft', order_line: [], write_date: at('10:06:00') },
    ],
    'sale.order.line': [
      line(71, 41, 3, { qty_delivered: 1 }),
      line(72, 43, 1),
      { ...line(73, 41, 0), product_id: false, display_type: 'line_note' },
    ],
    'stock.picking.type': [
      { id: 81, code: 'outgoing', warehouse_id: [1, 'Lyon'] },
      { id: 82, code: 'incoming', warehouse_id: [2, 'Leipzig'] },
    ],
    'stock.picking': [
      picking(91, 'LYS/OUT/00091', 81, {
        sale_id: [61, 'S00061'],
        carrier_id: [31, 'Express'],
        carrier_tracking_ref: '1Z9',
      }),
      picking(92, 'LEJ/IN/00092', 82, { origin: 'P00092' }),
    ],
    'stock.move': [move(101, 91, 41, 3, [71, 'line']), move(102, 92, 41, 40, false)],
  };
}

function partner(id: number, name: string, ref: string | false) {
  const address = {
    street: '1 rue Haute',
    city: 'Lyon',
    zip: '69001',
    state_id: false,
    country_id: [75, 'France'],
  };
  return { id, name, ref, ...address, email: false, phone: false, write_date: at('07:30:00') };
}

function line(id: number, productId: number, quantity: number, more: Record<string, unknown> = {}) {
  return {
    id,
    order_id: [61, 'S00061'],
    product_id: [productId, 'P'],
    name: 'A line',
    product_uom_qty: quantity,
    qty_delivered: 0,
    price_unit: 20,
    display_type: false,
    sequence: 10,
    write_date: at('10:05:00'),
    ...more,
  };
}

function picking(id: number, name: string, type: number, more: Record<string, unknown>) {
  return {
    id,
    name,
    state: 'assigned',
    origin: false,
    sale_id: false,
    carrier_id: false,
    carrier_tracking_ref: false,
    scheduled_date: at('16:00:00'),
    date_done: false,
    partner_id: [12, 'Azure'],
    picking_type_id: [type, 'Type'],
    write_date: at('11:00:00'),
    ...more,
  };
}

function move(id: number, pickingId: number, productId: number, quantity: number, saleLine: unknown) {
  return {
    id,
    picking_id: [pickingId, 'P'],
    product_id: [productId, 'P'],
    product_uom_qty: quantity,
    sale_line_id: saleLine,
    state: 'assigned',
    write_date: at('11:00:00'),
  };
}

const login = { database: 'prod', user: 'vigie@example.com', password: 'api-key-of-odoo' };

describe('the ready mapping of Odoo', () => {
  let odoo: OdooServer;
  beforeAll(async () => {
    odoo = await startOdoo(network(), login);
  });
  afterAll(() => odoo.close());

  const options = () => ({ url: odoo.url, preset: 'odoo', database: 'prod', user: login.user, pageSize: 2 });
  const tools = (secrets: Record<string, string> = { password: login.password }) =>
    toolsFor(restConnector, options(), { secrets });

  async function pull(cursor: unknown = null) {
    const items: RawItem[] = [];
    let last: unknown = cursor;
    for await (const batch of restConnector.pull?.(tools(), cursor, { type: 'sync' }) ?? []) {
      items.push(...batch.items);
      last = batch.cursor;
    }
    const parsed = items.map((item) => restConnector.parse(item, tools().options));
    const records: FeedRecord[] = parsed.flatMap((one) => one.records);
    return { items, records, problems: parsed.flatMap((one) => one.problems), cursor: last };
  }

  test('reads warehouses, products, customers, carriers, stock, sales, deliveries and receipts', async () => {
    const { records, problems } = await pull();
    expect(problems).toEqual([]);
    const find = (kind: string) => records.filter((record) => record.kind === kind);
    expect(find('facilities').map(({ key }) => key)).toEqual(['LYS', 'LEJ']);
    expect(find('facilities')[0]?.fields).toMatchObject({
      facilityName: 'Lyon',
      city: 'Lyon',
      country: 'FR',
      active: true,
    });
    expect(find('customers').map(({ key }) => key)).toEqual(['C-12', 'odoo-13']);
    expect(find('carriers')[0]).toMatchObject({ fields: { carrierCode: 'ups', serviceCode: 'odoo-31' } });
    expect(find('products')).toMatchObject([
      {
        key: 'FURN-1',
        upstream: 'product.product,41',
        fields: { weight: 1500, volume: 2000, price: 20, stocked: true },
      },
      { key: 'odoo-42' },
      { key: 'SERV-1', fields: { stocked: false } },
    ]);
    expect(find('stock').map(({ key, fields }) => [key, fields.onHand, fields.reserved])).toEqual([
      ['FURN-1|LYS', 12, 1],
      ['FURN-1|LEJ', 2, 0],
      ['odoo-42|LYS', 3, 0],
      ['odoo-42|LEJ', 0, 0],
    ]);
    expect(find('orders')).toMatchObject([
      {
        key: 'S00061',
        upstream: 'sale.order,61',
        version: Date.UTC(2026, 4, 13, 10, 5),
        fields: {
          orderedAt: Date.UTC(2026, 4, 13, 10),
          orderStatus: 'open',
          customerCode: 'C-12',
          country: 'FR',
          currency: 'EUR',
          shipComplete: false,
        },
        lines: [{ lineNumber: 71, sku: 'FURN-1', quantity: 3, quantityShipped: 1, unitPrice: 20 }],
      },
    ]);
    expect(find('shipments')).toMatchObject([
      {
        key: 'LYS/OUT/00091',
        fields: {
          orderNumber: 'S00061',
          facilityCode: 'LYS',
          carrierCode: 'ups',
          trackingNumber: '1Z9',
          shipmentStatus: 'picked',
        },
        lines: [{ sku: 'FURN-1', quantity: 3, lineNumber: 71 }],
      },
    ]);
    expect(find('inbound')).toMatchObject([
      {
        fields: {
          inboundReference: 'LEJ/IN/00092-102',
          facilityCode: 'LEJ',
          quantity: 40,
          expectedAt: Date.UTC(2026, 4, 13, 16),
          inboundStatus: 'expected',
        },
      },
    ]);
  });

  test('then only what changed, from five minutes before the newest change known', async () => {
    const { cursor } = await pull();
    odoo.reads.length = 0;
    // Products have no time of change of their own stock: it is asked for since the server's clock at the last pass.
    Object.assign(odoo.tables['stock.quant']?.find(({ id }) => id === 54) ?? {}, {
      quantity: 0,
      write_date: '2199-01-01 00:00:00',
    });
    Object.assign(odoo.tables['sale.order.line']?.[0] ?? {}, {
      qty_delivered: 3,
      write_date: at('12:00:00'),
    });
    const { records } = await pull(cursor);
    const since = odoo.reads.find(({ model }) => model === 'sale.order')?.domain;
    expect(JSON.stringify(since)).toContain('2026-05-13 10:00:00');
    expect(records.filter(({ kind }) => kind === 'orders')).toMatchObject([
      { lines: [{ quantityShipped: 3 }] },
    ]);
    expect(records.filter(({ key }) => key === 'odoo-42|LYS')).toMatchObject([{ fields: { onHand: 0 } }]);
  });

  test('a refused sign-in and an unknown database are told in words', async () => {
    expect(await restConnector.test(tools({ password: 'wrong' }))).toMatchObject([
      {
        code: 'signIn',
        ok: false,
        detail: 'The sign-in was refused.',
        action: expect.stringContaining('password'),
      },
    ]);
    const other = toolsFor(
      restConnector,
      { ...options(), database: 'nope' },
      { secrets: { password: login.password } },
    );
    expect(await restConnector.test(other)).toMatchObject([
      { code: 'signIn', ok: false, detail: expect.stringContaining('database "nope" does not exist') },
    ]);
    expect((await restConnector.test(tools())).every(({ ok }) => ok)).toBe(true);
  });

  test('a field that this Odoo does not have stops its model only', async () => {
    for (const thing of odoo.tables['delivery.carrier'] ?? []) delete thing.delivery_type;
    const items: RawItem[] = [];
    const reading = (async () => {
      for await (const batch of restConnector.pull?.(tools(), null, { type: 'sync' }) ?? [])
        items.push(...batch.items);
    })();
    await expect(reading).rejects.toMatchObject({
      message: expect.stringContaining("Invalid field 'delivery_type'"),
    });
    expect(items.map(({ kind }) => kind)).toContain('sale.order');
  });
});

describeCores('an Odoo feed in a core', (cores) => {
  test('brings its network in: nothing waits, nothing is put aside, and again nothing changes', async () => {
    const odoo = await startOdoo(network(), login);
    const ctx = await cores.open(undefined, { connectors: registryOf(restConnector) });
    const feed = await saveFeed(ctx, {
      name: 'Odoo',
      connector: 'rest',
      options: { url: odoo.url, preset: 'odoo', database: 'prod', user: login.user },
      secrets: { password: login.password },
      intervalSeconds: 0,
      budgetPerHour: null,
      active: true,
    });
    const engine = feedsOf(ctx);
    const run = await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
    await engine.settle();
    const left = await ctx.db.read
      .selectFrom('feed_inbox')
      .select(['kind', 'key', 'state', 'problems_json'])
      .where('state', 'in', ['waiting', 'quarantined', 'received'])
      .execute();
    expect(left).toEqual([]);
    expect(run).toMatchObject({ status: 'done', error: null });
    const stock = await ctx.db.read
      .selectFrom('stock_position')
      .innerJoin('product', 'product.id', 'stock_position.product_id')
      .innerJoin('facility', 'facility.id', 'stock_position.facility_id')
      .select(['product.sku', 'facility.code', 'on_hand'])
      .where('on_hand', '>', 0)
      .orderBy('stock_position.on_hand')
      .execute();
    expect(stock.map(({ sku, code, on_hand }) => `${sku} ${code} ${on_hand}`)).toEqual([
      'FURN-1 LEJ 2',
      'odoo-42 LYS 3',
      'FURN-1 LYS 12',
    ]);
    const again = await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
    expect(again).toMatchObject({ status: 'done', received: 0, applied: 0 });
    await odoo.close();
  });
});
