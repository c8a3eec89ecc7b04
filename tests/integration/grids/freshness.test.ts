import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import { publishChanges } from '../../../core/features/journal/index.ts';
import { router } from '../../../core/host/router.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';

describeCores('fresh lists', (cores) => {
  it('show a command to its author at once and to everyone within 200 ms', async () => {
    const ctx = await cores.open();
    const client = createRouterClient(router, { context: ctx });
    const make = networkBuilder(ctx.db);
    const product = await make.product('LAMP');
    for (let n = 1; n <= 20; n++) await make.order(`SO-${n}`, [[product, 1]]);
    await publishChanges(ctx, [{ type: 'network.changed' }, { type: 'orders.changed' }]);
    expect((await client.orders.list({ filter: { toSource: true } })).total).toBe(20);
    const toldAfter: number[] = [];
    let seenByThen = Promise.resolve(Number.NaN);
    let started = 0;
    const stop = ctx.events.listen((event) => {
      if (event.type !== 'orders.changed') return;
      toldAfter.push(performance.now() - started);
      seenByThen = client.orders.list({ filter: { held: true } }).then(({ total }) => total);
    });
    for (const numbers of [['SO-1'], ['SO-2'], ['SO-3', 'SO-4']]) {
      started = performance.now();
      await client.orders.hold({ numbers, reason: 'check address' });
    }
    const after = await client.orders.list({ filter: { toSource: true } });
    stop();
    expect(after.total).toBe(16);
    expect(await seenByThen).toBe(4);
    expect(Math.min(...toldAfter)).toBeLessThan(200);
    const { kpis } = await client.tower.kpis();
    expect(kpis.find((kpi) => kpi.key === 'toSource')?.value).toBe(16);
  });

  it('follow stock, new products, new facilities and what is removed', async () => {
    const ctx = await cores.open();
    const client = createRouterClient(router, { context: ctx });
    const make = networkBuilder(ctx.db);
    const lyon = await make.facility('LYON');
    const lamp = await make.product('LAMP', { name: 'Lampe à pied', cost_minor: 0, price_minor: 2500 });
    const postage = await make.product('POSTAGE', { stocked: 0 });
    await make.stock(lamp, lyon, 10, { reserved_external: 2, safety_stock: 3, daily_demand: 0.5 });
    await publishChanges(ctx, [
      { type: 'network.changed' },
      { type: 'stock.changed', productIds: [lamp, postage] },
    ]);
    const { rows, total } = await client.stock.list({ filter: { search: 'lampe pied' } });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      onHand: 10,
      reserved: 2,
      available: 5,
      safetyStock: 3,
      daysOfCover: 16,
      facilityCount: 1,
      stockValueMinor: 25_000,
    });

    const nice = await make.facility('NICE', { kind: 'store', country: 'FR' });
    await make.stock(lamp, nice, 1, { safety_stock: 4 });
    const expectedAt = Date.now();
    await ctx.db.write((trx) =>
      trx
        .insertInto('inbound')
        .values({
          reference: 'PO-1',
          product_id: lamp,
          facility_id: nice,
          kind: 'purchase',
          quantity: 40,
          expected_at: expectedAt,
          status: 'expected',
          origin: null,
          updated_at: expectedAt,
        })
        .execute(),
    );
    await publishChanges(ctx, [{ type: 'network.changed' }, { type: 'stock.changed', productIds: [lamp] }]);
    const all = await client.stock.list({});
    expect(all.total).toBe(1);
    expect(all.rows[0]).toMatchObject({
      onHand: 11,
      available: 5,
      inbound: 40,
      facilityCount: 2,
      belowSafetyCount: 1,
    });
    expect((await client.stock.list({ filter: { kinds: ['warehouse'] } })).rows[0]?.onHand).toBe(10);
    expect((await client.stock.list({ filter: { inboundToday: true } })).total).toBe(1);
    expect((await client.stock.list({ filter: { inboundToday: true, facilities: ['LYON'] } })).total).toBe(0);
    expect((await client.stock.list({ filter: { facilities: ['NICE'], noStock: true } })).total).toBe(1);

    await ctx.db.write(async (trx) => {
      await trx.deleteFrom('inbound').execute();
      await trx.deleteFrom('stock_position').execute();
      await trx.deleteFrom('product').where('id', '=', lamp).execute();
    });
    await publishChanges(ctx, [{ type: 'stock.changed', productIds: [lamp] }]);
    expect((await client.stock.list({})).total).toBe(0);
  });

  it('take over what changed while they were loading', async () => {
    const target = await cores.databases.target();
    const atOnce = { listsWhenAsked: false };
    const first = await cores.start(target, atOnce);
    const make = networkBuilder(first.ctx.db);
    const product = await make.product('LAMP');
    for (let n = 1; n <= 30; n++) await make.order(`SO-${n}`, [[product, 1]]);
    const second = await cores.start(target, atOnce);
    const client = createRouterClient(router, { context: second.ctx });
    await client.orders.cancel({ numbers: ['SO-7'], reason: 'customer asked' });
    await second.ctx.grids.loaded();
    expect((await client.orders.list({ filter: { statuses: ['cancelled'] } })).total).toBe(1);
    expect((await client.orders.list({})).total).toBe(30);
  });
});
