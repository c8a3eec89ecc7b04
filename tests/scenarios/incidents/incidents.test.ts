import { expect, it } from 'vitest';
import { feedRow } from '../../helpers/feeds.ts';
import {
  arrive,
  incidentDesk,
  openIncident,
  shipWithTrouble,
  type TroubleGiven,
} from '../../helpers/incidents.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';
import { sharedBench, standardService } from '../../helpers/workbench.ts';

const HOUR = 3_600_000;

describeCores('incidents', (cores) => {
  let lamp = 0;
  let lyon = 0;
  let service = 0;
  let count = 0;
  const bench = sharedBench(cores, async ({ build, ctx }) => {
    lyon = await build.facility('LYON');
    await build.facility('SHOP', { kind: 'store', latitude: 48.86, longitude: 2.35, name: 'Paris shop' });
    lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 100);
    service = await standardService(ctx);
  });

  const ship = async (given: TroubleGiven = {}) => {
    count += 1;
    return shipWithTrouble(bench(), { lamp, lyon, service, number: `I-${count}` }, given);
  };
  const { incidentOf, tryOption, stateOf } = incidentDesk(bench);
  const troubled = async (given: TroubleGiven) => {
    const made = await ship(given);
    await bench().client.incidents.detect({});
    return { ...made, incident: await incidentOf(`SH-${made.number}`) };
  };

  it('open when something is wrong, once; become graver; and close by themselves when it arrives', async () => {
    const { client, ctx } = bench();
    const { incident, shipment, number } = await troubled({});
    expect(incident).toMatchObject({
      kind: 'late',
      severity: 2,
      state: 'open',
      order: number,
      moneyMinor: 5500,
    });
    expect(await client.incidents.detect({})).toMatchObject({ opened: 0, closed: 0 });
    const event = {
      shipment_id: shipment,
      description: null,
      city: null,
      country: null,
      latitude: null,
      longitude: null,
      source: 'test',
      eta_at: null,
    };
    await ctx.db.write((trx) =>
      trx
        .insertInto('tracking_event')
        .values({ ...event, occurred_at: Date.now(), milestone: 'exception', exception_kind: 'lost' })
        .execute(),
    );
    await client.incidents.detect({});
    expect(await incidentOf(`SH-${number}`)).toMatchObject({ id: incident.id, kind: 'lost', severity: 1 });
    await arrive(ctx, shipment);
    expect(await client.incidents.detect({})).toMatchObject({ closed: 1 });
    const detail = await client.incidents.detail({ id: incident.id });
    expect(detail).toMatchObject({ state: 'resolved', resolution: 'delivered' });
    expect(detail.events.map(({ kind }) => kind)).toEqual(['resolved', 'worse', 'joined', 'detected']);
  });

  it('are given out, put off, commented, closed by hand; closed ones stay closed until it becomes worse', async () => {
    const { client, ctx } = bench();
    const { incident, shipment } = await troubled({});
    const ids = [incident.id];
    await client.incidents.assign({ ids, owner: 'zoe' });
    await client.incidents.watch({ ids, on: true });
    await client.incidents.comment({ id: incident.id, note: 'Called them @max' });
    await client.incidents.snooze({ ids, until: Date.now() + HOUR });
    expect(await client.incidents.detail({ id: incident.id })).toMatchObject({
      state: 'snoozed',
      owner: 'zoe',
      watched: true,
    });
    expect((await client.incidents.list({ filter: {} })).rows.map(({ id }) => id)).not.toContain(incident.id);
    await client.incidents.resolve({ ids, as: 'resolved' });
    await client.incidents.detect({});
    expect(await stateOf(incident.id)).toBe('resolved');
    await ctx.db.write((trx) =>
      trx
        .insertInto('tracking_event')
        .values({
          shipment_id: shipment,
          occurred_at: Date.now(),
          milestone: 'exception',
          exception_kind: 'damaged',
          description: null,
          city: null,
          country: null,
          latitude: null,
          longitude: null,
          source: 'test',
          eta_at: null,
        })
        .execute(),
    );
    await client.incidents.detect({});
    expect(await stateOf(incident.id)).toBe('open');
    const journal = await client.workspace.journal({ entity: 'incident', key: incident.key });
    expect(journal.rows.map(({ procedure }) => procedure)).toEqual([
      'incidents.resolve',
      'incidents.snooze',
      'incidents.comment',
      'incidents.assign',
    ]);
  });

  it('lost: the goods are sent again from what is available, reserved once, and given back by undo', async () => {
    const { client, ctx } = bench();
    const { incident, number } = await troubled({ trouble: 'lost', promisedInHours: 100 });
    const options = await client.incidents.options({ id: incident.id });
    expect(options.map(({ kind }) => kind)).not.toContain('wait');
    const again = options.find(({ kind }) => kind === 'reship');
    expect(again).toMatchObject({
      reservations: [{ sku: 'LAMP', quantity: 2, facility: 'LYON' }],
      values: { facility: 'LYON' },
    });
    const reserved = async () => {
      const row = await ctx.db.read
        .selectFrom('stock_position')
        .select('reserved_allocated')
        .where('product_id', '=', lamp)
        .executeTakeFirstOrThrow();
      return row.reserved_allocated;
    };
    const before = await reserved();
    const { action, preview, undo } = await tryOption(incident, 'reship');
    expect(preview.messages).toMatchObject([{ to: 'customer', language: 'fr', feed: null }]);
    expect(action?.made).toBe(`${number}-R1`);
    expect(await reserved()).toBe(before + 2);
    expect(await stateOf(incident.id)).toBe('resolved');
    await undo();
    expect(await reserved()).toBe(before);
    expect(await stateOf(incident.id)).toBe('open');
    expect(await brokenPositions(ctx.db)).toEqual([]);
    await expect(undo()).rejects.toMatchObject({ data: { reason: 'alreadyUndone' } });

    const second = await tryOption(incident, 'reship');
    await ctx.db.write((trx) =>
      trx
        .updateTable('sales_order')
        .set({ status: 'released' })
        .where('number', '=', `${number}-R2`)
        .execute(),
    );
    await expect(second.undo()).rejects.toMatchObject({ data: { reason: 'alreadyShipped' } });
  });

  it('late: waiting, chasing and redirecting put it off; refunding and returning close it; each can be taken back', async () => {
    const { client, ctx } = bench();
    const { incident, orderId } = await troubled({});
    const kinds = (await client.incidents.options({ id: incident.id })).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(
      new Set(['wait', 'chaseCarrier', 'redirect', 'reship', 'refund', 'returnToSender', 'claim']),
    );
    for (const option of ['wait', 'chaseCarrier', 'redirect'] as const) {
      const { undo } = await tryOption(incident, option);
      expect(await stateOf(incident.id)).toBe('snoozed');
      await undo();
      expect(await stateOf(incident.id)).toBe('open');
    }
    const refunds = () =>
      ctx.db.read
        .selectFrom('payment')
        .select(['state', 'amount_minor'])
        .where('order_id', '=', orderId)
        .execute();
    const refund = await tryOption(incident, 'refund');
    expect(await refunds()).toEqual([{ state: 'pending', amount_minor: 5000 }]);
    await refund.undo();
    expect(await refunds()).toEqual([{ state: 'failed', amount_minor: 5000 }]);
    const back = await tryOption(incident, 'returnToSender');
    expect(back.action?.made).toMatch(/^RMA-/);
    await back.undo();
    const returned = await ctx.db.read
      .selectFrom('order_return')
      .select('status')
      .where('order_id', '=', orderId)
      .execute();
    expect(returned).toEqual([{ status: 'cancelled' }]);
    const claim = await tryOption(incident, 'claim');
    expect(await stateOf(incident.id)).toBe('open');
    await claim.undo();
    const paper = await bench().finish<{ bytes: number; pages: number }>(
      client.incidents.claimPdf({ id: incident.id, language: 'fr' }),
    );
    expect(paper).toMatchObject({ pages: 1 });
    expect(paper.bytes).toBeGreaterThan(2000);
  });

  it('not yet left: a faster service is taken, and given back until it leaves', async () => {
    const { client, ctx } = bench();
    const { shipment, number } = await ship({ status: 'planned' });
    const id = await openIncident(bench(), {
      kind: 'promiseAtRisk',
      entity_key: `SH-${number}`,
      entity_id: shipment,
    });
    const cost = async () => {
      const row = await ctx.db.read
        .selectFrom('shipment')
        .select('cost_minor')
        .where('id', '=', shipment)
        .executeTakeFirstOrThrow();
      return row.cost_minor;
    };
    const { undo } = await tryOption({ id }, 'upgradeService');
    expect(await cost()).toBe(1200);
    await undo();
    expect(await cost()).toBe(500);
    const again = await tryOption({ id }, 'upgradeService');
    await ctx.db.write((trx) =>
      trx.updateTable('shipment').set({ status: 'inTransit' }).where('id', '=', shipment).execute(),
    );
    await expect(again.undo()).rejects.toMatchObject({ data: { reason: 'alreadyShipped' } });
    expect((await client.incidents.preview({ ids: [id], option: 'upgradeService' })).refused).toMatchObject([
      { code: 'notOpen' },
    ]);
  });

  it('a hub that holds many becomes one incident with them inside; an option for it is one for each', async () => {
    const { client, ctx } = bench();
    for (let index = 0; index < 30; index++) await ship({ promisedInHours: 90 });
    const held: Awaited<ReturnType<typeof ship>>[] = [];
    for (let index = 0; index < 12; index++)
      held.push(await ship({ promisedInHours: 90, trouble: 'delayed' }));
    await ctx.db.write((trx) =>
      trx
        .updateTable('tracking_event')
        .set({ city: 'Metz' })
        .where(
          'shipment_id',
          'in',
          held.map(({ shipment }) => shipment),
        )
        .execute(),
    );
    expect(await client.incidents.detect({})).toMatchObject({ causes: 1 });
    const parent = await incidentOf('hub:Metz|FR');
    expect(parent).toMatchObject({ kind: 'hubOutage', children: 12, orders: 12 });
    const feed = await feedRow(ctx.db, 'letters', { delivers: ['customer.message', 'carrier.message'] });
    const { applied, messages } = await client.incidents.apply({
      ids: [parent.id],
      option: 'chaseCarrier',
      bodies: {},
    });
    expect([applied.length, messages]).toEqual([12, 12]);
    const [first] = (await client.incidents.detail({ id: applied[0] as number })).actions;
    await ctx.db.write((trx) =>
      trx
        .updateTable('outbox')
        .set({ state: 'delivered', attempts: 1 })
        .where('feed_id', '=', feed.id)
        .execute(),
    );
    await expect(client.incidents.undo({ actionId: first?.id ?? 0 })).rejects.toMatchObject({
      data: { reason: 'alreadySent' },
    });
    await ctx.db.write((trx) =>
      trx
        .updateTable('shipment')
        .set({ status: 'delivered', delivered_at: Date.now() })
        .where(
          'id',
          'in',
          held.map(({ shipment }) => shipment),
        )
        .execute(),
    );
    await client.incidents.detect({});
    expect(await stateOf(parent.id)).toBe('resolved');
    const { text } = await client.incidents.handover({ language: 'fr' });
    expect(text).toContain('Relève');
  });
});
