import { expect, it } from 'vitest';
import type { LiveRoutes, RoutePlanDetail } from '../../../core/contract/routes.ts';
import { addShipment, TOUR_DAY, TOUR_DAY_STARTS_AT, van } from '../../helpers/routes.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const HOUR_MS = 3_600_000;
const DAY = { depots: ['LYON'], day: TOUR_DAY, searchSeconds: 0.4, threads: 1 };

describeCores('from orders to tours', (cores) => {
  let lyon = 0;
  const bench = sharedBench(cores, async ({ ctx, client, build }) => {
    lyon = await build.facility('LYON');
    const store = await build.facility('CROIX-ROUSSE', { kind: 'store', latitude: 45.775, longitude: 4.832 });
    const closed = await build.facility('BRON', { kind: 'store', latitude: 45.74, longitude: 4.91 });
    const lamp = await build.product('LAMP');
    await client.fleets.saveVehicleType(van());
    await client.fleets.saveDriver({ code: 'ANNE', name: 'Anne', facility: 'LYON' });
    const tuesday = [{ weekday: 1, fromMinutes: 540, toMinutes: 660 }];
    await client.fleets.saveOpeningHours({ facility: 'CROIX-ROUSSE', hours: tuesday });
    await client.fleets.saveOpeningHours({
      facility: 'BRON',
      hours: [{ weekday: 2, fromMinutes: 540, toMinutes: 660 }],
    });
    for (let i = 1; i <= 12; i++) {
      const order = await build.order(`O-${i}`, [[lamp, 1]], { priority: 5, promised_at: null });
      const east = 6 * Math.cos(i);
      const north = 6 * Math.sin(i);
      await addShipment(ctx, `S-${i}`, { orderId: order.id, facilityId: lyon, east, north, kilograms: 120 });
    }
    const noon = TOUR_DAY_STARTS_AT + 10 * HOUR_MS;
    await ctx.db.write((trx) =>
      trx.updateTable('shipment').set({ promised_at: noon }).where('number', '=', 'S-1').execute(),
    );
    await addShipment(ctx, 'S-LATER', {
      orderId: null,
      facilityId: lyon,
      east: 1,
      north: 1,
      promised_at: noon + 72 * HOUR_MS,
    });
    await addShipment(ctx, 'S-NOWHERE', {
      orderId: null,
      facilityId: lyon,
      east: 0,
      north: 0,
      latitude: null,
      longitude: null,
      country: null,
      city: null,
      postal_code: null,
    });
    const back = await build.order('O-BACK', [[lamp, 1]], {
      latitude: 45.76,
      longitude: 4.86,
      status: 'delivered',
    });
    await ctx.db.write(async (trx) => {
      const transfer = {
        product_id: lamp,
        kind: 'transfer',
        quantity: 40,
        expected_at: noon,
        status: 'expected',
        origin: 'LYON',
        updated_at: 0,
      };
      await trx
        .insertInto('inbound')
        .values([
          { ...transfer, reference: 'T-1', facility_id: store },
          { ...transfer, reference: 'T-2', facility_id: closed },
        ])
        .execute();
      const { id } = await trx
        .insertInto('order_return')
        .values({
          number: 'R-1',
          order_id: back.id,
          customer_id: null,
          channel: 'web',
          status: 'announced',
          returned_at: noon - 48 * HOUR_MS,
          currency: 'EUR',
          total_minor: 2500,
          updated_at: 0,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await trx
        .insertInto('order_return_line')
        .values({
          return_id: id,
          line_number: 1,
          product_id: lamp,
          quantity: 1,
          unit_price_minor: 2500,
          reason: null,
        })
        .execute();
    });
  });
  const propose = async (more: object = {}): Promise<RoutePlanDetail> => {
    const { client, finish } = bench();
    const { planId } = await finish<{ planId: number }>(client.routes.propose({ ...DAY, ...more }));
    return client.routes.plan({ planId });
  };
  const stopOf = (plan: RoutePlanDetail, reference: string) => {
    const stop = plan.stops.find((one) => one.reference === reference);
    if (!stop) throw new Error(`no stop ${reference}`);
    return stop;
  };

  it('plans shipments, store transfers and returns of the day; what is left out says why', async () => {
    const plan = await propose();
    expect(plan.stops.map(({ reference }) => reference)).not.toContain('S-LATER');
    expect(plan.figures).toMatchObject({ stops: 16, served: 14, leftOut: 2, onTime: 1, broken: 0 });
    expect(stopOf(plan, 'S-NOWHERE').leftOut).toBe('noPlace');
    expect(stopOf(plan, 'T-2').leftOut).toBe('closedThatDay');
    const store = stopOf(plan, 'T-1');
    expect(store.windows).toEqual([
      { from: TOUR_DAY_STARTS_AT + 9 * HOUR_MS, to: TOUR_DAY_STARTS_AT + 11 * HOUR_MS },
    ]);
    expect(store.etaAt).toBeGreaterThanOrEqual(TOUR_DAY_STARTS_AT + 9 * HOUR_MS);
    expect(stopOf(plan, 'S-1').etaAt).toBeLessThanOrEqual(TOUR_DAY_STARTS_AT + 10 * HOUR_MS);
    expect(stopOf(plan, 'R-1')).toMatchObject({ kind: 'collection', leftOut: null });
    // 1,440 kg in vans of 800 kg.
    expect(plan.routes).toHaveLength(2);
    const cost = plan.routes.reduce((sum, route) => sum + route.costMinor, 0);
    expect(plan.figures.costMinor).toBe(cost);
    for (const route of plan.routes) {
      const money = 4000 + (route.distanceMetres * 50) / 1000 + (route.durationSeconds * 2400) / 3600;
      expect(Math.abs(route.costMinor - money)).toBeLessThan(2);
      expect(route.peak.weightGrams).toBeLessThanOrEqual(800_000);
      expect(route.leavesAt).toBeGreaterThanOrEqual(TOUR_DAY_STARTS_AT + 8 * HOUR_MS);
    }
  });

  it('leaves out what a fleet of one cannot carry', async () => {
    const plan = await propose({ fleet: [{ vehicleType: 'VAN', depot: 'LYON', count: 1 }] });
    expect(plan.routes).toHaveLength(1);
    const reasons = plan.stops.flatMap(({ leftOut }) => leftOut ?? []);
    expect(reasons).toContain('allVehiclesFull');
    await expect(propose({ day: '2026-05-05', depots: ['NOWHERE'] })).rejects.toThrow('NOWHERE');
    await expect(propose({ fleet: [] })).rejects.toThrow('No vehicle stands at LYON');
  });

  it('draws the best so far while it looks, and stops when told to', async () => {
    const { client } = bench();
    const { jobId } = await client.routes.propose({ ...DAY, searchSeconds: 60 });
    const news: LiveRoutes[] = [];
    for await (const live of await client.routes.live({ jobId })) {
      news.push(live);
      if (live.type === 'best') await client.routes.stop({ jobId });
    }
    const types = news.map(({ type }) => type);
    expect([...types.slice(0, 2), types.at(-1)]).toEqual(['problem', 'best', 'ended']);
    const best = news.find((live) => live.type === 'best');
    expect(best?.routes.flatMap(({ stops }) => stops)).toHaveLength(14);
    for await (const job of await client.jobs.watch({ id: jobId })) {
      if (job.status === 'running') continue;
      expect(job).toMatchObject({ status: 'done', outcome: { planId: expect.any(Number) } });
    }
  });

  it('keeps nothing of a job that is cancelled', async () => {
    const { client } = bench();
    const { total } = await client.routes.plans({});
    const { jobId } = await client.routes.propose({ ...DAY, searchSeconds: 60 });
    for await (const live of await client.routes.live({ jobId })) if (live.type === 'best') break;
    await client.jobs.cancel({ id: jobId });
    for await (const job of await client.jobs.watch({ id: jobId })) {
      if (job.status !== 'running') expect(job.status).toBe('cancelled');
    }
    expect((await client.routes.plans({})).total).toBe(total);
  });

  it('moves a stop by hand: cost and limits at once, kept and taken back; the solver finishes the rest around locks', async () => {
    const { client, finish } = bench();
    const plan = await propose();
    const planId = plan.id;
    const [first, second] = plan.routes;
    const moved = first?.stops[0] as number;
    const change = { kind: 'move' as const, stops: [moved], route: second?.number as number };
    const preview = await client.routes.preview({ planId, changes: [change] });
    expect(preview.before).toEqual(plan.figures);
    expect(preview.routes.map(({ number }) => number).sort()).toEqual([1, 2]);
    const edited = await client.routes.edit({
      planId,
      revision: 1,
      changes: [change, { kind: 'driver', route: 1, driver: 'ANNE' }],
    });
    expect(edited.after).toEqual(preview.after);
    expect(edited.revision).toBe(2);
    await expect(client.routes.edit({ planId, revision: 1, changes: [change] })).rejects.toMatchObject({
      data: { reason: 'changedMeanwhile' },
    });
    const after = await client.routes.plan({ planId });
    expect(after.figures).toEqual(edited.after);
    expect(after.stops.find(({ number }) => number === moved)?.route).toBe(second?.number);
    expect(after).toMatchObject({ undoable: 1, routes: [{ driver: 'ANNE' }, {}] });
    await client.routes.undoEdit({ planId });
    const undone = await client.routes.plan({ planId });
    expect(undone.routes.map(({ stops }) => stops)).toEqual(plan.routes.map(({ stops }) => stops));
    expect(undone.figures).toEqual(plan.figures);
    expect(undone.undoable).toBe(0);
    await expect(client.routes.undoEdit({ planId })).rejects.toMatchObject({
      data: { reason: 'nothingToUndo' },
    });

    const lock = [
      { kind: 'lockRoute' as const, route: 1, locked: true },
      { kind: 'move' as const, stops: [second?.stops[1] as number], route: null },
      { kind: 'lockStops' as const, stops: [second?.stops[0] as number], locked: true },
    ];
    await client.routes.edit({ planId, revision: undone.revision, changes: lock });
    const next = await finish<{ planId: number }>(
      client.routes.finish({ planId, searchSeconds: 0.4, threads: 1 }),
    );
    const finished = await client.routes.plan({ planId: next.planId });
    expect(finished).toMatchObject({ version: 2, series: plan.series, status: 'draft' });
    expect(finished.routes.find(({ number }) => number === 1)?.stops).toEqual(first?.stops);
    const locked = finished.stops.find(({ number }) => number === second?.stops[0]);
    expect(locked).toMatchObject({ route: 2, position: 0, locked: true });
    expect(finished.figures.served).toBe(14);
    const { changes } = await client.routes.compare({ planIds: [planId, next.planId] });
    expect(changes[0]?.map(({ kind }) => kind)).toContain('nowServed');
  });

  it('says what a hand-made plan breaks, and publishes it only when told so', async () => {
    const { client } = bench();
    const plan = await propose();
    const all = plan.routes.flatMap(({ stops }) => stops);
    const change = { kind: 'move' as const, stops: all, route: 1, position: 0 };
    const { newlyBroken, after } = await client.routes.edit({
      planId: plan.id,
      revision: 1,
      changes: [change],
    });
    expect(newlyBroken).toContainEqual({
      code: 'overloaded',
      stop: null,
      by: 1440_000 + 20_000 - 800_000,
      dimension: 'weight',
      route: 1,
    });
    expect(after.vehicles).toBe(1);
    await expect(client.routes.publish({ planId: plan.id })).rejects.toMatchObject({
      data: { reason: 'brokenLimits' },
    });
    await expect(
      client.routes.preview({ planId: plan.id, changes: [{ kind: 'move', stops: [99], route: 1 }] }),
    ).rejects.toMatchObject({ data: { reason: 'unknownStop' } });
    await client.routes.remove({ planId: plan.id });
    await expect(client.routes.plan({ planId: plan.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
