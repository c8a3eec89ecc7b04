import { expect, it } from 'vitest';
import type { CoreEvent } from '../../../core/contract/events.ts';
import { addShipment, TOUR_DAY, TOUR_DAY_STARTS_AT, van } from '../../helpers/routes.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const NOON = TOUR_DAY_STARTS_AT + 12 * 3_600_000;

describeCores('what a tour serves', (cores) => {
  let [lyon, split] = [0, 0];
  const bench = sharedBench(cores, async ({ ctx, client, build }) => {
    lyon = await build.facility('LYON');
    const south = await build.facility('SUD', { latitude: 45.7, longitude: 4.88 });
    const lamp = await build.product('LAMP');
    for (const facilityId of [lyon, south]) await build.stock(lamp, facilityId, 50);
    const vehicles = ['LYON', 'SUD'].map((facility) => ({ facility, count: 3 }));
    await client.fleets.saveVehicleType(van({ vehicles }));
    const place = { latitude: 45.76, longitude: 4.9, promised_at: null, status: 'released' };
    const order = await build.order(
      'O-SPLIT',
      [
        [lamp, 1],
        [lamp, 2],
      ],
      place,
    );
    split = order.id;
    const depots = [lyon, south];
    for (const [i, lineId] of order.lineIds.entries()) {
      await build.allocate(split, lineId, lamp, depots[i] as number, i + 1);
    }
    await ctx.db.write((trx) => trx.updateTable('allocation').set({ status: 'released' }).execute());
    const { id } = await build.order('O-BACK', [[lamp, 1]], { ...place, status: 'delivered' });
    await ctx.db.write(async (trx) => {
      const money = { currency: 'EUR', total_minor: 2500 };
      const back = await trx
        .insertInto('order_return')
        .values({
          number: 'R-1',
          order_id: id,
          customer_id: null,
          channel: 'web',
          status: 'announced',
          returned_at: NOON - 86_400_000,
          ...money,
          updated_at: 0,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const line = { line_number: 1, product_id: lamp, quantity: 1, unit_price_minor: 2500, reason: null };
      await trx
        .insertInto('order_return_line')
        .values({ return_id: back.id, ...line })
        .execute();
    });
    for (let i = 1; i <= 3; i++) {
      await addShipment(ctx, `S-${i}`, { orderId: null, facilityId: lyon, east: i, north: i });
    }
  });
  const propose = async (depot: string, sources: ('shipments' | 'released' | 'returns')[]) => {
    const { client, finish } = bench();
    const day = { depots: [depot], day: TOUR_DAY, sources, searchSeconds: 0.3, threads: 1 };
    const { planId } = await finish<{ planId: number }>(client.routes.propose(day));
    return client.routes.plan({ planId });
  };
  const etas = () =>
    bench()
      .ctx.db.read.selectFrom('shipment')
      .select(['number', 'eta_p50_at', 'eta_p90_at'])
      .where('number', 'like', 'S-_')
      .orderBy('number')
      .execute();

  it('is planned once, and what another depot sends of the same order is planned too', async () => {
    const { client, ctx } = bench();
    const north = await propose('LYON', ['released']);
    expect(north.stops.map(({ reference }) => reference)).toEqual(['O-SPLIT']);
    const early = await propose('SUD', ['released']);
    await client.routes.publish({ planId: north.id });
    const south = await propose('SUD', ['released']);
    expect(south.stops.map(({ reference, load }) => [reference, load.weightGrams])).toEqual([
      ['O-SPLIT', 2 * (north.stops[0]?.load.weightGrams ?? 0)],
    ]);
    await client.routes.publish({ planId: south.id });
    await expect(client.routes.publish({ planId: early.id })).rejects.toMatchObject({
      data: { reason: 'onAnotherTour' },
    });
    const { changes } = await client.routes.compare({ planIds: [north.id, south.id] });
    expect(changes[0]?.map(({ kind }) => kind)).toEqual(['dropped', 'added']);

    // The shipment of what the tour from Lyon brings already.
    await addShipment(ctx, 'S-SPLIT', { orderId: split, facilityId: lyon, east: 1, north: 1 });
    const shipments = await propose('LYON', ['shipments']);
    expect(shipments.stops.map(({ reference }) => reference)).toEqual(['S-1', 'S-2', 'S-3']);
  });

  it('is not collected again after the tour has come back', async () => {
    const { client } = bench();
    const { id: planId } = await propose('LYON', ['returns']);
    await client.routes.publish({ planId });
    await client.routes.importDone({ planId, text: 'stop,outcome\n1,served' });
    await expect(propose('LYON', ['returns'])).rejects.toThrow('Nothing is to be driven');
  });

  it('has the ETA of the version that holds, the likely latest one too, and screens hear of it', async () => {
    const { client, ctx } = bench();
    const before = await etas();
    const first = await propose('LYON', ['shipments']);
    await client.routes.publish({ planId: first.id });
    const published = await etas();
    const { planId } = await client.routes.copy({ planId: first.id });
    const off = { kind: 'move' as const, stops: [1], route: null };
    await client.routes.edit({ planId, revision: 1, changes: [off] });
    const heard: CoreEvent[] = [];
    const stop = ctx.events.listen((event) => void heard.push(event));
    const told = () => new Set(heard.splice(0).flatMap((event) => ('ids' in event ? (event.ids ?? []) : [])));
    await client.routes.publish({ planId });
    expect(told().size).toBe(3);
    await client.routes.unpublish({ planId });
    expect(told().size).toBe(3);
    stop();
    expect(await etas()).toEqual(published);

    // Another plan takes what the later version left: the earlier one cannot simply come back.
    await client.routes.publish({ planId });
    const other = await propose('LYON', ['shipments']);
    await client.routes.publish({ planId: other.id });
    await expect(client.routes.unpublish({ planId })).rejects.toMatchObject({
      data: { reason: 'onAnotherTour' },
    });
    await client.routes.unpublish({ planId: other.id });
    await client.routes.unpublish({ planId });
    await client.routes.unpublish({ planId: first.id });
    expect(await etas()).toEqual(before);
  });
});
