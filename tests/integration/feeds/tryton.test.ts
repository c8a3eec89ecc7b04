import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RawItem } from '../../../core/feeds/connector.ts';
import { trytonConnector } from '../../../core/feeds/connectors/tryton/index.ts';
import type { TrytonOptions } from '../../../core/feeds/connectors/tryton/options.ts';
import type { FeedRecord, RecordFields } from '../../../core/feeds/record.ts';
import {
  createConnectorTools,
  type Pulled,
  parseAll,
  pullAll,
  type TestTools,
} from '../../helpers/connector-tools.ts';
import {
  startTryton,
  type TrytonServer,
  type TrytonUser,
  trytonMissing,
} from '../../helpers/tryton-server.ts';

const missing = trytonMissing();
const SHIPMENT = 'stock.shipment.out';

if (missing) test.skip(`Tryton, read whole and in increments: ${missing}`, () => {});
else describe('Tryton, read whole and in increments', () => readTests());

function readTests(): void {
  let server: TrytonServer;
  let admin: TrytonUser;
  let reader: TestTools<TrytonOptions>;
  let now = Date.now();
  let first: Pulled;
  let cursor: unknown;

  beforeAll(async () => {
    server = await startTryton();
    admin = await server.user('admin');
    reader = createConnectorTools(trytonConnector, {
      options: server.options,
      secrets: server.secrets,
      clock: () => now,
    });
    first = await pullAll(trytonConnector, reader);
    cursor = first.cursor;
    hear(first);
  }, 400_000);
  afterAll(async () => {
    await reader?.close();
    await server?.stop();
  });

  const latest = new Map<string, RawItem>();
  const hear = ({ items }: Pulled) => {
    for (const item of items) {
      if (item.deleted) latest.delete(`${item.kind} ${item.key}`);
      else latest.set(`${item.kind} ${item.key}`, item);
    }
  };
  /** What the next pull brings. */
  const next = async (): Promise<Pulled> => {
    const pulled = await pullAll(trytonConnector, reader, cursor);
    cursor = pulled.cursor;
    hear(pulled);
    return pulled;
  };
  const records = (pulled: Pulled) => parseAll(trytonConnector, reader, pulled.items);
  const keysOf = (pulled: Pulled, kind: string) =>
    pulled.items.filter((item) => item.kind === kind).map(({ key }) => Number(key));
  const fieldsOf = (list: readonly FeedRecord[], kind: string, upstream: string): RecordFields | undefined =>
    list.find((one) => one.kind === kind && one.upstream === upstream)?.fields;
  const countBy = (list: readonly FeedRecord[], kind: string, field: string) => {
    const counts: Record<string, number> = {};
    for (const one of list.filter((record) => record.kind === kind)) {
      const value = String(one.fields[field]);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    return counts;
  };
  const numberOf = async (shipment: number) =>
    (await admin.rows(SHIPMENT, [['id', '=', shipment]], ['number']))[0].number;

  test('the first load brings every document, in the order in which one needs the other', () => {
    const { counts } = server.manifest;
    const models = ['product.product', 'party.party', 'carrier', 'sale.sale', 'purchase.purchase', SHIPMENT];
    for (const model of [
      ...models,
      'stock.shipment.in',
      'stock.shipment.internal',
      'stock.shipment.out.return',
    ]) {
      expect(keysOf(first, model), model).toHaveLength(counts[model]?.total ?? -1);
    }
    const order = [...new Set(records(first).map(({ kind }) => kind))];
    expect(order).toEqual([
      'facilities',
      'products',
      'customers',
      'carriers',
      'stock',
      'inbound',
      'orders',
      'returns',
      'shipments',
    ]);
    const progress = first.batches.map((batch) => batch.progress ?? 0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
    expect(first.items.flatMap((item) => trytonConnector.parse(item, reader.tools.options).problems)).toEqual(
      [],
    );
  });

  test('stock is that of each warehouse, and orders and shipments stand where Tryton has them', () => {
    const all = records(first);
    const stock = new Map(
      all.filter(({ kind }) => kind === 'stock').map(({ key, fields }) => [key, fields.onHand]),
    );
    for (const [warehouse, products] of Object.entries(server.manifest.quantity_at_anchor)) {
      for (const [sku, quantity] of Object.entries(products)) {
        expect(stock.get(`${sku}|${warehouse}`) ?? 0, `${sku} in ${warehouse}`).toBe(quantity);
      }
    }
    const states = server.manifest.counts[SHIPMENT] ?? {};
    const shipments = all.filter(
      ({ kind, upstream }) => kind === 'shipments' && upstream?.startsWith(`${SHIPMENT},`),
    );
    expect(countBy(shipments, 'shipments', 'shipmentStatus')).toEqual({
      planned: (states.waiting ?? 0) + (states.assigned ?? 0),
      picked: states.picked,
      packed: states.packed,
      inTransit: states.done,
      cancelled: states.cancelled,
    });
    expect(shipments.filter(({ fields }) => fields.assignedAt != null)).toHaveLength(states.assigned ?? -1);
    const orders = countBy(all, 'orders', 'orderStatus');
    expect(orders.received).toBe(server.manifest.counts['sale.sale']?.quotation);
    expect(orders).toMatchObject({
      released: states.assigned,
      picking: states.picked,
      packed: states.packed,
    });
    expect(all.filter(({ kind }) => kind === 'customers')).toHaveLength(60);
    const tracked = shipments.filter(({ fields }) => fields.trackingNumber != null);
    expect(tracked.length).toBeGreaterThan(30);
    expect(
      shipments.every(({ lines, fields }) => lines?.length && fields.orderNumber && fields.facilityCode),
    ).toBe(true);
    expect(
      shipments.flatMap(({ lines }) => lines ?? []).every(({ lineNumber }) => Number(lineNumber) > 0),
    ).toBe(true);
  });

  test('late and shipped goods are still expected, with the supplier or warehouse that they come from', async () => {
    const all = records(first);
    const drafts = await admin.rows('stock.shipment.in', [['state', '=', 'draft']], ['number']);
    const expected = all.filter(
      ({ kind, fields }) => kind === 'inbound' && fields.inboundStatus === 'expected',
    );
    const references = new Set(expected.map(({ fields }) => fields.inboundReference));
    for (const { number } of drafts) expect(references).toContain(`IN-${number}`);
    const transfers = expected.filter(({ fields }) => fields.inboundKind === 'transfer');
    expect(new Set(transfers.map(({ fields }) => fields.inboundReference)).size).toBe(5);
    const loose = await admin.rows(
      'stock.move',
      [
        ['state', '=', 'draft'],
        ['shipment', '=', null],
        ['purchase', '!=', null],
      ],
      ['purchase'],
    );
    const orders = expected.filter(({ upstream }) => upstream?.startsWith('purchase.purchase,'));
    expect(orders).toHaveLength(loose.length);
  });

  test('when nothing changed nothing comes, for a handful of calls', async () => {
    const pulled = await next();
    expect(pulled.items).toEqual([]);
    expect(pulled.batches).toEqual([]);
    expect(pulled.calls).toBeLessThanOrEqual(12);
  });

  test('a new sale is an order, and its shipment, with the next pull', async () => {
    const [model] = await admin.rows(
      'sale.sale',
      [
        ['state', '=', 'processing'],
        ['shipments', '!=', null],
      ],
      [
        ...['party', 'invoice_address', 'shipment_address', 'warehouse', 'currency', 'payment_term'],
        ...['lines.product', 'lines.unit', 'lines.unit_price'],
      ],
    );
    const { id: _id, 'lines.': lines, ...values } = model;
    const [line] = lines;
    const sold = { product: line.product, unit: line.unit, unit_price: line.unit_price, quantity: 2 };
    const [sale] = await admin.call('sale.sale.create', [{ ...values, lines: [['create', [sold]]] }]);
    const draft = await next();
    expect(keysOf(draft, 'sale.sale')).toEqual([sale]);
    expect(records(draft)).toEqual([]);
    for (const button of ['quote', 'confirm']) await admin.call(`sale.sale.${button}`, [sale]);
    const pulled = await next();
    const [{ number, shipments }] = await admin.rows(
      'sale.sale',
      [['id', '=', sale]],
      ['number', 'shipments'],
    );
    const all = records(pulled);
    expect(fieldsOf(all, 'orders', `sale.sale,${sale}`)).toMatchObject({
      orderNumber: number,
      orderStatus: 'open',
    });
    expect(shipments).toHaveLength(1);
    expect(all.find(({ kind }) => kind === 'shipments')).toMatchObject({
      fields: {
        shipmentNumber: await numberOf(shipments[0]),
        orderNumber: number,
        shipmentStatus: 'planned',
      },
      lines: [{ quantity: 2, lineNumber: 1 }],
    });
    expect(pulled.calls).toBeLessThan(40);
    expect((await next()).items).toEqual([]);
  });

  test('a product that is renamed comes though only its template was written', async () => {
    const [product] = await admin.rows('product.product', [['type', '=', 'goods']], ['code', 'template'], 1);
    await admin.call('product.template.write', [product.template], { name: 'Renamed today' });
    const pulled = await next();
    expect(keysOf(pulled, 'product.product')).toEqual([product.id]);
    expect(fieldsOf(records(pulled), 'products', `product.product,${product.id}`)?.productName).toBe(
      'Renamed today',
    );
  });

  test('an address that is edited changes the customer and what is still to be sent there', async () => {
    const [sale] = await admin.rows(
      'sale.sale',
      [
        ['state', '=', 'processing'],
        ['shipment_state', '=', 'waiting'],
        ['shipments', '!=', null],
      ],
      ['shipment_address', 'party', 'shipments'],
    );
    await admin.call('party.address.write', [sale.shipment_address], { city: 'Neuville' });
    const all = records(await next());
    expect(all.filter(({ kind }) => kind === 'customers')).toHaveLength(1);
    expect(fieldsOf(all, 'orders', `sale.sale,${sale.id}`)?.city).toBe('Neuville');
    expect(fieldsOf(all, 'shipments', `${SHIPMENT},${sale.shipments[0]}`)?.city).toBe('Neuville');
  });

  test('stock taken elsewhere is reserved, free again when the shipment goes back, and gone when it has left', async () => {
    const short = server.manifest.cases.shipments_short_of_stock ?? [];
    const waiting = await admin.rows(
      SHIPMENT,
      [
        ['state', '=', 'waiting'],
        ['id', 'not in', short],
        ['carrier', '!=', null],
      ],
      ['warehouse.code', 'outgoing_moves.product.code', 'outgoing_moves.quantity'],
    );
    let row = waiting[0];
    for (const candidate of waiting) {
      row = candidate;
      if (await admin.call(`${SHIPMENT}.assign_try`, [row.id])) break;
    }
    const [move] = row['outgoing_moves.'];
    const position = (list: readonly FeedRecord[]) =>
      list.find(
        ({ kind, key }) => kind === 'stock' && key === `${move['product.'].code}|${row['warehouse.'].code}`,
      )?.fields;
    const assigned = records(await next());
    const shipment = () => `${SHIPMENT},${row.id}`;
    const orderOf = (list: readonly FeedRecord[]) => {
      const number = fieldsOf(list, 'shipments', shipment())?.orderNumber;
      return list.find(({ kind, key }) => kind === 'orders' && key === number)?.fields;
    };
    expect(fieldsOf(assigned, 'shipments', shipment())).toMatchObject({
      shipmentStatus: 'planned',
      assignedAt: expect.any(Number),
    });
    expect(orderOf(assigned)?.orderStatus).toBe('released');
    const taken = position(assigned);

    await admin.call(`${SHIPMENT}.wait`, [row.id]);
    const waitingAgain = records(await next());
    expect(fieldsOf(waitingAgain, 'shipments', shipment())?.assignedAt).toBeNull();
    expect(position(waitingAgain)?.reserved).toBe(Number(taken?.reserved) - move.quantity);

    for (const button of ['assign_try', 'pick', 'pack', 'done'])
      await admin.call(`${SHIPMENT}.${button}`, [row.id]);
    const gone = records(await next());
    expect(fieldsOf(gone, 'shipments', shipment())).toMatchObject({
      shipmentStatus: 'inTransit',
      shippedAt: expect.any(Number),
    });
    expect(orderOf(gone)?.orderStatus).toBe('shipped');
    expect(position(gone)).toMatchObject({
      onHand: Number(taken?.onHand) - move.quantity,
      reserved: Number(taken?.reserved) - move.quantity,
    });
  });

  test('a sale that is deleted leaves no trace in Tryton and is found all the same', async () => {
    const [sale] = await admin.rows('sale.sale', [['state', '=', 'draft']], ['state'], 1);
    await admin.call('sale.sale.delete', [sale.id]);
    expect((await next()).items).toEqual([]);
    now += 5 * 60_000;
    expect((await next()).items).toEqual([
      { kind: 'sale.sale', key: String(sale.id), version: null, body: '', deleted: true },
    ]);
    expect((await next()).items).toEqual([]);
  });

  test('what changes while a pull runs comes with the next one', async () => {
    const products = await admin.rows('product.product', [['type', '=', 'goods']], ['template'], 2);
    await admin.call('product.template.write', [products[0].template], { name: 'Before the pull' });
    const start = reader.calls();
    let written = false;
    reader.onCall(async (call) => {
      if (call < start + 6 || written) return;
      written = true;
      await admin.call('product.template.write', [products[1].template], { name: 'While it ran' });
    });
    const during = await next();
    reader.onCall(null);
    const after = await next();
    expect(written).toBe(true);
    expect([...keysOf(during, 'product.product'), ...keysOf(after, 'product.product')]).toEqual(
      expect.arrayContaining(products.map(({ id }) => id)),
    );
    expect((await next()).items).toEqual([]);
  });

  test('a row that appears behind the newest date, as long transactions make them, is not missed', async () => {
    const [sale] = await admin.rows('sale.sale', [['state', '=', 'quotation']], ['state'], 1);
    const db = new Sqlite(server.databaseFile, { timeout: 10_000 });
    const newest = db.prepare('select max(write_date) as at from product_template').get() as { at: string };
    const before = new Date(`${newest.at.replace(' ', 'T')}Z`).getTime() - 60_000;
    const late = new Date(before).toISOString().replace('T', ' ').replace('Z', '000');
    db.prepare('update sale_sale set reference = ?, write_date = ? where id = ?').run(
      'BEHIND',
      late,
      sale.id,
    );
    db.close();
    expect(keysOf(await next(), 'sale.sale')).toEqual([sale.id]);
  });

  test('when it has been quiet for longer than the overlap, only what is new is looked at', async () => {
    now += 6 * 60_000;
    await next();
    expect((await next()).items).toEqual([]);
    const [party] = await admin.rows('party.party', [['code', '=', 'C01001']], ['name'], 1);
    await admin.call('party.party.write', [party.id], { name: 'Claes & Zonen' });
    const all = records(await next());
    expect(fieldsOf(all, 'customers', `party.party,${party.id}`)?.customerName).toBe('Claes & Zonen');
  });

  test('a full reading says the same as the first load and all that came after it', async () => {
    const found = new Map<string, RawItem>();
    const complete: string[] = [];
    for await (const page of trytonConnector.snapshot?.(reader.tools) ?? []) {
      for (const item of page.items) found.set(`${item.kind} ${item.key}`, item);
      if (page.complete) complete.push(page.kind);
    }
    expect(complete).toHaveLength(12);
    expect([...latest.keys()].filter((key) => !found.has(key))).toEqual([]);
    expect([...found.keys()].filter((key) => !latest.has(key))).toEqual([]);
    // Names of parties in documents that are over are not followed.
    const over = (body: string) => /"state":"(done|cancelled)"/.test(body);
    const told = [...found].filter(([, { body }]) => !over(body));
    for (const [key, { body }] of told) expect(latest.get(key)?.body, key).toBe(body);
    expect(told.length).toBeGreaterThan(300);
  });

  test('a back-fill brings again what changed since a date, and only that', async () => {
    const since = Date.now() - 1000;
    await new Promise((later) => setTimeout(later, 1100));
    const [sale] = await admin.rows('sale.sale', [['state', '=', 'quotation']], ['state'], 1);
    await admin.call('sale.sale.write', [sale.id], { reference: 'BACKFILL' });
    const pulled = await pullAll(trytonConnector, reader, cursor, { type: 'backfill', from: since });
    expect(keysOf(pulled, 'sale.sale')).toEqual([sale.id]);
    expect(keysOf(pulled, SHIPMENT)).toEqual([]);
  });

  test('the connection test says what it found, and changes nothing', async () => {
    const steps = await trytonConnector.test(reader.tools);
    expect(steps.map(({ code, ok }) => [code, ok])).toEqual([
      ['connect', true],
      ['version', true],
      ['signIn', true],
      ['rights', true],
      ['read', true],
    ]);
  });
}
