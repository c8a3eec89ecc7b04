import { expect, it } from 'vitest';
import { feedRow, ownShipment } from '../../helpers/feeds.ts';
import { floorOf } from '../../helpers/floor.ts';
import { incidentDesk, openIncident } from '../../helpers/incidents.ts';
import { brokenPromises, inbound } from '../../helpers/promise.ts';
import { addShipment, van } from '../../helpers/routes.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describeCores('ways out of an order that waits', (cores) => {
  const products = { LAMP: 0, VASE: 0, JUG: 0, BOWL: 0 };
  let lyon = 0;
  let count = 0;
  const bench = sharedBench(cores, async ({ build, ctx }) => {
    lyon = await build.facility('LYON');
    for (const sku of ['LAMP', 'VASE', 'JUG', 'BOWL'] as const) products[sku] = await build.product(sku);
    await build.stock(products.LAMP, lyon, 50);
    await build.stock(products.VASE, lyon, 0);
    await build.stock(products.JUG, lyon, 20, { safety_stock: 0 });
    await build.stock(products.BOWL, lyon, 3);
    await ctx.db.write((trx) =>
      trx.updateTable('product').set({ cost_minor: 1300 }).where('sku', '=', 'JUG').execute(),
    );
  });
  const { incidentOf, tryOption, stateOf, optionsOf } = incidentDesk(bench);
  const floor = floorOf(bench, 'LYON');

  const atRisk = async (...lines: [keyof typeof products, number][]) => {
    count += 1;
    const number = `W-${count}`;
    const order = await bench().build.order(
      number,
      lines.map(([sku, quantity]) => [products[sku], quantity] as const),
      { promised_at: Date.now() + 3 * HOUR, total_minor: 10_000 },
    );
    await bench().client.incidents.detect({});
    return { number, ...order, incident: await incidentOf(number) };
  };
  const orderNow = (id: number) =>
    bench()
      .ctx.db.read.selectFrom('sales_order')
      .select(['status', 'promised_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  const linesOf = (id: number) =>
    bench()
      .ctx.db.read.selectFrom('order_line')
      .select(['product_id', 'quantity', 'quantity_allocated', 'quantity_cancelled', 'unit_price_minor'])
      .where('order_id', '=', id)
      .orderBy('line_number')
      .execute();
  const expectSound = async () => {
    expect(await brokenPositions(bench().ctx.db)).toEqual([]);
    expect(await brokenPromises(bench().ctx.db)).toEqual([]);
  };

  it('split: what is there is reserved now, the rest waits on; undo gives it back', async () => {
    const { id, incident } = await atRisk(['LAMP', 2], ['VASE', 1]);
    const options = await optionsOf(incident.id);
    expect(options.get('split')).toMatchObject({
      reason: 'splitOpen',
      values: { facility: 'LYON', goods: '1 × VASE' },
      reservations: [{ sku: 'LAMP', quantity: 2, facility: 'LYON' }],
      etaP90At: null,
    });
    expect(options.has('backOrder')).toBe(false);
    expect(options.has('substitute')).toBe(false);
    const { preview, undo } = await tryOption(incident, 'split');
    expect(preview).toMatchObject({ undo: 'beforeRelease', messages: [{ to: 'customer' }] });
    expect(await orderNow(id)).toMatchObject({ status: 'partiallySourced' });
    expect((await linesOf(id)).map((line) => line.quantity_allocated)).toEqual([2, 0]);
    expect(await stateOf(incident.id)).toBe('snoozed');
    await undo();
    expect(await orderNow(id)).toMatchObject({ status: 'open' });
    expect((await linesOf(id)).map((line) => line.quantity_allocated)).toEqual([0, 0]);
    await expectSound();
  });

  it('split: never for an order that ships only as a whole', async () => {
    const { ctx } = bench();
    const { id, incident } = await atRisk(['LAMP', 1], ['VASE', 1]);
    await ctx.db.write((trx) =>
      trx.updateTable('sales_order').set({ ship_complete: 1 }).where('id', '=', id).execute(),
    );
    expect((await optionsOf(incident.id)).has('split')).toBe(false);
    expect(
      (await bench().client.incidents.apply({ ids: [incident.id], option: 'split' })).refused,
    ).toMatchObject([{ code: 'noWayOut' }]);
  });

  it('back-order: a dated inbound is spoken for once, the new day is promised; undo frees it', async () => {
    const { ctx } = bench();
    const comes = await inbound(ctx.db, 'PO-1', products.VASE, lyon, 2, Date.now() + 4 * DAY);
    const { id, incident } = await atRisk(['LAMP', 1], ['VASE', 2]);
    const before = await orderNow(id);
    const options = await optionsOf(incident.id);
    expect(options.get('backOrder')).toMatchObject({
      costMinor: 0,
      keepsPromise: false,
      values: { goods: '2 × VASE', facility: 'LYON' },
      reservations: [{ sku: 'LAMP', quantity: 1 }],
    });
    expect(options.get('split')).toMatchObject({ reason: 'split', etaP90At: expect.any(Number) });
    const other = await atRisk(['VASE', 1]);
    const { undo } = await tryOption(incident, 'backOrder');
    expect((await orderNow(id)).promised_at).toBeGreaterThan(before.promised_at ?? 0);
    expect(await stateOf(incident.id)).toBe('resolved');
    const promised = () =>
      ctx.db.read.selectFrom('inbound').select('promised').where('id', '=', comes).executeTakeFirstOrThrow();
    expect(await promised()).toEqual({ promised: 2 });
    expect((await optionsOf(other.incident.id)).has('backOrder')).toBe(false);
    await expectSound();
    await undo();
    expect(await promised()).toEqual({ promised: 0 });
    expect(await orderNow(id)).toEqual(before);
    await expectSound();
    await ctx.db.write((trx) =>
      trx.updateTable('inbound').set({ status: 'cancelled' }).where('id', '=', comes).execute(),
    );
  });

  it('substitute: another product at the same price; the line it stands for is as before after undo', async () => {
    const { ctx } = bench();
    const now = Date.now();
    const other = { units: 2, rank: 1, note: null, updated_at: now };
    await ctx.db.write((trx) =>
      trx
        .insertInto('product_substitute')
        .values({ product_id: products.VASE, substitute_id: products.JUG, ...other })
        .execute(),
    );
    const { id, incident } = await atRisk(['LAMP', 1], ['VASE', 3]);
    expect((await optionsOf(incident.id)).get('substitute')).toMatchObject({
      // Six jugs cost 13 EUR each, three vases 10.
      costMinor: 6 * 1300 - 3 * 1000,
      values: { instead: '3 × VASE', goods: '6 × JUG' },
      reservations: expect.arrayContaining([{ sku: 'JUG', quantity: 6, facility: 'LYON' }]),
    });
    const { undo, preview } = await tryOption(incident, 'substitute');
    expect(preview.messages[0]?.body).toContain('6 × JUG');
    expect(await orderNow(id)).toMatchObject({ status: 'sourced' });
    expect(await linesOf(id)).toMatchObject([
      { quantity_allocated: 1 },
      { quantity: 3, quantity_cancelled: 3 },
      { product_id: products.JUG, quantity: 6, quantity_allocated: 6, unit_price_minor: 1250 },
    ]);
    await undo();
    expect(await orderNow(id)).toMatchObject({ status: 'open' });
    expect((await linesOf(id)).map((line) => line.quantity - line.quantity_cancelled)).toEqual([1, 3, 0]);
    await expectSound();
    const again = await tryOption(incident, 'substitute');
    await ctx.db.write((trx) =>
      trx
        .updateTable('allocation')
        .set({ status: 'released' })
        .where('order_id', '=', id)
        .where('status', '=', 'reserved')
        .execute(),
    );
    await expect(again.undo()).rejects.toMatchObject({ data: { reason: 'alreadyShipped' } });
  });

  it('our own tour: the cheapest place of a draft, taken off again until the tours are published', async () => {
    const { client, ctx, finish } = bench();
    await client.fleets.saveVehicleType(van());
    for (let i = 1; i <= 4; i++) {
      await addShipment(ctx, `T-${i}`, { orderId: null, facilityId: lyon, east: i, north: 0 });
    }
    const day = new Date(Date.now() + DAY).toISOString().slice(0, 10);
    const { planId } = await finish<{ planId: number }>(
      client.routes.propose({ depots: ['LYON'], day, searchSeconds: 0.3, threads: 1 }),
    );
    const before = await client.routes.plan({ planId });
    const order = await bench().build.order('T-LATE', [[products.LAMP, 1]], { status: 'released' });
    const shipment = await addShipment(ctx, 'SH-T-LATE', {
      ...{ orderId: order.id, facilityId: lyon, east: 2, north: 0.2, promised_at: Date.now() - HOUR },
    });
    const about = { kind: 'late', entity_key: 'SH-T-LATE', entity_id: shipment, order_id: order.id };
    const id = await openIncident(bench(), about);
    const option = (await optionsOf(id)).get('rerouteTour');
    expect(option).toMatchObject({ keepsPromise: false, reason: 'tour', values: { plan: before.name } });
    const { action, undo } = await tryOption({ id }, 'rerouteTour');
    expect(action?.made).toBe(before.name);
    const after = await client.routes.plan({ planId });
    const stop = after.stops.find(({ reference }) => reference === 'SH-T-LATE');
    expect(stop).toMatchObject({ route: expect.any(Number), etaAt: option?.etaP90At, leftOut: null });
    expect(after.figures.costMinor - before.figures.costMinor).toBe(option?.costMinor);
    expect((await optionsOf(id)).has('rerouteTour')).toBe(false);
    await undo();
    const again = await client.routes.plan({ planId });
    expect(again.figures.costMinor).toBe(before.figures.costMinor);
    expect(again.stops.find(({ reference }) => reference === 'SH-T-LATE')?.leftOut).toBe('byHand');
    const twice = await tryOption({ id }, 'rerouteTour');
    await twice.undo();
    await client.routes.remove({ planId });
  });

  it('our own published tour: its stops and feeds follow, until its vehicle has left', async () => {
    const { client, ctx, finish } = bench();
    const day = new Date(Date.now() + DAY).toISOString().slice(0, 10);
    const own = await addShipment(ctx, 'P-1', { orderId: null, facilityId: lyon, east: 4, north: 0 });
    const { planId } = await finish<{ planId: number }>(
      client.routes.propose({ depots: ['LYON'], day, searchSeconds: 0.3, threads: 1 }),
    );
    await client.routes.publish({ planId });
    const delivers = ['routePlan.publish', 'routePlan.unpublish'];
    const { id: feedId } = await feedRow(ctx.db, 'drivers', { delivers });
    for (const key of ['P-1', 'SH-P-LATE']) await ownShipment(ctx.db, feedId, key);
    const order = await bench().build.order('P-LATE', [[products.LAMP, 1]], { status: 'released' });
    const earlierEta = Date.now() + 3 * DAY;
    const shipment = await addShipment(ctx, 'SH-P-LATE', {
      ...{ orderId: order.id, facilityId: lyon, east: 2, north: 0.2, promised_at: Date.now() - HOUR },
      ...{ eta_p50_at: earlierEta, eta_p90_at: earlierEta },
    });
    const etaOf = async (id: number) =>
      (
        await ctx.db.read
          .selectFrom('shipment')
          .select('eta_p50_at')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).eta_p50_at;
    const messages = async () =>
      (
        await ctx.db.read
          .selectFrom('outbox')
          .select(['kind', 'payload_json'])
          .where('feed_id', '=', feedId)
          .orderBy('id')
          .execute()
      ).map(({ kind, payload_json }) => [kind, payload_json.includes('SH-P-LATE')]);
    const before = await client.routes.plan({ planId });
    const about = { kind: 'late', entity_key: 'SH-P-LATE', entity_id: shipment, order_id: order.id };
    const id = await openIncident(bench(), about);
    const { preview, undo } = await tryOption({ id }, 'rerouteTour');
    expect(preview.tours).toMatchObject([{ plan: before.name, published: true, feeds: ['drivers'] }]);
    const after = await client.routes.plan({ planId });
    const stop = after.stops.find(({ reference }) => reference === 'SH-P-LATE');
    expect(stop).toMatchObject({ route: expect.any(Number), leftOut: null });
    expect(after.status).toBe('published');
    expect(await etaOf(shipment)).toBe(stop?.etaAt);
    expect(await etaOf(own)).toBe(after.stops.find(({ reference }) => reference === 'P-1')?.etaAt);
    expect(await messages()).toEqual([['routePlan.publish', true]]);

    await undo();
    expect(await etaOf(shipment)).toBe(earlierEta);
    expect(await etaOf(own)).toBe(before.stops.find(({ reference }) => reference === 'P-1')?.etaAt);
    expect(await messages()).toEqual([
      ['routePlan.publish', true],
      ['routePlan.publish', false],
    ]);
    const again = await tryOption({ id }, 'rerouteTour');
    await ctx.db.write((trx) =>
      trx.updateTable('route_plan').set({ status: 'done' }).where('id', '=', planId).execute(),
    );
    await expect(again.undo()).rejects.toMatchObject({ data: { reason: 'tourFixed' } });
  });

  it('a short pick that comes from nowhere else is an incident, until it does', async () => {
    const { client, build, ctx } = bench();
    await build.order('P-1', [[products.BOWL, 3]], { promised_at: Date.now() + 3 * HOUR });
    const { stop } = await floor.begin(['P-1']);
    await client.picking.short({ ...stop('BOWL'), found: 1, reason: 'notFound' });
    await client.incidents.detect({});
    const incident = await incidentOf('P-1');
    expect(incident).toMatchObject({ kind: 'shortPick', severity: 2, facility: 'LYON', order: 'P-1' });
    expect((await client.incidents.detail(incident)).signs).toEqual(['promiseAtRisk']);
    await inbound(ctx.db, 'PO-BOWL', products.BOWL, lyon, 5, Date.now() + 2 * DAY);
    expect((await optionsOf(incident.id)).get('backOrder')).toMatchObject({
      values: { goods: '2 × BOWL' },
    });
    await ctx.db.write((trx) =>
      trx
        .updateTable('order_line')
        .set((eb) => ({ quantity_cancelled: eb('quantity_cancelled', '+', 2) }))
        .where('product_id', '=', products.BOWL)
        .execute(),
    );
    await client.incidents.detect({});
    expect(await incidentOf('P-1')).toMatchObject({ kind: 'promiseAtRisk' });
  });
});
