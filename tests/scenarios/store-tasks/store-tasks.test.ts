import { expect, it } from 'vitest';
import { sweepStoreTasks } from '../../../core/features/store-tasks/index.ts';
import { feedRow } from '../../helpers/feeds.ts';
import { floorOf, orderNow } from '../../helpers/floor.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';
import { PLACES, sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;

const NO_ADDRESS = { street: null, city: null, postal_code: null, region: null, country: null };
const CUSTOMER = {
  ...NO_ADDRESS,
  latitude: null,
  longitude: null,
  segment: 'standard',
  phone: null,
  updated_at: 0,
};

describeCores('store tasks', (cores) => {
  let store = 0;
  let lamp = 0;
  const bench = sharedBench(cores, async ({ build }) => {
    store = await build.facility('BRON', { kind: 'store', handling_cost_minor: 1 });
    const lille = await build.facility('LILLE', { ...PLACES.lille, handling_cost_minor: 900 });
    lamp = await build.product('LAMP');
    await build.stock(lamp, store, 100);
    await build.stock(lamp, lille, 100);
  });
  const floor = floorOf(bench, 'BRON');
  const tasks = () => bench().client.storeTasks;
  let count = 0;
  const sourced = async (fulfilment: 'delivery' | 'collect', quantity = 2) => {
    count += 1;
    const number = `O-${count}`;
    await bench().build.order(number, [[lamp, quantity]], {
      promised_at: Date.now() + 10 * DAY_MS,
      fulfilment,
      collect_facility_id: fulfilment === 'collect' ? store : null,
    });
    await floor.source([number]);
    return { facility: 'BRON', order: number };
  };
  const now = (order: string) => orderNow(bench(), order);
  const onHand = async () =>
    (
      await bench()
        .ctx.db.read.selectFrom('stock_position')
        .select('on_hand')
        .where('facility_id', '=', store)
        .executeTakeFirstOrThrow()
    ).on_hand;
  const find = async (order: string, ...statuses: ('waiting' | 'ready' | 'sent' | 'expired')[]) =>
    (await tasks().list({ facility: 'BRON', ...(statuses.length > 0 ? { statuses } : {}) })).find(
      (task) => task.order === order,
    );
  const later = (days: number) => {
    const { ctx } = bench();
    return sweepStoreTasks({ ...ctx, clock: () => Date.now() + days * DAY_MS });
  };
  const sound = async () => expect(await brokenPositions(bench().ctx.db)).toEqual([]);

  it('ship from store: accepted, packed, sent', async () => {
    const key = await sourced('delivery');
    expect(await find(key.order)).toMatchObject({
      kind: 'ship',
      status: 'waiting',
      units: 2,
      shipment: null,
    });
    const accepted = await tasks().accept(key);
    expect(accepted).toMatchObject({ status: 'accepted', shipment: `SH-${key.order}-1`, actor: 'tester' });
    expect(await now(key.order)).toMatchObject({ status: 'released', allocations: ['2 released BRON'] });
    await expect(tasks().accept(key)).rejects.toMatchObject({ data: { reason: 'notWaiting' } });
    await expect(tasks().ready(key)).rejects.toMatchObject({ data: { reason: 'notCollected' } });
    const shipment = accepted.shipment as string;
    await bench().client.packing.pack({ shipment });
    expect(await find(key.order)).toMatchObject({ status: 'ready' });
    await expect(tasks().decline({ ...key, reason: 'noTime' })).rejects.toMatchObject({
      data: { reason: 'packed' },
    });
    await bench().client.shipments.ship({ numbers: [shipment] });
    expect(await find(key.order)).toBeUndefined();
    expect(await later(0)).toEqual({ ended: 1, expired: 0 });
    expect(await find(key.order, 'sent')).toMatchObject({ status: 'sent', endedAt: expect.any(Number) });
    await sound();
  });

  it('declined with a reason: the stock follows, and the order is sourced elsewhere at once', async () => {
    const key = await sourced('delivery');
    await tasks().accept(key);
    const before = await onHand();
    const { task, jobId } = await tasks().decline({ ...key, reason: 'mismatch', note: 'box was empty' });
    expect(task).toMatchObject({ status: 'declined', reason: 'mismatch', note: 'box was empty' });
    await bench().finish(Promise.resolve({ jobId: jobId as string }));
    expect(await now(key.order)).toMatchObject({
      status: 'sourced',
      allocations: ['2 cancelled BRON', '2 reserved LILLE'],
      shipments: ['cancelled'],
    });
    expect(await onHand()).toBe(before - 2);
    const atOnce = await sourced('delivery');
    expect((await tasks().decline({ ...atOnce, reason: 'noTime' })).task.status).toBe('declined');
    const held = await sourced('delivery');
    await bench().client.orders.hold({ numbers: [held.order], reason: 'fraud check' });
    expect(await find(held.order)).toBeUndefined();
    await expect(tasks().accept(held)).rejects.toMatchObject({ data: { reason: 'held' } });
    await sound();
  });

  it('click and collect: a code opens it, five wrong ones close it until there is a new code', async () => {
    const key = await sourced('collect');
    expect(await find(key.order)).toMatchObject({ kind: 'collect' });
    await expect(tasks().ready(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await tasks().accept(key);
    const { task, code } = await tasks().ready(key);
    expect(code).toMatch(/^[A-Z3-9]{4}-[A-Z3-9]{4}$/);
    expect(task).toMatchObject({ status: 'ready', shipmentStatus: 'packed', attemptsLeft: 5 });
    expect((task.expiresAt ?? 0) - Date.now()).toBeGreaterThan(6.9 * DAY_MS);
    expect((await now(key.order)).status).toBe('packed');
    const wrong = { ...key, code: '0000-0000' };
    for (let left = 4; left >= 0; left--) {
      await expect(tasks().handOver(wrong)).rejects.toMatchObject({ data: { reason: 'wrongCode' } });
      expect((await find(key.order))?.attemptsLeft).toBe(left);
    }
    const locked = tasks().handOver({ ...key, code });
    await expect(locked).rejects.toMatchObject({ data: { reason: 'tooManyAttempts' } });
    const renewed = await tasks().renewCode(key);
    await expect(tasks().handOver({ ...key, code })).rejects.toMatchObject({ data: { reason: 'wrongCode' } });
    const before = await onHand();
    const typed = ` ${renewed.code.toLowerCase().replace('-', ' ')}`;
    expect(await tasks().handOver({ ...key, code: typed })).toMatchObject({ status: 'handedOver' });
    expect(await now(key.order)).toMatchObject({ status: 'delivered', allocations: ['2 shipped BRON'] });
    expect(await onHand()).toBe(before - 2);
    await expect(tasks().handOver({ ...key, code: renewed.code })).rejects.toMatchObject({
      data: { reason: 'notReady' },
    });
    const kept = await bench().ctx.db.read.selectFrom('journal').select('after_json').execute();
    expect(JSON.stringify(kept)).not.toContain(renewed.code.slice(0, 4));
    await sound();
  });

  it('the customer is sent the code where a connection delivers such messages', async () => {
    const key = await sourced('collect');
    await tasks().accept(key);
    const { db } = bench().ctx;
    await db.write(async (trx) => {
      const { id } = await trx
        .insertInto('customer')
        .values({ ...CUSTOMER, code: 'C-1', name: 'Ana Roy', email: 'ana@example.org' })
        .returning('id')
        .executeTakeFirstOrThrow();
      await trx.updateTable('sales_order').set({ customer_id: id }).where('number', '=', key.order).execute();
    });
    expect((await tasks().ready(key)).sentTo).toBeNull();
    const feed = await feedRow(db, 'mail', { delivers: ['customer.message'] });
    const { code, sentTo } = await tasks().renewCode(key);
    expect(sentTo).toBe('ana@example.org');
    const sent = await db.read
      .selectFrom('outbox')
      .select(['feed_id', 'payload_json'])
      .where('subject', '=', `order:${key.order}`)
      .execute();
    expect(sent.map(({ feed_id }) => feed_id)).toEqual([feed.id]);
    expect(JSON.parse(sent[0]?.payload_json ?? '')).toMatchObject({
      recipient: 'ana@example.org',
      channel: 'email',
      language: 'fr',
      subject: `Votre commande ${key.order} est prête : code de retrait ${code}`,
      confidential: [code],
    });
    await tasks().handOver({ ...key, code });
  });

  it('nobody comes: after its date an order is cancelled, or held where the store says so', async () => {
    const key = await sourced('collect');
    await tasks().accept(key);
    const { code } = await tasks().ready(key);
    expect(await later(6)).toEqual({ ended: 0, expired: 0 });
    expect(await later(9)).toEqual({ ended: 0, expired: 1 });
    expect(await later(9)).toEqual({ ended: 0, expired: 0 });
    expect(await now(key.order)).toMatchObject({
      status: 'cancelled',
      allocations: ['2 cancelled BRON'],
      shipments: ['cancelled'],
    });
    expect(await find(key.order, 'expired')).toMatchObject({ status: 'expired' });
    await expect(tasks().handOver({ ...key, code })).rejects.toMatchObject({ data: { reason: 'notReady' } });

    const settings = { days: 1, whenExpired: 'hold' as const };
    expect(await tasks().settings({ facility: 'BRON' })).toEqual({ days: 7, whenExpired: 'cancel' });
    await tasks().saveSettings({ facility: 'BRON', ...settings });
    expect(await tasks().settings({ facility: 'BRON' })).toEqual(settings);
    const second = await sourced('collect');
    await tasks().accept(second);
    const { task } = await tasks().ready(second);
    expect((task.expiresAt ?? 0) - Date.now()).toBeLessThan(2 * DAY_MS);
    expect(await tasks().expire(second)).toMatchObject({ status: 'expired' });
    const shown = await bench()
      .ctx.db.read.selectFrom('sales_order')
      .select(['status', 'hold_reason'])
      .where('number', '=', second.order)
      .executeTakeFirstOrThrow();
    expect(shown).toEqual({ status: 'open', hold_reason: 'not collected' });
    await sound();
  });

  it('a cancelled order ends its task', async () => {
    const key = await sourced('collect');
    await tasks().accept(key);
    await bench().client.orders.cancel({ numbers: [key.order], reason: 'customer' });
    expect(await find(key.order)).toBeUndefined();
    expect(await later(0)).toEqual({ ended: 1, expired: 0 });
    await sound();
  });
});
