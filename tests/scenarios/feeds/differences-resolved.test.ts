import { expect, test } from 'vitest';
import type { CoreEvent } from '../../../core/contract/events.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { listJournal } from '../../../core/features/journal/index.ts';
import {
  findDifferences,
  freshness,
  listDifferences,
  resolveDifferences,
  savePrecedence,
  sourcesOf,
} from '../../../core/feeds/differences/index.ts';
import { differencesOf, shownDifferences, tell } from '../../helpers/differences.ts';
import { feedRow, orderState, record, shipmentState } from '../../helpers/feeds.ts';
import { NOW, networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';

describeCores('differences resolved', (cores) => {
  async function world() {
    const ctx = await cores.open();
    const net = networkBuilder(ctx.db);
    const facility = await net.facility('LYS');
    const product = await net.product('A');
    const kinds = ['products', 'facilities', 'customers', 'stock', 'orders', 'shipments'] as const;
    const erp = await feedRow(ctx.db, 'erp', { kinds: [...kinds], delivers: ['shipment.assign'] });
    const wms = await feedRow(ctx.db, 'wms', { kinds: [...kinds] });
    return { ctx, net, facility, product, erp, wms };
  }
  const stock = (onHand: number) => [record('stock', { sku: 'A', facilityCode: 'LYS', onHand })];
  const openIds = async (ctx: AppContext) => (await differencesOf(ctx)).map(({ id }) => id);
  const onHand = async (ctx: AppContext) =>
    (await ctx.db.read.selectFrom('stock_position').select('on_hand').executeTakeFirstOrThrow()).on_hand;
  const heard = (ctx: AppContext) => {
    const events: CoreEvent[] = [];
    ctx.events.listen((event) => events.push(event));
    return events;
  };

  test('taking the word of a source makes it ours, with journal and events, and stays until somebody says something new', async () => {
    const { ctx, erp, wms } = await world();
    await tell(ctx, erp, stock(10));
    await tell(ctx, wms, stock(8));
    const events = heard(ctx);
    const ids = await openIds(ctx);
    expect(await resolveDifferences(ctx, { ids, action: 'take', feedId: erp.id })).toEqual({
      changed: 1,
      refused: [],
    });
    expect(await onHand(ctx)).toBe(10);
    expect(await shownDifferences(ctx)).toEqual([]);
    expect(await shownDifferences(ctx, 'fixed')).toEqual([
      'differs stock A|LYS onHand: erp 10, wms* 8, Vigie 10',
    ]);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['stock.changed', 'differences.changed']),
    );
    const { rows } = await listJournal(ctx.db, { entity: 'difference', offset: 0, limit: 10 });
    expect(rows[0]).toMatchObject({
      actor: 'tester',
      procedure: 'feeds.resolveDifferences',
      key: 'stock A|LYS',
      before: { status: 'open', field: 'onHand' },
      after: { status: 'fixed', says: { Vigie: 10 } },
    });
    await tell(ctx, wms, stock(7));
    expect(await shownDifferences(ctx)).toEqual(['differs stock A|LYS onHand: erp 10, wms* 7, Vigie 7']);
  });

  test('without naming a source, the one whose word counts is taken; one that says nothing of it is refused', async () => {
    const { ctx, erp, wms } = await world();
    const other = await feedRow(ctx.db, 'other', { kinds: ['stock'] });
    await tell(ctx, erp, stock(10));
    await tell(ctx, wms, stock(8));
    await ctx.db.write((trx) => trx.updateTable('stock_position').set({ on_hand: 3 }).execute());
    const ids = await openIds(ctx);
    const refused = await resolveDifferences(ctx, { ids, action: 'take', feedId: other.id });
    expect(refused).toEqual({
      changed: 0,
      refused: [{ id: ids[0], reason: 'That source says nothing of it.' }],
    });
    await resolveDifferences(ctx, { ids, action: 'take' });
    expect(await onHand(ctx)).toBe(8);
  });

  test('what Vigie has work in hand on is not taken over: the difference stays, with the reason', async () => {
    const { ctx, net, product, erp, wms } = await world();
    await net.order('SO-1', [[product, 1]], { worked_on_at: NOW });
    await tell(ctx, erp, [record('orders', { orderNumber: 'SO-1', shipToName: 'Ada' })]);
    await tell(ctx, wms, [record('orders', { orderNumber: 'SO-1', shipToName: 'Ida' })]);
    const ids = await openIds(ctx);
    const { changed, refused } = await resolveDifferences(ctx, { ids, action: 'take', feedId: erp.id });
    expect(changed).toBe(0);
    expect(refused[0]?.reason).toMatch(/^Vigie still holds Camille Moreau/);
    expect(await openIds(ctx)).toEqual(ids);
  });

  test('a rule of precedence brings the winner back into force, and is journalled', async () => {
    const { ctx, erp, wms } = await world();
    await tell(ctx, erp, stock(10));
    await tell(ctx, wms, stock(8));
    const rule = { kind: 'stock' as const, field: 'onHand', feedIds: [erp.id, wms.id] };
    expect(await savePrecedence(ctx, [rule, { kind: 'orders', field: '*', feedIds: [] }])).toEqual([rule]);
    expect(await onHand(ctx)).toBe(10);
    expect(await shownDifferences(ctx)).toEqual(['differs stock A|LYS onHand: erp* 10, wms 8, Vigie 10']);
    await tell(ctx, wms, stock(7));
    expect(await onHand(ctx)).toBe(10);
    expect(
      (await listJournal(ctx.db, { entity: 'precedence', offset: 0, limit: 10 })).rows.at(-1),
    ).toMatchObject({
      before: [],
      after: [rule],
    });
    const ids = await openIds(ctx);
    await resolveDifferences(ctx, { ids, action: 'take', feedId: wms.id });
    expect(await onHand(ctx)).toBe(7);
  });

  test('rules about feeds and fields that are not there are refused', async () => {
    const { ctx, erp } = await world();
    const save = (field: string, feedIds: number[]) =>
      savePrecedence(ctx, [{ kind: 'stock', field, feedIds }]);
    await expect(save('city', [erp.id])).rejects.toThrow('stock have no field city');
    await expect(save('onHand', [999])).rejects.toThrow('There is no feed 999');
    await expect(save('onHand', [erp.id, erp.id])).rejects.toThrow('names a feed twice');
  });

  /** The ERP says that it no longer has things, and people decide what becomes of them here. */
  async function deletedThere(ctx: AppContext, erp: { id: number; code: string }) {
    await ctx.db.write((trx) =>
      trx.updateTable('feed_record').set({ deleted_at: NOW }).where('feed_id', '=', erp.id).execute(),
    );
    const rows = await ctx.db.read.selectFrom('feed_record').select(['kind', 'key']).execute();
    const records = rows.map(({ kind, key }) => ({
      ...record(kind as 'stock', {}),
      key,
      deleted: true,
    }));
    await ctx.db.write((trx) => findDifferences(trx, erp, records, ctx.clock()));
  }

  test('what was deleted there is retired here, as far as it can be; else the reason is told', async () => {
    const { ctx, net, facility, product, erp } = await world();
    await net.product('B');
    await net.order('SO-1', [[product, 1]]);
    const worked = await net.order('SO-2', [[product, 1]], { status: 'sourced', worked_on_at: NOW });
    await tell(ctx, erp, [
      record('products', { sku: 'B' }),
      record('stock', { sku: 'A', facilityCode: 'LYS', onHand: 5 }),
      record('stock', { sku: 'B', facilityCode: 'LYS', onHand: 5 }),
      record('customers', { customerCode: 'C-1', customerName: 'Ada' }),
      record('orders', { orderNumber: 'SO-1' }),
      record('orders', { orderNumber: 'SO-2' }),
      record('shipments', { shipmentNumber: 'SH-1', shipmentStatus: 'planned', orderNumber: 'SO-1' }),
      record('shipments', { shipmentNumber: 'SH-2', shipmentStatus: 'inTransit', shippedAt: NOW }),
    ]);
    await net.allocate(worked.id, worked.lineIds[0] as number, product, facility, 1);
    await deletedThere(ctx, erp);
    expect(await shownDifferences(ctx)).toEqual([
      'deletedThere customers C-1 -: erp* false, Vigie true',
      'deletedThere orders SO-1 -: erp* false, Vigie true',
      'deletedThere orders SO-2 -: erp* false, Vigie true',
      'deletedThere products B -: erp* false, Vigie true',
      'deletedThere shipments SH-1 -: erp* false, Vigie true',
      'deletedThere shipments SH-2 -: erp* false, Vigie true',
      'deletedThere stock A|LYS -: erp* false, Vigie true',
      'deletedThere stock B|LYS -: erp* false, Vigie true',
    ]);
    const stockA = (await differencesOf(ctx)).find(({ key }) => key === 'A|LYS')?.id ?? 0;
    const first = await resolveDifferences(ctx, { ids: [stockA], action: 'take' });
    expect(first.refused[0]?.reason).toBe('1 units of A|LYS are reserved for orders: release them first.');
    const { changed, refused } = await resolveDifferences(ctx, { ids: await openIds(ctx), action: 'take' });
    expect(changed + refused.length).toBe(8);
    expect(refused.map(({ reason }) => reason).sort()).toEqual([
      '1 units of A|LYS are reserved for orders: release them first.',
      'Customers are kept, since their orders are: accept the difference.',
      'Shipment SH-2 has left (inTransit): find out where it is, or accept the difference.',
    ]);
    const products = await ctx.db.read
      .selectFrom('product')
      .select(['sku', 'active'])
      .orderBy('sku')
      .execute();
    expect(products.map(({ sku, active }) => `${sku} ${active}`)).toEqual(['A 1', 'B 0']);
    expect((await orderState(ctx.db, 'SO-1')).status).toBe('cancelled');
    expect((await orderState(ctx.db, 'SO-2')).status).toBe('cancelled');
    expect((await shipmentState(ctx.db, 'SH-1')).row.status).toBe('cancelled');
    expect(await differencesOf(ctx)).toHaveLength(3);
    const again = await resolveDifferences(ctx, { ids: [stockA], action: 'take' });
    expect(again).toEqual({ changed: 1, refused: [] });
  });

  test('taking the word of one that still has it keeps it', async () => {
    const { ctx, erp, wms } = await world();
    await tell(ctx, erp, stock(5));
    await tell(ctx, wms, stock(5));
    await ctx.db.write((trx) =>
      trx.updateTable('feed_record').set({ deleted_at: NOW }).where('feed_id', '=', erp.id).execute(),
    );
    await tell(ctx, wms, stock(5));
    expect(await shownDifferences(ctx)).toEqual([
      'deletedThere stock A|LYS -: erp false, wms* true, Vigie true',
    ]);
    await resolveDifferences(ctx, { ids: await openIds(ctx), action: 'take', feedId: wms.id });
    expect(await onHand(ctx)).toBe(5);
    expect(await differencesOf(ctx, 'accepted')).toHaveLength(1);
  });

  test('the list is filtered, searched and counted by kind and field', async () => {
    const { ctx, net, erp, wms } = await world();
    await net.product('B');
    const told = (price: number) =>
      ['A', 'B'].map((sku) => record('products', { sku, price, currency: 'EUR' }));
    await tell(ctx, erp, [...told(10), ...stock(1)]);
    await tell(ctx, wms, [...told(11), ...stock(2)]);
    const page = { status: 'open' as const, offset: 0, limit: 10 };
    const { rows, total, groups } = await listDifferences(ctx, { ...page, kind: 'products', search: 'b' });
    expect(rows.map(({ key }) => key)).toEqual(['B']);
    expect(total).toBe(1);
    expect(groups).toEqual([{ kind: 'products', type: 'differs', field: 'price', rows: 1 }]);
    expect((await listDifferences(ctx, { ...page, kind: 'stock' })).groups).toHaveLength(2);
    expect((await listDifferences(ctx, { ...page, feedId: erp.id })).total).toBe(3);
    expect((await listDifferences(ctx, { ...page, feedId: erp.id * 100 })).total).toBe(0);
    expect((await listDifferences(ctx, { ...page, limit: 1 })).rows).toHaveLength(1);
  });

  test('freshness and sources say how old the facts are and who speaks of them', async () => {
    const { ctx, erp, wms } = await world();
    await tell(ctx, erp, stock(5));
    await tell(ctx, wms, stock(6));
    const now = ctx.clock();
    const set = (id: number, changes: object) =>
      ctx.db.write((trx) => trx.updateTable('feed').set(changes).where('id', '=', id).execute());
    await set(erp.id, { last_success_at: now - 400_000, interval_seconds: 60 });
    await set(wms.id, { last_success_at: now - 1000, interval_seconds: 60 });
    const ofStock = (await freshness(ctx)).find(({ kind }) => kind === 'stock');
    expect(ofStock).toMatchObject({ asOf: now - 400_000, stale: true });
    expect(ofStock?.feeds.map(({ name, stale }) => `${name} ${stale}`)).toEqual(['erp true', 'wms false']);
    expect((await freshness(ctx)).find(({ kind }) => kind === 'rates')).toEqual({
      kind: 'rates',
      asOf: null,
      stale: false,
      feeds: [],
    });
    const sources = await sourcesOf(ctx, 'stock', 'A|LYS');
    expect(sources).toMatchObject([
      { name: 'erp', stale: true, confirmedAt: now - 400_000, fields: { onHand: 5 } },
      { name: 'wms', stale: false, fields: { onHand: 6 } },
    ]);
    await set(erp.id, { active: 0 });
    expect((await freshness(ctx)).find(({ kind }) => kind === 'stock')).toMatchObject({ stale: false });
  });
});
