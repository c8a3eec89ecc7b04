import { expect, test } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { orderDetail } from '../../../core/features/orders/order-detail.ts';
import {
  cancelOrders,
  editOrderAddress,
  holdOrders,
  releaseOrders,
  undoOrderCommand,
  unsourceOrders,
} from '../../../core/features/orders/orders.service.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';

describeCores('order commands', (cores) => {
  /** An order of 4 with 3 reserved of 5 on hand. */
  async function sourcedOrder(ctx: AppContext, number = 'SO-1') {
    const net = networkBuilder(ctx.db);
    const facility = await net.facility(`F-${number}`);
    const product = await net.product(`P-${number}`);
    await net.stock(product, facility, 5);
    const order = await net.order(number, [[product, 4]], { status: 'partiallySourced' });
    const line = order.lineIds[0] as number;
    const allocation = await net.allocate(order.id, line, product, facility, 3);
    const reserved = async () => {
      const row = await ctx.db.read
        .selectFrom('stock_position')
        .select('reserved_allocated')
        .where('product_id', '=', product)
        .executeTakeFirstOrThrow();
      return row.reserved_allocated;
    };
    return { net, order, line, product, facility, allocation, reserved };
  }

  test('a hold keeps the state, is lifted by release, and both stand in the journal with their actor', async () => {
    const ctx = await cores.open();
    await sourcedOrder(ctx);
    await holdOrders(ctx, ['SO-1'], 'Payment review');
    expect((await orderDetail(ctx, 'SO-1')).order).toMatchObject({
      status: 'partiallySourced',
      holdReason: 'Payment review',
    });
    await releaseOrders(ctx, ['SO-1']);
    const detail = await orderDetail(ctx, 'SO-1');
    expect(detail.order.holdReason).toBeNull();
    expect(detail.journal.map((entry) => [entry.procedure, entry.actor])).toEqual([
      ['orders.release', 'tester'],
      ['orders.hold', 'tester'],
    ]);
    expect(detail.journal[1]).toMatchObject({
      before: { holdReason: null },
      after: { holdReason: 'Payment review' },
    });
  });

  test('what cannot be done is refused with a reason, the rest is done', async () => {
    const ctx = await cores.open();
    const { net, product } = await sourcedOrder(ctx);
    await net.order('SO-2', [[product, 1]], { status: 'delivered' });
    const result = await holdOrders(ctx, ['SO-1', 'SO-2', 'SO-404'], 'Check');
    expect(result.changed).toEqual(['SO-1']);
    expect(result.refused.map(({ number, code }) => [number, code])).toEqual([
      ['SO-2', 'holdNotAllowed'],
      ['SO-404', 'notFound'],
    ]);
  });

  test('cancelling gives the reserved stock back; undo takes it again', async () => {
    const ctx = await cores.open();
    const { reserved } = await sourcedOrder(ctx);
    const { commandId } = await cancelOrders(ctx, ['SO-1'], 'Customer changed their mind');
    expect(await reserved()).toBe(0);
    const cancelled = await orderDetail(ctx, 'SO-1');
    expect(cancelled.order.status).toBe('cancelled');
    expect(cancelled.lines[0]).toMatchObject({ quantityCancelled: 4, quantityAllocated: 0 });
    await undoOrderCommand(ctx, commandId);
    const restored = await orderDetail(ctx, 'SO-1');
    expect(restored.order.status).toBe('partiallySourced');
    expect(restored.lines[0]).toMatchObject({ quantityCancelled: 0, quantityAllocated: 3 });
    expect(await reserved()).toBe(3);
  });

  test('undo is refused when the stock has been taken meanwhile, and changes nothing', async () => {
    const ctx = await cores.open();
    const { net, product, facility, reserved } = await sourcedOrder(ctx);
    const { commandId } = await cancelOrders(ctx, ['SO-1'], 'x');
    const rival = await net.order('SO-9', [[product, 4]]);
    await net.allocate(rival.id, rival.lineIds[0] as number, product, facility, 4);
    await expect(undoOrderCommand(ctx, commandId)).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { reason: 'insufficientStock' },
    });
    expect(await reserved()).toBe(4);
    expect((await orderDetail(ctx, 'SO-1')).order.status).toBe('cancelled');
  });

  test('undo is refused once the order has been changed again', async () => {
    const ctx = await cores.open();
    await sourcedOrder(ctx);
    const { commandId } = await holdOrders(ctx, ['SO-1'], 'First');
    await releaseOrders(ctx, ['SO-1']);
    await expect(undoOrderCommand(ctx, commandId)).rejects.toMatchObject({
      data: { reason: 'changedSince' },
    });
  });

  test('unsourcing opens the order again', async () => {
    const ctx = await cores.open();
    const { reserved } = await sourcedOrder(ctx);
    await unsourceOrders(ctx, ['SO-1']);
    expect((await orderDetail(ctx, 'SO-1')).order.status).toBe('open');
    expect(await reserved()).toBe(0);
  });

  test('a new address is located offline', async () => {
    const ctx = await cores.open();
    await sourcedOrder(ctx);
    await editOrderAddress(ctx, 'SO-1', {
      name: 'Anna Schmidt',
      street: 'Hauptstraße 1',
      city: 'Köln',
      postalCode: '50667',
      region: null,
      country: 'DE',
    });
    const { shipTo } = await orderDetail(ctx, 'SO-1');
    expect(shipTo).toMatchObject({ city: 'Köln', country: 'DE' });
    expect(shipTo.latitude).toBeCloseTo(50.94, 0);
    expect(shipTo.longitude).toBeCloseTo(6.96, 0);
  });

  test('everyone who listens hears of a change after its commit', async () => {
    const ctx = await cores.open();
    const { order, product } = await sourcedOrder(ctx);
    const heard: unknown[] = [];
    ctx.events.listen((event) => {
      if (event.type !== 'grids.progress') heard.push(event);
    });
    await cancelOrders(ctx, ['SO-1'], 'x');
    expect(heard).toEqual([
      { type: 'orders.changed', ids: [order.id] },
      { type: 'stock.changed', productIds: [product] },
    ]);
  });
});
