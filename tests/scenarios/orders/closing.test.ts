import { expect, test } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import {
  closeOrders,
  closeQuiet,
  reopenOrders,
  saveClosing,
} from '../../../core/features/orders/closing.service.ts';
import { orderDetail } from '../../../core/features/orders/order-detail.ts';
import { undoOrderCommand } from '../../../core/features/orders/orders.service.ts';
import { NOW, networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';

const DAY_MS = 86_400_000;

describeCores('the end of orders', (cores) => {
  async function withOrders(): Promise<AppContext> {
    const ctx = await cores.open();
    const net = networkBuilder(ctx.db);
    const lamp = await net.product('LAMP');
    for (const number of ['DONE', 'BACK']) {
      const { id } = await net.order(number, [[lamp, 1]], { status: 'delivered', updated_at: NOW });
      if (number === 'BACK') await announceReturn(ctx, id);
    }
    await net.order('UNDER-WAY', [[lamp, 1]], { status: 'shipped', updated_at: NOW });
    return { ...ctx, clock: () => NOW + 20 * DAY_MS };
  }
  const announceReturn = (ctx: AppContext, orderId: number) =>
    ctx.db.write((trx) =>
      trx
        .insertInto('order_return')
        .values({
          number: 'R1',
          order_id: orderId,
          customer_id: null,
          channel: 'web',
          status: 'announced',
          returned_at: NOW,
          currency: 'EUR',
          total_minor: 0,
          updated_at: NOW,
        })
        .execute(),
    );
  const closedAt = async (ctx: AppContext, number: string) => (await orderDetail(ctx, number)).order.closedAt;

  test('is by hand where nothing is open, and can be undone and reopened', async () => {
    const ctx = await withOrders();
    const { commandId, changed, refused } = await closeOrders(ctx, ['DONE', 'BACK', 'UNDER-WAY']);
    expect(changed).toEqual(['DONE']);
    expect(refused.map(({ number, code }) => [number, code])).toEqual([
      ['BACK', 'returnOpen'],
      ['UNDER-WAY', 'closeNotAllowed'],
    ]);
    const detail = await orderDetail(ctx, 'DONE');
    expect(detail.order).toMatchObject({ status: 'delivered', closedAt: ctx.clock() });
    expect(detail.actions).toEqual(['reopen']);
    await undoOrderCommand(ctx, commandId);
    expect(await closedAt(ctx, 'DONE')).toBeNull();
    await closeOrders(ctx, ['DONE']);
    expect(await reopenOrders(ctx, ['DONE'])).toMatchObject({ changed: ['DONE'] });
    expect(await closedAt(ctx, 'DONE')).toBeNull();
  });

  test('comes by the clock after quiet days, and not while a return is open or the clock is off', async () => {
    const ctx = await withOrders();
    await saveClosing(ctx, { days: null });
    expect(await closeQuiet(ctx)).toBe(0);
    await saveClosing(ctx, { days: 30 });
    expect(await closeQuiet(ctx)).toBe(0);
    await saveClosing(ctx, { days: 14 });
    expect(await closeQuiet(ctx)).toBe(1);
    expect(await closeQuiet(ctx)).toBe(0);
    expect(await closedAt(ctx, 'DONE')).toBe(ctx.clock());
    expect(await closedAt(ctx, 'BACK')).toBeNull();
    expect((await orderDetail(ctx, 'DONE')).journal[0]).toMatchObject({
      procedure: 'orders.close',
      after: { closedAt: ctx.clock() },
    });
  });
});
