import { expect, it } from 'vitest';
import { feedRow, ownShipment } from '../../helpers/feeds.ts';
import { addShipment, TOUR_DAY, van } from '../../helpers/routes.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const DAY = { depots: ['LYON'], day: TOUR_DAY, searchSeconds: 0.3, threads: 1 };

describeCores('messages about published tours', (cores) => {
  let erp = 0;
  const bench = sharedBench(cores, async ({ ctx, client, build }) => {
    const lyon = await build.facility('LYON');
    const lamp = await build.product('LAMP');
    await client.fleets.saveVehicleType(van());
    const delivers = ['routePlan.publish', 'routePlan.unpublish'];
    erp = (await feedRow(ctx.db, 'erp', { delivers })).id;
    const idle = (await feedRow(ctx.db, 'idle', { delivers })).id;
    const shop = (await feedRow(ctx.db, 'shop', { delivers: ['shipment.ship'] })).id;
    for (const [i, feedId] of [erp, erp, shop].entries()) {
      const order = await build.order(`O-${i}`, [[lamp, 1]], { promised_at: null, status: 'released' });
      await addShipment(ctx, `S-${i}`, { orderId: order.id, facilityId: lyon, east: i + 1, north: i });
      await ownShipment(ctx.db, feedId, `S-${i}`);
    }
    await ownShipment(ctx.db, idle, 'S-ELSEWHERE');
  });
  const outbox = async () => {
    const rows = await bench().ctx.db.read.selectFrom('outbox').selectAll().orderBy('id').execute();
    return rows.map(({ feed_id, kind, subject, payload_json }) => ({
      feedId: feed_id,
      kind,
      subject,
      payload: JSON.parse(payload_json),
    }));
  };

  it('tell each owner that takes them of its own stops, once, and of taking them back', async () => {
    const { client, finish } = bench();
    const { planId } = await finish<{ planId: number }>(client.routes.propose(DAY));
    expect(await outbox()).toEqual([]);
    await client.routes.publish({ planId });
    const plan = await client.routes.plan({ planId });
    const [message, ...others] = await outbox();
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      feedId: erp,
      kind: 'routePlan.publish',
      subject: `routePlan:${plan.series}`,
      payload: { plan: { id: planId, version: 1, day: TOUR_DAY, timeZone: 'Europe/Paris' } },
    });
    const told = message?.payload.routes.flatMap((route: { stops: object[] }) => route.stops);
    expect(told).toHaveLength(2);
    const first = plan.stops.find(({ reference }) => reference === 'S-0');
    expect(told).toContainEqual({
      reference: 'S-0',
      upstream: 'up-S-0',
      name: first?.name,
      position: (first?.position ?? 0) + 1,
      etaAt: new Date(first?.etaAt ?? 0).toISOString(),
      leavesAt: new Date(first?.departsAt ?? 0).toISOString(),
    });

    const next = (await client.routes.copy({ planId })).planId;
    await client.routes.publish({ planId: next });
    await client.routes.unpublish({ planId: next });
    expect((await outbox()).map(({ kind, payload }) => [kind, payload.plan.version])).toEqual([
      ['routePlan.publish', 1],
      ['routePlan.publish', 2],
      ['routePlan.unpublish', 2],
      ['routePlan.publish', 1],
    ]);
  });
});
