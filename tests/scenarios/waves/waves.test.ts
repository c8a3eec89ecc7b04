import { DateTime } from 'luxon';
import { beforeEach, expect, it } from 'vitest';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';
import { addOwnedShipment, WHOLE_DAY } from '../../helpers/waves.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;
type Outcome = {
  orders: number;
  shipments: number;
  messages: number;
  refused: { number: string; code: string }[];
};

describeCores('waves', (cores) => {
  let lamp = 0;
  let lyon = 0;
  const bench = sharedBench(cores, async ({ build, client }) => {
    lyon = await build.facility('LYON');
    lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 1000);
    await client.waves.saveTemplate({ ...WHOLE_DAY, facility: 'LYON', name: 'Whole day' });
  });
  /** Tomorrow: whatever the time, its pickers have their whole shift before them. */
  const day = () => DateTime.now().setZone('Europe/Paris').plus({ days: 1 }).toISODate() as string;
  let orders: string[] = [];
  let count = 0;

  /** Three orders of two units, sourced from Lyon. */
  beforeEach(async () => {
    const { build, client, finish } = bench();
    orders = [1, 2, 3].map(() => {
      count += 1;
      return `O-${count}`;
    });
    for (const number of orders) {
      await build.order(number, [[lamp, 2]], { promised_at: Date.now() + 10 * DAY_MS });
    }
    const { runId } = await finish<{ runId: number }>(
      client.sourcing.propose({ selection: { numbers: orders }, parameters: {} }),
    );
    await finish(client.sourcing.apply({ runId }));
  });
  const plan = async (numbers = orders) => {
    const at = Date.now();
    const wave = { name: 'Morning', releaseAt: at, cutOffAt: at + 4 * 3_600_000, orders: numbers };
    const { waveIds } = await bench().client.waves.plan({ facility: 'LYON', waves: [wave] });
    return waveIds[0] as number;
  };
  const release = (...waveIds: number[]) => {
    const { client, finish } = bench();
    return finish<Outcome>(client.waves.release({ waveIds }));
  };
  const statusOf = async (number: string) => {
    const { row } = await state(number);
    return row.status;
  };
  const state = async (number: string) => {
    const { ctx } = bench();
    const row = await ctx.db.read
      .selectFrom('sales_order')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const allocations = await ctx.db.read
      .selectFrom('allocation')
      .select(['status', 'quantity'])
      .where('order_id', '=', row.id)
      .execute();
    const shipments = await ctx.db.read
      .selectFrom('shipment as s')
      .leftJoin('shipment_line as l', 'l.shipment_id', 's.id')
      .select(['s.number', 's.status', 's.assigned_at', 'l.quantity'])
      .where('s.order_id', '=', row.id)
      .orderBy('s.id')
      .execute();
    return { row, allocations, shipments };
  };
  const expectSoundStock = async () => expect(await brokenPositions(bench().ctx.db)).toEqual([]);

  it('are proposed from templates, with when their orders are ready, against first come, first served', async () => {
    const { client } = bench();
    const proposal = await client.waves.propose({ facility: 'LYON', day: day() });
    const [wave] = proposal.waves;
    expect(wave?.name).toBe('Whole day');
    for (const number of orders) {
      expect(wave?.orders.find((order) => order.number === number)).toMatchObject({
        units: 2,
        state: 'inTime',
      });
    }
    expect(wave?.figures.pickSeconds).toBeLessThanOrEqual(proposal.firstCome.pickSeconds);
    expect(proposal.leftOver).toEqual([]);
    await plan();
    const rest = await client.waves.propose({ facility: 'LYON', day: day() });
    const numbers = rest.waves.flatMap((other) => other.orders.map(({ number }) => number));
    expect(numbers.filter((number) => orders.includes(number))).toEqual([]);
    const more = await client.waves.propose({ facility: 'LYON', day: day(), extraPickers: 3 });
    expect(more.pickers).toBe(rest.pickers + 3);
  });

  it('give a carrier no more than it takes that day, counting what is planned, and docks what they load in time', async () => {
    const { client } = bench();
    const propose = () => client.waves.propose({ facility: 'LYON', day: day() });
    const placed = ({ waves }: Awaited<ReturnType<typeof propose>>) => waves.flatMap((wave) => wave.orders);
    const [{ code = '', terms } = {}] = await client.carriers.settings();
    if (!terms) throw new Error('The network has no carrier.');
    await client.carriers.saveSettings({ code, terms: { ...terms, shipmentsPerDay: 2 } });
    const two = await propose();
    expect(placed(two)).toHaveLength(2);
    expect(new Set(two.leftOver.map(({ reason }) => reason))).toEqual(new Set(['carrierFull']));
    expect(two.firstCome.leftOver).toBe(two.leftOver.length);
    const [wave] = two.waves;
    const numbers = placed(two).map(({ number }) => number);
    const times = { name: 'Tomorrow', releaseAt: wave?.releaseAt ?? 0, cutOffAt: wave?.cutOffAt ?? 0 };
    const { waveIds } = await client.waves.plan({ facility: 'LYON', waves: [{ ...times, orders: numbers }] });
    expect(placed(await propose())).toEqual([]);
    await client.waves.remove({ waveId: waveIds[0] as number });
    await client.carriers.saveSettings({ code, terms });

    const labour = await client.waves.labour({ facility: 'LYON' });
    const hours = ((wave?.cutOffAt ?? 0) - (wave?.releaseAt ?? 0)) / 3_600_000;
    await client.waves.saveLabour({ facility: 'LYON', ...labour, dockParcelsPerHour: 1 });
    const docked = await propose();
    expect(docked.waves[0]?.figures.parcels).toBeLessThanOrEqual(hours);
    expect(docked.waves[0]?.figures.readyAt).toBeGreaterThan(two.waves[0]?.figures.readyAt ?? 0);
    await client.waves.saveLabour({ facility: 'LYON', ...labour });
  });

  it('take only what lies in the zones of their template and leaves by its services', async () => {
    const { client } = bench();
    const choices = await client.waves.templateChoices({ facility: 'LYON' });
    const [template] = await client.waves.templates({ facility: 'LYON' });
    if (!template) throw new Error('LYON has a template.');
    const numbers = async () =>
      (await client.waves.propose({ facility: 'LYON', day: day() })).waves.flatMap(({ orders: own }) => own);
    const [fast, ...others] = choices.services.map(({ key }) => key);
    expect(fast).toMatch(/^POST\//);
    await client.waves.saveTemplate({ ...template, services: [fast ?? '', ...others], zones: choices.zones });
    expect((await numbers()).length).toBeGreaterThan(0);
    await client.waves.saveTemplate({ ...template, zones: ['Nowhere'] });
    expect(await numbers()).toEqual([]);
    await client.waves.saveTemplate(template);
    const wrong: [Partial<typeof template>, string][] = [
      [{ services: ['NOBODY/NONE'] }, 'unknownService'],
      [{ carriers: ['NOBODY'] }, 'unknownCarrier'],
      [{ carriers: [], services: [fast ?? ''] }, 'serviceOfOtherCarrier'],
    ];
    for (const [draft, reason] of wrong) {
      await expect(client.waves.saveTemplate({ ...template, ...draft })).rejects.toMatchObject({
        data: { reason },
      });
    }
  });

  it('say what moving orders would make of them before it is kept, and take back what was taken out', async () => {
    const { client } = bench();
    const [first = '', second = '', third = ''] = orders;
    const from = await plan([first, second]);
    const to = await plan([third]);
    const change = await client.waves.previewMove({ numbers: [first], from, to });
    expect(change.from?.before).toMatchObject({ orders: 2, units: 4 });
    expect(change.from?.after).toMatchObject({ orders: 1, units: 2 });
    expect(change.to?.after).toMatchObject({ orders: 2, units: 4 });
    expect(change.to?.after.pickSeconds).toBeGreaterThan(change.to?.before.pickSeconds ?? 0);
    expect((await client.waves.wave({ waveId: from })).orders).toBe(2);
    expect(await client.waves.moveOrders({ numbers: [first], from, to })).toEqual({ moved: 1 });
    expect(await client.waves.moveOrders({ numbers: [first], from: to, to: null })).toEqual({ moved: 1 });
    expect((await client.waves.previewMove({ numbers: [first], from: null, to })).to?.after.orders).toBe(2);
    expect(await client.waves.moveOrders({ numbers: [first], from: null, to })).toEqual({ moved: 1 });
    const again = await client.waves.moveOrders({ numbers: [second], from: null, to });
    expect(again, 'an order that a wave holds is not taken from it').toEqual({ moved: 0 });
    const today = DateTime.now().setZone('Europe/Paris').toISODate() as string;
    const load = await client.waves.load({ facility: 'LYON', day: today });
    expect(load.find(({ id }) => id === to)?.figures).toMatchObject({ orders: 2, units: 4 });
    await release(to);
    await expect(client.waves.moveOrders({ numbers: [third], from: to, to: from })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const released = await client.waves.load({ facility: 'LYON', day: today });
    expect(released.find(({ id }) => id === to)).toMatchObject({ status: 'released', figures: { units: 4 } });
  });

  it('are released in one go: reservations, shipments, orders; and taken back whole before picking', async () => {
    const { client } = bench();
    const waveId = await plan();
    const preview = await client.waves.preview({ waveIds: [waveId] });
    expect(preview).toMatchObject({ orders: 3, units: 6, shipments: 3, messages: [], refused: [] });
    expect(await release(waveId)).toMatchObject({ orders: 3, shipments: 3, messages: 0, refused: [] });
    const [first = ''] = orders;
    const released = await state(first);
    expect(released.row.status).toBe('released');
    expect(released.allocations).toEqual([{ status: 'released', quantity: 2 }]);
    expect(released.shipments).toMatchObject([{ number: `SH-${first}-1`, status: 'planned', quantity: 2 }]);
    expect(released.shipments[0]?.assigned_at).not.toBeNull();
    const shown = await client.waves.wave({ waveId });
    expect(shown).toMatchObject({ status: 'released', orders: 3, units: 6, picked: 0 });
    expect(shown.orderRows[0]).toMatchObject({ shipment: `SH-${first}-1`, units: 2 });
    const journal = await client.workspace.journal({ entity: 'order', key: first });
    expect(journal.rows[0]).toMatchObject({ procedure: 'waves.release', after: { status: 'released' } });

    expect(await client.waves.takeBack({ waveId })).toEqual({ orders: 3, kept: 0 });
    const back = await state(first);
    expect(back.row.status).toBe('sourced');
    expect(back.allocations).toEqual([{ status: 'reserved', quantity: 2 }]);
    expect(back.shipments).toMatchObject([{ status: 'cancelled', assigned_at: null }]);
    expect((await client.waves.wave({ waveId })).status).toBe('planned');
    await expect(client.waves.takeBack({ waveId })).rejects.toMatchObject({
      data: { reason: 'notReleased' },
    });

    expect(await release(waveId)).toMatchObject({ orders: 3, shipments: 3 });
    expect((await state(first)).shipments.map(({ number }) => number)).toEqual([
      `SH-${first}-1`,
      `SH-${first}-2`,
    ]);
    await expectSoundStock();
  });

  it('leave out, and name, what can no longer go', async () => {
    const { client } = bench();
    const waveId = await plan();
    const [held = '', cancelled = '', fine = ''] = orders;
    await client.orders.hold({ numbers: [held], reason: 'fraud check' });
    await client.orders.cancel({ numbers: [cancelled], reason: 'customer' });
    const expected = [
      { number: held, code: 'held' },
      { number: cancelled, code: 'nothingReserved' },
    ];
    expect((await client.waves.preview({ waveIds: [waveId] })).refused).toMatchObject(expected);
    expect(await release(waveId)).toMatchObject({ orders: 1, refused: expected });
    expect(await statusOf(fine)).toBe('released');
    expect(await statusOf(held)).toBe('sourced');
    expect((await client.waves.wave({ waveId })).orders).toBe(1);
    await expectSoundStock();
  });

  it('that are partly picked are closed: what was not picked is reserved as before', async () => {
    const { client } = bench();
    const waveId = await plan();
    await release(waveId);
    const [picked = '', open = ''] = orders;
    await client.shipments.pack({ numbers: [`SH-${picked}-1`] });
    expect((await client.waves.wave({ waveId })).status).toBe('picking');
    expect(await client.waves.takeBack({ waveId })).toEqual({ orders: 2, kept: 1 });
    expect((await client.waves.wave({ waveId })).status).toBe('done');
    expect((await state(picked)).allocations).toEqual([{ status: 'released', quantity: 2 }]);
    expect((await state(open)).allocations).toEqual([{ status: 'reserved', quantity: 2 }]);
    expect(await statusOf(open)).toBe('sourced');
    const again = await client.waves.propose({ facility: 'LYON', day: day() });
    const proposed = again.waves.flatMap((wave) => wave.orders.map(({ number }) => number));
    expect(proposed).toContain(open);
    expect(proposed).not.toContain(picked);
    await client.shipments.ship({ numbers: [`SH-${picked}-1`] });
    expect(await statusOf(picked)).toBe('shipped');
    await expectSoundStock();
  });

  it('are released by one of two planners; the other is told', async () => {
    const waveId = await plan();
    const both = await Promise.allSettled([release(waveId), release(waveId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(String(lost.reason)).toMatch(/no longer planned|meanwhile/);
    const [first = ''] = orders;
    expect((await state(first)).shipments).toHaveLength(1);
  });

  it('that overlap are released all or none', async () => {
    const [a = '', b = '', c = ''] = orders;
    const first = await plan([a, b]);
    const second = await plan([c]);
    await release(second);
    await expect(release(first, second)).rejects.toThrow(/no longer planned/);
    expect(await statusOf(a)).toBe('sourced');
    expect(await release(first)).toMatchObject({ orders: 2 });
  });

  it('hold an order once; orders move between planned waves, and out of them', async () => {
    const { client } = bench();
    const [a = '', b = ''] = orders;
    const first = await plan();
    const at = Date.now();
    const wave = { name: 'Noon', releaseAt: at, cutOffAt: at + 1, orders: [a, 'O-NONE'] };
    const again = await client.waves.plan({ facility: 'LYON', waves: [wave] });
    expect(again.refused.map(({ code }) => code)).toEqual(['inAnotherWave', 'notFound']);
    const [second = 0] = again.waveIds;
    expect(await client.waves.moveOrders({ numbers: [a], from: first, to: second })).toEqual({ moved: 1 });
    expect(await client.waves.moveOrders({ numbers: [b], from: first, to: null })).toEqual({ moved: 1 });
    expect((await client.waves.wave({ waveId: first })).orders).toBe(1);
    expect((await client.waves.wave({ waveId: second })).orderRows.map(({ number }) => number)).toEqual([a]);
    await client.waves.remove({ waveId: second });
    await expect(client.waves.remove({ waveId: second })).rejects.toMatchObject({
      data: { reason: 'notPlanned' },
    });
    const back = await client.waves.propose({ facility: 'LYON', day: day() });
    const numbers = back.waves.flatMap((other) => other.orders.map(({ number }) => number));
    expect(numbers).toEqual(expect.arrayContaining([a, b]));
  });

  it('tell the system that owns a shipment, and take the message back while it waits', async () => {
    const { client, ctx } = bench();
    const [owned = ''] = orders;
    const { row } = await state(owned);
    const shipment = `ERP-${owned}`;
    const feedId = await addOwnedShipment(ctx, { number: shipment, orderId: row.id, facilityId: lyon });
    const waveId = await plan([owned]);
    const preview = await client.waves.preview({ waveIds: [waveId] });
    expect(preview.messages).toEqual([{ feed: expect.any(String), kind: 'shipment.assign', count: 1 }]);
    expect(await release(waveId)).toMatchObject({ shipments: 0, messages: 1 });
    const waiting = () =>
      ctx.db.read
        .selectFrom('outbox')
        .select('subject')
        .where('feed_id', '=', feedId)
        .where('state', '=', 'waiting')
        .execute();
    expect(await waiting()).toMatchObject([{ subject: `shipment:${shipment}` }]);
    await client.waves.takeBack({ waveId });
    expect(await waiting()).toEqual([]);
    await release(waveId);
    await ctx.db.write((trx) =>
      trx
        .updateTable('outbox')
        .set({ state: 'delivered', attempts: 1 })
        .where('feed_id', '=', feedId)
        .execute(),
    );
    await expect(client.waves.takeBack({ waveId })).rejects.toMatchObject({
      data: { reason: 'alreadySent' },
    });
    expect(await statusOf(owned)).toBe('released');
  });

  it('say what is wrong with a template', async () => {
    const { client } = bench();
    const draft = { ...WHOLE_DAY, facility: 'LYON', name: 'x' };
    await expect(
      client.waves.saveTemplate({ ...draft, releaseMinutes: 700, cutOffMinutes: 700 }),
    ).rejects.toMatchObject({ data: { reason: 'cutOffBeforeRelease' } });
    await expect(client.waves.saveTemplate({ ...draft, facility: 'NOWHERE' })).rejects.toMatchObject({
      data: { reason: 'unknownFacility' },
    });
  });
});
