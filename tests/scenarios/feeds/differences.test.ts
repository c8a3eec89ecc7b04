import { expect, test } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import {
  findAllDifferences,
  findDifferences,
  resolveDifferences,
} from '../../../core/feeds/differences/index.ts';
import { differencesOf, shownDifferences, tell } from '../../helpers/differences.ts';
import { feedRow, record } from '../../helpers/feeds.ts';
import { NOW, networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';

const never = new AbortController().signal;
const DAY = 86_400_000;

describeCores('differences between sources', (cores) => {
  /** An ERP, a warehouse and a carrier, and a product in Lyon. */
  async function world() {
    const ctx = await cores.open();
    const net = networkBuilder(ctx.db);
    const facility = await net.facility('LYS');
    const product = await net.product('A');
    const erp = await feedRow(ctx.db, 'erp', {
      kinds: ['facilities', 'products', 'stock', 'orders', 'shipments'],
      delivers: ['shipment.assign'],
    });
    const wms = await feedRow(ctx.db, 'wms', { kinds: ['stock', 'shipments'] });
    const carrier = await feedRow(ctx.db, 'carrier', { kinds: ['tracking'] });
    return { ctx, net, facility, product, erp, wms, carrier };
  }
  const stock = (onHand: number, more = {}) => [
    record('stock', { sku: 'A', facilityCode: 'LYS', onHand, ...more }),
  ];
  const shipment = (fields: object, more = {}) => [
    record('shipments', { shipmentNumber: 'SH-1', ...fields }, more),
  ];
  const scan = (milestone: string, occurredAt = NOW) => [
    record('tracking', { shipmentNumber: 'SH-1', trackingNumber: 'T1', occurredAt, milestone }),
  ];
  const findAll = (ctx: AppContext, ...kinds: Parameters<typeof findAllDifferences>[1]) =>
    findAllDifferences(ctx, kinds, never, () => {});

  test('a stock figure on which the ERP and the warehouse differ is listed with who says what, and goes when they agree', async () => {
    const { ctx, erp, wms } = await world();
    await tell(ctx, erp, stock(10));
    expect(await shownDifferences(ctx)).toEqual([]);
    await tell(ctx, wms, stock(8));
    expect(await shownDifferences(ctx)).toEqual(['differs stock A|LYS onHand: erp 10, wms* 8, Vigie 8']);
    const [before] = await differencesOf(ctx);
    await tell(ctx, wms, stock(7));
    const [after] = await differencesOf(ctx);
    expect(after).toMatchObject({ id: before?.id, since: before?.since, status: 'open' });
    expect(after?.says[0]).toEqual(expect.objectContaining({ value: 10, since: before?.says[0]?.since }));
    await tell(ctx, wms, stock(10));
    expect(await shownDifferences(ctx)).toEqual([]);
    expect(await shownDifferences(ctx, 'gone')).toHaveLength(1);
  });

  test('fields that a source does not speak of, and figures that each reckons alone, are no difference', async () => {
    const { ctx, erp, wms } = await world();
    await tell(ctx, erp, stock(10, { safetyStock: 2, dailyDemand: 1.5 }));
    await tell(ctx, wms, stock(10, { safetyStock: null, dailyDemand: 4 }));
    expect(await shownDifferences(ctx)).toEqual([]);
  });

  test('where only one feed speaks of a kind nothing is looked for until a full comparison', async () => {
    const { ctx, erp } = await world();
    const products = [record('products', { sku: 'A', price: 12, currency: 'EUR' })];
    await tell(ctx, erp, products);
    await ctx.db.write((trx) => trx.updateTable('product').set({ price_minor: 1300 }).execute());
    expect(await ctx.db.write((trx) => findDifferences(trx, erp, products, NOW))).toBe(false);
    await findAll(ctx, 'products');
    expect(await shownDifferences(ctx)).toEqual(['differs products A price: erp* 12 EUR, Vigie 13 EUR']);
    await tell(ctx, erp, [record('products', { sku: 'A', price: 13, currency: 'EUR' })]);
    expect(await shownDifferences(ctx)).toEqual([]);
  });

  test("the state that a carrier's scans amount to is its word on a shipment", async () => {
    const { ctx, erp, carrier } = await world();
    await tell(
      ctx,
      erp,
      shipment({ shipmentStatus: 'inTransit', trackingNumber: 'T1', shippedAt: NOW - DAY }),
    );
    await tell(ctx, carrier, scan('inTransit', NOW - 3 * 3_600_000));
    expect(await shownDifferences(ctx)).toEqual([]);
    await tell(ctx, carrier, scan('delivered'));
    expect(await shownDifferences(ctx)).toEqual([
      'differs shipments SH-1 shipmentStatus: erp* inTransit, carrier delivered, Vigie delivered',
    ]);
    await tell(ctx, erp, shipment({ shipmentStatus: 'delivered', deliveredAt: NOW + 3_600_000 }));
    expect(await shownDifferences(ctx)).toEqual([]);
  });

  test('the lines of a shipment are compared as a whole', async () => {
    const { ctx, net, product, erp, wms } = await world();
    await net.order('SO-1', [[product, 5]]);
    const lines = (quantity: number) => ({ lines: [{ sku: 'A', quantity, lineNumber: 1 }] });
    await tell(ctx, erp, shipment({ orderNumber: 'SO-1', shipmentStatus: 'planned' }, lines(5)));
    await tell(ctx, wms, shipment({ trackingNumber: 'T9' }, lines(4)));
    expect(await shownDifferences(ctx)).toEqual([
      'differs shipments SH-1 lines: erp 5 x A, wms* 4 x A, Vigie 4 x A',
    ]);
  });

  test('what was accepted stays so until somebody says something new', async () => {
    const { ctx, erp, wms } = await world();
    await tell(ctx, erp, stock(10));
    await tell(ctx, wms, stock(8));
    const [row] = await differencesOf(ctx);
    const ids = [row?.id ?? 0];
    expect(await resolveDifferences(ctx, { ids, action: 'accept' })).toEqual({ changed: 1, refused: [] });
    await tell(ctx, wms, stock(8));
    await findAll(ctx, 'stock');
    expect(await shownDifferences(ctx)).toEqual([]);
    await tell(ctx, erp, stock(11));
    expect(await shownDifferences(ctx)).toEqual(['differs stock A|LYS onHand: erp* 11, wms 8, Vigie 11']);
    await resolveDifferences(ctx, { ids, action: 'accept' });
    await resolveDifferences(ctx, { ids, action: 'reopen' });
    expect(await differencesOf(ctx)).toHaveLength(1);
    const twice = await resolveDifferences(ctx, { ids: [...ids, 999], action: 'reopen' });
    expect(twice.changed).toBe(0);
    expect(twice.refused.map(({ id }) => id).sort()).toEqual([ids[0], 999].sort());
  });

  test('a removed feed says nothing any more', async () => {
    const { ctx, erp, wms } = await world();
    await tell(ctx, erp, stock(10));
    await tell(ctx, wms, stock(8));
    await ctx.db.write((trx) =>
      trx.updateTable('feed').set({ removed_at: NOW }).where('id', '=', erp.id).execute(),
    );
    await findAll(ctx, 'stock');
    expect(await shownDifferences(ctx)).toEqual([]);
  });

  test('what the ERP should have and never spoke of is missing there, once it has been read in full', async () => {
    const { ctx, net, product, erp, wms } = await world();
    await net.order('SO-1', [[product, 1]]);
    await net.order('SO-2', [[product, 1]]);
    await net.order('SO-3', [[product, 1]], { status: 'delivered' });
    await tell(ctx, erp, [
      record('orders', { orderNumber: 'SO-1' }),
      record('facilities', { facilityCode: 'LYS' }),
    ]);
    await tell(ctx, wms, stock(8));
    await findAll(ctx, 'orders', 'stock');
    expect(await shownDifferences(ctx)).toEqual([]);
    const at = ctx.clock() + 1000;
    const census = { startedAt: at, at, kinds: [{ kind: 'sale', complete: true }] };
    await ctx.db.write((trx) =>
      trx
        .updateTable('feed')
        .set({ census_json: JSON.stringify(census) })
        .where('id', '=', erp.id)
        .execute(),
    );
    await findAll(ctx, 'orders', 'stock');
    expect(await shownDifferences(ctx)).toEqual([
      'missingThere orders SO-2 -: erp* false, Vigie true',
      'missingThere stock A|LYS -: erp* false, wms true, Vigie true',
    ]);
    await findAll(ctx, 'orders', 'stock');
    expect(await differencesOf(ctx)).toHaveLength(2);
    await tell(ctx, erp, [record('orders', { orderNumber: 'SO-2' })]);
    expect(await shownDifferences(ctx)).toEqual([
      'missingThere stock A|LYS -: erp* false, wms true, Vigie true',
    ]);
  });

  test('codes in another case mean the same thing', async () => {
    const { ctx, erp, wms } = await world();
    await tell(ctx, erp, stock(10));
    await tell(ctx, wms, [record('stock', { sku: 'a', facilityCode: 'lys', onHand: 10 })]);
    expect(await shownDifferences(ctx)).toEqual([]);
  });
});
