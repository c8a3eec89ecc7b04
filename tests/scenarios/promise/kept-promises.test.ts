import { expect, it } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { sweepPromises } from '../../../core/features/promise/index.ts';
import { localClient } from '../../../core/host/commands/client.ts';
import { feedRow, record, say } from '../../helpers/feeds.ts';
import { importFolder, importPaths } from '../../helpers/import.ts';
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
  type QuoteInput,
  quote,
} from '../../helpers/promise.ts';
import { putInForce, rule } from '../../helpers/rules.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { applyRun, orderStatus, proposeRun, reservations } from '../../helpers/sourcing.ts';

describeCores('promises that are kept', (cores) => {
  const write = importFolder();
  let shared: Promise<AppContext> | undefined;
  const core = () => {
    shared ??= cores.open().then(async (ctx) => {
      await carrier(ctx.db, 'KEEP');
      return at(ctx, MONDAY_9);
    });
    return shared;
  };
  const of = async (ctx: AppContext, number: string) =>
    (await reservations(ctx.db)).filter((line) => line.startsWith(`${number}:`));
  const source = async (ctx: AppContext, ...numbers: string[]) =>
    applyRun(ctx, await proposeRun(ctx, { numbers }));

  /** Two orders that wait for the same inbound, the more urgent one promised later. */
  async function waitingFor(ctx: AppContext, sku: string) {
    const build = networkBuilder(ctx.db);
    const facility = await build.facility(`${sku}-F`);
    const product = await build.product(sku);
    await build.stock(product, facility, 0);
    const po = await inbound(ctx.db, `PO-${sku}`, product, facility, 6, MONDAY_9 + 48 * HOUR_MS);
    ctx.events.publish({ type: 'network.changed' });
    for (const [number, priority] of [
      ['LATE', 5],
      ['URGENT', 1],
    ] as const) {
      const held = await hold(ctx, { lines: [{ sku, quantity: 3 }], destination: PARIS });
      await build.order(`${sku}-${number}`, [[product, 3]], { priority });
      await localClient(ctx).promise.convert({
        reference: held.reference,
        orderNumber: `${sku}-${number}`,
      });
    }
    return { build, facility, product, po };
  }

  it('back-orders are served by priority in the import that brings the stock, before others can take it', async () => {
    const ctx = await core();
    const { build, product } = await waitingFor(ctx, 'IN');
    expect(
      (await quote(ctx, { lines: [{ sku: 'IN', quantity: 1 }], destination: PARIS })).levels[0],
    ).toMatchObject({
      option: null,
      none: { code: 'noStock' },
    });
    await build.order('IN-OTHER', [[product, 3]], { priority: 1 });
    const stock = (units: number) => write('stock.csv', `sku,facility,on hand\nIN,IN-F,${units}\n`);
    await importPaths(ctx, [stock(4)]);
    expect(await of(ctx, 'IN-URGENT')).toEqual(['IN-URGENT: 3 x IN @ IN-F']);
    expect(await of(ctx, 'IN-LATE')).toEqual(['IN-LATE: 1 x IN @ IN-F']);
    expect(await orderStatus(ctx.db, 'IN-URGENT')).toBe('sourced');
    expect(await orderStatus(ctx.db, 'IN-LATE')).toBe('partiallySourced');
    await source(ctx, 'IN-OTHER');
    expect(await of(ctx, 'IN-OTHER')).toEqual([]);
    await importPaths(ctx, [stock(4)]);
    expect(await of(ctx, 'IN-LATE')).toEqual(['IN-LATE: 1 x IN @ IN-F']);
    await importPaths(ctx, [stock(7)]);
    expect(await orderStatus(ctx.db, 'IN-LATE')).toBe('sourced');
    await source(ctx, 'IN-OTHER');
    expect(await of(ctx, 'IN-OTHER')).toEqual(['IN-OTHER: 1 x IN @ IN-F']);
    const { rows } = await localClient(ctx).promise.backOrders({ orderNumber: 'IN-LATE' });
    expect(rows).toMatchObject([{ status: 'allocated', quantity: 0, quantityAllocated: 3 }]);
    expect(await brokenPromises(ctx.db)).toEqual([]);
  });

  it('an order that must ship complete waits until all of its products are there, whichever comes first', async () => {
    const ctx = await core();
    const build = networkBuilder(ctx.db);
    const facility = await build.facility('SC-F');
    const products = [await build.product('SC-A'), await build.product('SC-B')] as const;
    for (const [i, product] of products.entries()) {
      await build.stock(product, facility, 0);
      await inbound(ctx.db, `PO-SC-${i}`, product, facility, 2, MONDAY_9 + 48 * HOUR_MS);
    }
    ctx.events.publish({ type: 'network.changed' });
    const lines = ['SC-A', 'SC-B'].map((sku) => ({ sku, quantity: 2 }));
    const held = await hold(ctx, { lines, destination: PARIS });
    const wanted = products.map((product): [number, number] => [product, 2]);
    await build.order('SC-1', wanted, { ship_complete: 1 });
    await localClient(ctx).promise.convert({ reference: held.reference, orderNumber: 'SC-1' });
    const receive = (sku: string) =>
      importPaths(ctx, [write('stock.csv', `sku,facility,on hand\n${sku},SC-F,2\n`)]);
    await receive('SC-A');
    expect(await of(ctx, 'SC-1')).toEqual([]);
    await receive('SC-B');
    expect(await of(ctx, 'SC-1')).toEqual(['SC-1: 2 x SC-A @ SC-F', 'SC-1: 2 x SC-B @ SC-F']);
    expect(await orderStatus(ctx.db, 'SC-1')).toBe('sourced');
    expect(await brokenPromises(ctx.db)).toEqual([]);
  });

  it('a feed that tells of the receipt serves them as well, whichever of its records comes first', async () => {
    const ctx = await core();
    await waitingFor(ctx, 'FD');
    const erp = await feedRow(ctx.db, 'erp');
    const fields = { inboundReference: 'PO-FD', sku: 'FD', facilityCode: 'FD-F', quantity: 6 };
    await say(ctx, erp, [record('inbound', { ...fields, inboundStatus: 'received' })]);
    expect(await of(ctx, 'FD-URGENT')).toEqual([]);
    await say(ctx, erp, [record('stock', { sku: 'FD', facilityCode: 'FD-F', onHand: 6 })]);
    expect(await orderStatus(ctx.db, 'FD-URGENT')).toBe('sourced');
    expect(await orderStatus(ctx.db, 'FD-LATE')).toBe('sourced');
    expect(await brokenPromises(ctx.db)).toEqual([]);
  });

  it('orders that are cancelled or served otherwise wait no longer, and what they spoke for is free', async () => {
    const ctx = await core();
    const { build, product } = await waitingFor(ctx, 'CX');
    await localClient(ctx).orders.cancel({ numbers: ['CX-URGENT'], reason: 'changed their mind' });
    const elsewhere = await build.facility('CX-G');
    await build.stock(product, elsewhere, 1);
    await source(ctx, 'CX-LATE');
    await sweepPromises(ctx);
    const { rows } = await localClient(ctx).promise.backOrders({ limit: 100 });
    expect(rows.filter(({ sku }) => sku === 'CX')).toMatchObject([{ orderNumber: 'CX-LATE', quantity: 2 }]);
    expect(await brokenPromises(ctx.db)).toEqual([]);
  });

  it('an order of a feed takes over the hold that it names', async () => {
    const ctx = await core();
    const build = networkBuilder(ctx.db);
    const facility = await build.facility('OF-F');
    const product = await build.product('OF');
    await build.stock(product, facility, 5);
    ctx.events.publish({ type: 'network.changed' });
    const held = await hold(ctx, { lines: [{ sku: 'OF', quantity: 2 }], destination: PARIS });
    const shop = await feedRow(ctx.db, 'shop');
    const order = record(
      'orders',
      { orderNumber: 'OF-1', orderStatus: 'open', orderedAt: MONDAY_9, holdReference: held.reference },
      { lines: [{ sku: 'OF', quantity: 2, lineNumber: 1 }] },
    );
    expect((await say(ctx, shop, [order])).problems).toEqual([]);
    expect(await of(ctx, 'OF-1')).toEqual(['OF-1: 2 x OF @ OF-F']);
    expect(await orderStatus(ctx.db, 'OF-1')).toBe('sourced');
    const detail = await localClient(ctx).orders.detail({ number: 'OF-1' });
    expect(detail.order.promisedAt).toBe(held.option.arriveByAt);
    expect(detail.journal.map(({ procedure }) => procedure)).toContain('promise.convert');
    await say(ctx, shop, [order]);
    expect(await of(ctx, 'OF-1')).toEqual(['OF-1: 2 x OF @ OF-F']);
    expect(await brokenPromises(ctx.db)).toEqual([]);
  });

  it('what is collected comes from the store, or is sent there; sourcing keeps to it', async () => {
    const ctx = await core();
    const build = networkBuilder(ctx.db);
    const store = await build.facility('CC-S', { kind: 'store' });
    const warehouse = await build.facility('CC-W', { handling_cost_minor: 1 });
    const product = await build.product('CC');
    await build.stock(product, store, 2);
    await build.stock(product, warehouse, 9);
    ctx.events.publish({ type: 'network.changed' });
    const ask = (quantity: number): QuoteInput => {
      return { lines: [{ sku: 'CC', quantity }], mode: 'clickAndCollect', store: 'CC-S' };
    };
    const own = (await quote(ctx, ask(2))).levels[0]?.option;
    expect(own).toMatchObject({ level: null, arriveByDay: '2026-05-04', parts: [{ kind: 'collect' }] });
    const held = await hold(ctx, ask(5));
    expect(held.option.parts).toMatchObject([{ kind: 'collectByTransfer', facility: { code: 'CC-W' } }]);
    await build.order('CC-HELD', [[product, 5]]);
    await localClient(ctx).promise.convert({ reference: held.reference, orderNumber: 'CC-HELD' });
    expect(await of(ctx, 'CC-HELD')).toEqual(['CC-HELD: 5 x CC @ CC-W']);

    const collected = { fulfilment: 'collect', collect_facility_id: store };
    await build.order('CC-OWN', [[product, 2]], collected);
    await build.order('CC-SENT', [[product, 3]], collected);
    await source(ctx, 'CC-OWN');
    await source(ctx, 'CC-SENT');
    expect(await of(ctx, 'CC-OWN')).toEqual(['CC-OWN: 2 x CC @ CC-S']);
    expect(await of(ctx, 'CC-SENT')).toEqual(['CC-SENT: 3 x CC @ CC-W']);
  });

  it('keep to the rules in force', async () => {
    const ctx = at(await cores.open(), MONDAY_9);
    await carrier(ctx.db, 'RULE');
    const build = networkBuilder(ctx.db);
    const product = await build.product('RL');
    for (const code of ['RL-A', 'RL-B']) {
      await build.stock(
        product,
        await build.facility(code, code === 'RL-B' ? { handling_cost_minor: 900 } : {}),
        5,
      );
    }
    const from = async (quantity: number) =>
      (await quote(ctx, { lines: [{ sku: 'RL', quantity }], destination: PARIS, serviceLevel: 'standard' }))
        .levels[0]?.option?.parts;
    expect(await from(5)).toMatchObject([{ facility: { code: 'RL-A' } }]);
    await putInForce(ctx, [
      rule('keepBack', 'stores first', {
        facilities: { codes: ['RL-A'] },
        units: 2,
        percent: 0,
        channels: ['pos'],
      }),
      rule('calendar', 'closed today', {
        facilities: { codes: ['RL-B'] },
        closedWeekdays: [],
        closedDays: ['2026-05-04'],
        cutOffMinutes: null,
      }),
    ]);
    expect(await from(3)).toMatchObject([{ facility: { code: 'RL-A' }, shipDay: '2026-05-04' }]);
    expect(await from(5)).toMatchObject([
      { facility: { code: 'RL-B' }, shipDay: '2026-05-05', closedDays: 1 },
    ]);
  });
});
