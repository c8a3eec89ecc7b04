import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../core/db/database.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { recordsOfItems } from '../../../core/feeds/apply/feed-records.queries.ts';
import { feedRow, orderState, record, say } from '../../helpers/feeds.ts';
import { NOW } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';

describeCores('records of feeds', (cores) => {
  let ctx: AppContext;
  let db: Database;
  let erp: { id: number; code: string };
  let wms: { id: number; code: string };
  beforeAll(async () => {
    ctx = await cores.open();
    db = ctx.db;
    erp = await feedRow(db, 'erp');
    wms = await feedRow(db, 'wms');
    await say(ctx, erp, [
      record('facilities', { facilityCode: 'LYS', facilityName: 'Lyon', city: 'Lyon', country: 'FR' }),
      record('products', { sku: 'LAMP', productName: 'Lamp', price: 25, currency: 'EUR' }),
      record('products', { sku: 'BULB', productName: 'Bulb', price: 2.5, currency: 'EUR' }),
    ]);
  });

  const onHand = async (sku: string) =>
    (
      await db.read
        .selectFrom('stock_position')
        .innerJoin('product', 'product.id', 'stock_position.product_id')
        .select('on_hand')
        .where('sku', '=', sku)
        .executeTakeFirst()
    )?.on_hand ?? null;

  const stock = (units: number, version: number | null = null, sku = 'LAMP') =>
    record('stock', { sku, facilityCode: 'LYS', onHand: units }, { version, upstream: 'stock,1' });

  it('go in once: the same again changes nothing', async () => {
    expect(await say(ctx, erp, [stock(10, 100)])).toMatchObject({ changed: 1, unchanged: 0, problems: [] });
    expect(await say(ctx, erp, [stock(10, 100)])).toMatchObject({ changed: 0, unchanged: 1, problems: [] });
    expect(await onHand('LAMP')).toBe(10);
  });

  it('older than what the feed said before change nothing', async () => {
    await say(ctx, erp, [stock(12, 200)]);
    expect(await say(ctx, erp, [stock(11, 150)])).toMatchObject({ changed: 0, stale: 1 });
    expect(await onHand('LAMP')).toBe(12);
  });

  it('of one batch count by their version, and by arrival where there is none', async () => {
    await say(ctx, erp, [stock(30, 310), stock(29, 300)]);
    expect(await onHand('LAMP')).toBe(30);
    await say(ctx, wms, [stock(5, null, 'BULB'), stock(6, null, 'BULB')]);
    expect(await onHand('BULB')).toBe(6);
  });

  it('are found whatever the case of their codes', async () => {
    expect(await say(ctx, wms, [stock(7, null, 'bulb')])).toMatchObject({ changed: 1, problems: [] });
    expect(await onHand('BULB')).toBe(7);
  });

  it('wait for what is not here yet, and go in once it is', async () => {
    const early = record('stock', { sku: 'SHADE', facilityCode: 'LYS', onHand: 3 });
    const told = await say(ctx, erp, [early, stock(31, 320)]);
    expect(told.problems).toEqual(['waiting unknownProduct']);
    expect(told.items[0]?.problems[0]).toMatchObject({ value: 'SHADE', place: 'sku' });
    expect(told.changed).toBe(1);
    await say(ctx, erp, [record('products', { sku: 'SHADE' }), early]);
    expect(await onHand('SHADE')).toBe(3);
  });

  it('with impossible values are told in words, and do no harm to the others', async () => {
    const told = await say(ctx, erp, [
      record('stock', { sku: 'LAMP', facilityCode: 'LYS', onHand: 2.5 }),
      record('stock', { sku: 'LAMP', onHand: 2 }),
      record('products', { sku: 'LAMP', price: 'cheap', productName: 'Lamp\u0000\u0007two' }),
      record('tracking', { trackingNumber: 'X', milestone: 'teleported', occurredAt: 1 }),
    ]);
    expect(told.problems).toEqual([
      'error badValue',
      'error missingValue',
      'warning badValue',
      'error badValue',
    ]);
    expect(told.items[0]?.problems[0]?.reason).toContain('2.5');
    const lamp = await db.read.selectFrom('product').selectAll().where('sku', '=', 'LAMP').executeTakeFirst();
    expect(lamp).toMatchObject({ name: 'Lamp two', price_minor: 2500 });
  });

  it('are remembered with all that the feed ever said of them', async () => {
    await say(ctx, erp, [record('products', { sku: 'LAMP', category: 'Lamps', price: null })]);
    const row = await db.read
      .selectFrom('feed_record')
      .selectAll()
      .where('kind', '=', 'products')
      .where('key', '=', 'LAMP')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(row.said_json)).toMatchObject({ sku: 'LAMP', price: 25, category: 'Lamps' });
    expect(row).toMatchObject({ feed_id: erp.id, item_kind: 'products', item_key: 'LAMP', deleted_at: null });
  });

  it('of things that the source no longer has leave nothing to sell, and come back', async () => {
    await say(ctx, erp, [record('products', { sku: 'BULB' }, { deleted: true })]);
    await say(ctx, erp, [
      record('stock', { sku: 'LAMP', facilityCode: 'LYS' }, { deleted: true, version: 400 }),
    ]);
    const active = async () =>
      (
        await db.read
          .selectFrom('product')
          .select('active')
          .where('sku', '=', 'BULB')
          .executeTakeFirstOrThrow()
      ).active;
    expect(await active()).toBe(0);
    expect(await onHand('LAMP')).toBe(0);
    await say(ctx, erp, [record('products', { sku: 'BULB' }), stock(9, 410)]);
    expect(await active()).toBe(1);
    expect(await onHand('LAMP')).toBe(9);
  });

  it('of an item that cannot be read any more are known by what it said', async () => {
    const found = await db.write((trx) => recordsOfItems(trx, erp.id, [{ kind: 'products', key: 'LAMP' }]));
    expect(found.get('products\u0000LAMP')).toMatchObject([
      { kind: 'products', key: 'LAMP', deleted: true, fields: { sku: 'LAMP' } },
    ]);
  });

  it('give way where another feed comes first, field by field', async () => {
    await db.write((trx) =>
      trx
        .insertInto('precedence')
        .values({ kind: 'products', field: 'productName', feed_ids_json: JSON.stringify([erp.id, wms.id]) })
        .execute(),
    );
    await say(ctx, wms, [record('products', { sku: 'SHADE', productName: 'First word' })]);
    await say(ctx, erp, [record('products', { sku: 'SHADE', productName: 'Shade' })]);
    await say(ctx, wms, [record('products', { sku: 'SHADE', productName: 'Ombre', weight: 120 })]);
    const shade = await db.read
      .selectFrom('product')
      .selectAll()
      .where('sku', '=', 'SHADE')
      .executeTakeFirst();
    expect(shade).toMatchObject({ name: 'Shade', weight_grams: 120 });
    const said = await db.read
      .selectFrom('feed_record')
      .select('said_json')
      .where('feed_id', '=', wms.id)
      .where('key', '=', 'SHADE')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(said.said_json)).toMatchObject({ productName: 'Ombre', weight: 120 });
    await say(ctx, erp, [record('products', { sku: 'SHADE' }, { deleted: true })]);
    await say(ctx, wms, [record('products', { sku: 'SHADE', productName: 'Ombre' })]);
    const after = await db.read
      .selectFrom('product')
      .select('name')
      .where('sku', '=', 'SHADE')
      .executeTakeFirst();
    expect(after?.name).toBe('Ombre');
  });

  it('of inbound goods, customers, carriers and rates go in through the import', async () => {
    const told = await say(ctx, erp, [
      record('rates', {
        carrierCode: 'DHL',
        serviceCode: 'STD',
        upToWeight: 5000,
        price: 6.9,
        currency: 'EUR',
      }),
      record('carriers', { carrierCode: 'DHL', serviceCode: 'STD', serviceLevel: 'standard' }),
      record('customers', {
        customerCode: 'C1',
        customerName: 'Maison Leroux',
        city: 'Nantes',
        country: 'FR',
      }),
      record('inbound', {
        inboundReference: 'PO1',
        sku: 'LAMP',
        facilityCode: 'LYS',
        quantity: 40,
        expectedAt: NOW,
      }),
    ]);
    expect(told).toMatchObject({ changed: 4, problems: [] });
    await say(ctx, erp, [
      record('inbound', { inboundReference: 'PO1', sku: 'LAMP', facilityCode: 'LYS' }, { deleted: true }),
    ]);
    const inbound = await db.read.selectFrom('inbound').selectAll().executeTakeFirst();
    expect(inbound).toMatchObject({ quantity: 40, status: 'cancelled' });
  });

  const order = (fields: Record<string, string | number | null>, lines: Record<string, string | number>[]) =>
    record('orders', { orderNumber: 'SO1', orderedAt: NOW, currency: 'EUR', ...fields }, { lines });
  const lamp = { sku: 'LAMP', quantity: 3, unitPrice: 25, lineNumber: 1 };
  const bulb = { sku: 'BULB', quantity: 4, unitPrice: 2.5, lineNumber: 2 };

  it('of an order bring its lines; a newer one changes, adds and removes them', async () => {
    expect(
      await say(ctx, erp, [order({ orderStatus: 'open', customerCode: 'C1' }, [lamp, bulb])]),
    ).toMatchObject({
      changed: 1,
      problems: [],
    });
    expect(
      await say(ctx, erp, [order({ orderStatus: 'open', customerCode: 'C1' }, [lamp, bulb])]),
    ).toMatchObject({
      changed: 0,
      unchanged: 1,
    });
    await say(ctx, erp, [order({}, [{ ...lamp, quantity: 5 }])]);
    const { order: head, lines } = await orderState(db, 'SO1');
    expect(lines).toEqual([
      { line: 1, sku: 'LAMP', quantity: 5, allocated: 0, shipped: 0, cancelled: 0, price: 2500 },
    ]);
    expect(head).toMatchObject({ status: 'open', total_minor: 12_500 });
    expect(head.customer_id).not.toBeNull();
  });

  it('of an order wait whole when one of its products is not known', async () => {
    const told = await say(ctx, erp, [
      record(
        'orders',
        { orderNumber: 'SO2', orderedAt: NOW },
        { lines: [lamp, { sku: 'NEW', quantity: 1, lineNumber: 2 }] },
      ),
    ]);
    expect(told.problems).toEqual(['waiting unknownProduct']);
    expect(
      await db.read.selectFrom('sales_order').select('id').where('number', '=', 'SO2').execute(),
    ).toEqual([]);
  });

  it('of a cancelled order end its lines, and bring them back when it is open again', async () => {
    await say(ctx, erp, [order({ orderStatus: 'cancelled' }, [lamp])]);
    expect(await orderState(db, 'SO1')).toMatchObject({ status: 'cancelled', lines: [{ cancelled: 3 }] });
    expect(await say(ctx, erp, [order({ orderStatus: 'cancelled' }, [lamp])])).toMatchObject({ changed: 0 });
    await say(ctx, erp, [order({ orderStatus: 'open' }, [lamp])]);
    expect(await orderState(db, 'SO1')).toMatchObject({ status: 'open', lines: [{ cancelled: 0 }] });
  });

  it('of a deleted order cancel it, unless it is worked on: then a person decides', async () => {
    await say(ctx, erp, [record('orders', { orderNumber: 'SO3', orderedAt: NOW }, { lines: [lamp] })]);
    await say(ctx, erp, [record('orders', { orderNumber: 'SO3' }, { deleted: true })]);
    expect((await orderState(db, 'SO3')).status).toBe('cancelled');
    await say(ctx, erp, [record('orders', { orderNumber: 'SO4', orderedAt: NOW }, { lines: [lamp] })]);
    await db.write((trx) =>
      trx.updateTable('sales_order').set({ worked_on_at: NOW }).where('number', '=', 'SO4').execute(),
    );
    const told = await say(ctx, erp, [record('orders', { orderNumber: 'SO4' }, { deleted: true })]);
    expect(told.problems).toEqual(['warning deletedThere']);
    expect((await orderState(db, 'SO4')).status).toBe('open');
  });

  it('leave an order that Vigie works on as it is, but for what only its source knows', async () => {
    const header = { orderNumber: 'SO4', orderedAt: NOW, city: 'Brest' };
    await say(ctx, erp, [
      record(
        'orders',
        { ...header, orderStatus: 'picking', paymentState: 'paid' },
        { lines: [{ ...lamp, quantity: 9 }] },
      ),
    ]);
    const worked = await orderState(db, 'SO4');
    expect(worked).toMatchObject({ status: 'open', order: { city: null, payment_state: 'paid' } });
    expect(worked.lines).toMatchObject([{ quantity: 3 }]);
    await say(ctx, erp, [record('orders', { ...header, orderStatus: 'cancelled' })]);
    expect(await orderState(db, 'SO4')).toMatchObject({ status: 'cancelled', lines: [{ cancelled: 3 }] });
  });

  it('of a return bring it with its lines', async () => {
    const back = record(
      'returns',
      { returnNumber: 'R1', orderNumber: 'SO1', returnedAt: NOW, returnStatus: 'announced', currency: 'EUR' },
      { lines: [{ sku: 'LAMP', quantity: 1, unitPrice: 25, lineNumber: 1, reason: 'Broken' }] },
    );
    expect(await say(ctx, erp, [back])).toMatchObject({ changed: 1, problems: [] });
    expect(await say(ctx, erp, [back])).toMatchObject({ changed: 0, unchanged: 1 });
    const row = await db.read
      .selectFrom('order_return')
      .innerJoin('order_return_line', 'return_id', 'order_return.id')
      .select(['status', 'total_minor', 'quantity', 'reason'])
      .executeTakeFirst();
    expect(row).toEqual({ status: 'announced', total_minor: 2500, quantity: 1, reason: 'Broken' });
    const early = record('returns', { returnNumber: 'R2', orderNumber: 'SO99' });
    expect((await say(ctx, erp, [early])).problems).toEqual(['waiting unknownOrder']);
  });

  it('that acknowledge a message note the answer; a refused message is parked with its words', async () => {
    const message = (control: string) =>
      db.write((trx) =>
        trx
          .insertInto('outbox')
          .values({
            feed_id: wms.id,
            kind: 'shipment.ship',
            subject: `shipment:${control}`,
            idempotency_key: control,
            payload_json: '{}',
            state: 'delivered',
            actor: 'tester',
            created_at: NOW,
            control_number: control,
          })
          .execute(),
      );
    await message('11');
    await message('12');
    const told = await say(ctx, wms, [
      record('acknowledgements', { controlNumber: '11', outcome: 'accepted' }),
      record('acknowledgements', { controlNumber: '12', outcome: 'rejected', detail: 'Unknown order' }),
      record('acknowledgements', { controlNumber: '13', outcome: 'accepted' }),
    ]);
    expect(told).toMatchObject({ changed: 2, problems: ['waiting unknownMessage'] });
    const rows = await db.read.selectFrom('outbox').selectAll().orderBy('id').execute();
    expect(rows).toMatchObject([
      { state: 'delivered', acknowledged: 'accepted', fault_json: null },
      { state: 'parked', acknowledged: 'rejected' },
    ]);
    expect(JSON.parse(rows[1]?.fault_json ?? '{}').message).toContain('Unknown order');
  });
});
