import { expect, it } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { releaseHold, sweepPromises } from '../../../core/features/promise/index.ts';
import { localClient } from '../../../core/host/commands/client.ts';
import { networkBuilder } from '../../helpers/network.ts';
import {
  at,
  brokenPromises,
  carrier,
  HOUR_MS,
  hold,
  inbound,
  MONDAY_9,
  PARIS,
  quote,
} from '../../helpers/promise.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { applyRun, orderStatus, proposeRun, reservations } from '../../helpers/sourcing.ts';

describeCores('holds', (cores) => {
  let shared: Promise<AppContext> | undefined;
  const core = () => {
    shared ??= cores.open().then(async (ctx) => {
      await carrier(ctx.db, 'HOLD');
      return at(ctx, MONDAY_9);
    });
    return shared;
  };

  async function lampWith(ctx: AppContext, sku: string, units: number) {
    const build = networkBuilder(ctx.db);
    const facility = await build.facility(`${sku}-F`);
    const product = await build.product(sku);
    await build.stock(product, facility, units);
    ctx.events.publish({ type: 'network.changed' });
    return { build, facility, product };
  }

  it('take stock for a while: nobody else is promised it, and it comes back by itself', async () => {
    const ctx = await core();
    await lampWith(ctx, 'A', 3);
    const ask = { lines: [{ sku: 'A', quantity: 2 }], destination: PARIS };
    const first = await hold(ctx, { ...ask, serviceLevel: 'standard', minutes: 30 });
    expect(first).toMatchObject({
      status: 'active',
      expiresAt: MONDAY_9 + HOUR_MS / 2,
      option: { arriveByDay: '2026-05-06', cost: { amountMinor: 700 } },
    });
    await expect(hold(ctx, ask)).rejects.toMatchObject({ code: 'CONFLICT', data: { reason: 'noPromise' } });
    const later = at(ctx, MONDAY_9 + HOUR_MS);
    expect((await quote(later, ask)).levels[0]?.option).not.toBeNull();
    const second = await hold(later, ask);
    expect(second.status).toBe('active');
    const { rows } = await localClient(ctx).promise.holds({ statuses: ['expired'] });
    expect(rows.map(({ reference }) => reference)).toContain(first.reference);
    expect(await brokenPromises(ctx.db)).toEqual([]);
  });

  it('are taken once for a key, however often it is sent', async () => {
    const ctx = await core();
    await lampWith(ctx, 'B', 10);
    const ask = { lines: [{ sku: 'B', quantity: 4 }], destination: PARIS, key: 'cart-1' };
    const both = await Promise.all([hold(ctx, ask), hold(ctx, ask)]);
    expect(both[0]?.reference).toBe(both[1]?.reference);
    expect((await hold(ctx, ask)).reference).toBe(both[0]?.reference);
    const other = hold(ctx, { ...ask, lines: [{ sku: 'B', quantity: 5 }] });
    await expect(other).rejects.toMatchObject({ data: { reason: 'keyReused' } });
    expect((await releaseHold(ctx, both[0]?.reference ?? '')).status).toBe('released');
    expect((await releaseHold(ctx, both[0]?.reference ?? '')).status).toBe('released');
    expect(await brokenPromises(ctx.db)).toEqual([]);
  });

  it('refuse a later day than the one that was shown', async () => {
    const ctx = await core();
    await lampWith(ctx, 'C', 10);
    const ask = { lines: [{ sku: 'C', quantity: 1 }], destination: PARIS, serviceLevel: 'standard' as const };
    await expect(hold(ctx, { ...ask, noLaterThanDay: '2026-05-05' })).rejects.toMatchObject({
      data: { reason: 'promiseMoved' },
    });
    expect((await hold(ctx, { ...ask, noLaterThanDay: '2026-05-06' })).status).toBe('active');
  });

  it('become the allocation and the promise of the order that names them', async () => {
    const ctx = await core();
    const { build, facility, product } = await lampWith(ctx, 'D', 2);
    await inbound(ctx.db, 'PO-D', product, facility, 5, MONDAY_9 + 26 * HOUR_MS);
    const held = await hold(ctx, {
      lines: [{ sku: 'D', quantity: 4 }],
      destination: PARIS,
      serviceLevel: 'express',
    });
    expect(held.option).toMatchObject({ backOrder: true, arriveByDay: '2026-05-06' });
    await build.order('SO-D', [[product, 4]], { promised_at: null });
    const done = await localClient(ctx).promise.convert({ reference: held.reference, orderNumber: 'SO-D' });
    expect(done).toMatchObject({ status: 'converted', orderNumber: 'SO-D' });
    expect((await reservations(ctx.db)).filter((one) => one.startsWith('SO-D'))).toEqual([
      'SO-D: 2 x D @ D-F',
    ]);
    expect(await orderStatus(ctx.db, 'SO-D')).toBe('partiallySourced');
    const waiting = await localClient(ctx).promise.backOrders({ orderNumber: 'SO-D' });
    expect(waiting.rows).toMatchObject([
      { quantity: 2, status: 'waiting', inbound: { reference: 'PO-D', status: 'expected' } },
    ]);
    const detail = await localClient(ctx).orders.detail({ number: 'SO-D' });
    expect(detail.order.promisedAt).toBe(held.option.arriveByAt);
    const again = await localClient(ctx).promise.convert({ reference: held.reference, orderNumber: 'SO-D' });
    expect(again.status).toBe('converted');
    const left = (await quote(ctx, { lines: [{ sku: 'D', quantity: 4 }], destination: PARIS })).levels[0];
    expect(left?.none).toEqual({ code: 'noStock', missing: [{ sku: 'D', quantity: 1 }] });
    expect(await brokenPromises(ctx.db)).toEqual([]);
  });

  it('keep their stock from sourcing, and give it back when they are swept', async () => {
    const ctx = await core();
    const { build, product } = await lampWith(ctx, 'E', 3);
    await hold(ctx, { lines: [{ sku: 'E', quantity: 3 }], destination: PARIS, minutes: 5 });
    await build.order('SO-E', [[product, 2]]);
    await applyRun(ctx, await proposeRun(ctx, { numbers: ['SO-E'] }));
    expect(await orderStatus(ctx.db, 'SO-E')).toBe('open');
    const swept = await sweepPromises(at(ctx, MONDAY_9 + HOUR_MS));
    expect(swept.expired).toBeGreaterThan(0);
    await applyRun(ctx, await proposeRun(ctx, { numbers: ['SO-E'] }));
    expect(await orderStatus(ctx.db, 'SO-E')).toBe('sourced');
    expect(await brokenPromises(ctx.db)).toEqual([]);
  });
});
