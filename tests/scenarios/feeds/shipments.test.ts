import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../core/db/database.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { feedRow, orderState, record, say, shipmentState } from '../../helpers/feeds.ts';
import { NOW, networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions, reservations } from '../../helpers/sourcing.ts';

const HOUR = 3_600_000;

describeCores('shipments of feeds', (cores) => {
  let ctx: AppContext;
  let db: Database;
  let erp: { id: number; code: string };
  let carrier: { id: number; code: string };
  let product = 0;
  let lyon = 0;
  let lille = 0;
  let count = 0;
  let order = '';
  let sent = '';
  beforeAll(async () => {
    ctx = await cores.open();
    db = ctx.db;
    erp = await feedRow(db, 'erp');
    carrier = await feedRow(db, 'carrier');
    const build = networkBuilder(db);
    product = await build.product('LAMP');
    lyon = await build.facility('LYS');
    lille = await build.facility('LIL');
    await build.stock(product, lyon, 1000);
    await build.stock(product, lille, 1000);
  });
  beforeEach(() => {
    count++;
    order = `SO${count}`;
    sent = `SH${count}`;
  });

  const makeOrder = (quantity = 10) => networkBuilder(db).order(order, [[product, quantity]]);
  const shipment = (fields: Record<string, string | number | null>, quantity = 10, number = sent) =>
    record(
      'shipments',
      { shipmentNumber: number, orderNumber: order, facilityCode: 'LYS', ...fields },
      { lines: [{ sku: 'LAMP', quantity }] },
    );
  const scan = (milestone: string, occurredAt: number, more: Record<string, string | number> = {}) =>
    record('tracking', { shipmentNumber: sent, milestone, occurredAt, ...more });

  it('bring their lines and what their source says; the same again changes nothing', async () => {
    await makeOrder();
    const planned = shipment({ shipmentStatus: 'planned', trackingNumber: `T${sent}`, etaAt: NOW }, 4);
    expect(await say(ctx, erp, [planned])).toMatchObject({ changed: 1, problems: [] });
    expect(await say(ctx, erp, [planned])).toMatchObject({ changed: 0, unchanged: 1 });
    const { row, lines } = await shipmentState(db, sent);
    expect(row).toMatchObject({
      status: 'planned',
      facility_id: lyon,
      carrier_eta_at: NOW,
      assigned_at: null,
    });
    expect(lines).toEqual([{ line: 1, quantity: 4 }]);
    await say(ctx, erp, [shipment({ shipmentStatus: 'planned', assignedAt: NOW }, 99)]);
    const assigned = await shipmentState(db, sent);
    expect(assigned.row.assigned_at).toBe(NOW);
    expect(assigned.lines).toEqual([{ line: 1, quantity: 10 }]);
    await say(ctx, erp, [shipment({ shipmentStatus: 'planned', assignedAt: null }, 4)]);
    expect((await shipmentState(db, sent)).row.assigned_at).toBeNull();
  });

  it('of an order or a facility that is not here yet wait', async () => {
    expect((await say(ctx, erp, [shipment({})])).problems).toEqual(['waiting unknownOrder']);
    await makeOrder();
    expect((await say(ctx, erp, [shipment({ facilityCode: 'NOWHERE' })])).problems).toEqual([
      'waiting unknownFacility',
    ]);
    expect(await say(ctx, erp, [shipment({})])).toMatchObject({ changed: 1, problems: [] });
  });

  it('that leave end the reservations of their units, once', async () => {
    const { id, lineIds } = await makeOrder();
    const build = networkBuilder(db);
    await build.allocate(id, lineIds[0] as number, product, lyon, 6);
    await build.allocate(id, lineIds[0] as number, product, lille, 4);
    const gone = shipment({ shipmentStatus: 'inTransit', shippedAt: NOW }, 5);
    await say(ctx, erp, [gone]);
    const first = await orderState(db, order);
    expect(first).toMatchObject({ status: 'partiallyShipped', lines: [{ shipped: 5, allocated: 5 }] });
    await say(ctx, erp, [gone]);
    expect((await orderState(db, order)).lines).toEqual(first.lines);
    const mine = (await reservations(db)).filter((text) => text.startsWith(`${order}:`));
    expect(mine).toEqual([`${order}: 1 x LAMP @ LYS`, `${order}: 4 x LAMP @ LIL`]);
    expect(await brokenPositions(db)).toEqual([]);
  });

  it('that leave from elsewhere than reserved end only what the line has no units left for', async () => {
    const { id, lineIds } = await makeOrder();
    await networkBuilder(db).allocate(id, lineIds[0] as number, product, lille, 8);
    await say(ctx, erp, [shipment({ shipmentStatus: 'inTransit' }, 5)]);
    expect((await orderState(db, order)).lines).toMatchObject([{ shipped: 5, allocated: 5 }]);
    expect(await brokenPositions(db)).toEqual([]);
  });

  it('that have not left after all give their units back to the order', async () => {
    const { id, lineIds } = await makeOrder();
    await networkBuilder(db).allocate(id, lineIds[0] as number, product, lyon, 10);
    await db.write((trx) =>
      trx
        .updateTable('sales_order')
        .set({ worked_on_at: NOW, status: 'sourced' })
        .where('id', '=', id)
        .execute(),
    );
    await say(ctx, erp, [shipment({ shipmentStatus: 'inTransit', shippedAt: NOW })]);
    expect(await orderState(db, order)).toMatchObject({
      status: 'shipped',
      lines: [{ shipped: 10, allocated: 0 }],
    });
    await say(ctx, erp, [shipment({ shipmentStatus: 'packed' })]);
    expect(await orderState(db, order)).toMatchObject({
      status: 'sourced',
      lines: [{ shipped: 0, allocated: 10 }],
    });
    expect((await shipmentState(db, sent)).row).toMatchObject({ status: 'packed', shipped_at: null });
    expect(await brokenPositions(db)).toEqual([]);
  });

  it('that have not left after all lose their reservation when the stock is gone', async () => {
    const scarce = await networkBuilder(db).product(`RARE${count}`);
    const build = networkBuilder(db);
    await build.stock(scarce, lyon, 3);
    const { id, lineIds } = await build.order(order, [[scarce, 3]]);
    await build.allocate(id, lineIds[0] as number, scarce, lyon, 3);
    const lines = [{ sku: `RARE${count}`, quantity: 3 }];
    const base = { shipmentNumber: sent, orderNumber: order, facilityCode: 'LYS' };
    await say(ctx, erp, [record('shipments', { ...base, shipmentStatus: 'inTransit' }, { lines })]);
    await say(ctx, erp, [record('stock', { sku: `RARE${count}`, facilityCode: 'LYS', onHand: 0 })]);
    await say(ctx, erp, [record('shipments', { ...base, shipmentStatus: 'packed' }, { lines })]);
    expect((await orderState(db, order)).lines).toMatchObject([{ shipped: 0, allocated: 0 }]);
    expect(await brokenPositions(db)).toEqual([]);
  });

  it('all delivered make their order delivered', async () => {
    await makeOrder();
    const other = `${sent}-2`;
    await say(ctx, erp, [
      shipment({ shipmentStatus: 'delivered' }, 6),
      shipment({ shipmentStatus: 'inTransit' }, 4, other),
    ]);
    expect((await orderState(db, order)).status).toBe('shipped');
    await say(ctx, erp, [shipment({ shipmentStatus: 'delivered', deliveredAt: NOW }, 4, other)]);
    expect((await orderState(db, order)).status).toBe('delivered');
  });

  it('that the source no longer has are cancelled while planned; once they left, a person decides', async () => {
    await makeOrder();
    await say(ctx, erp, [shipment({ shipmentStatus: 'planned' })]);
    const gone = record('shipments', { shipmentNumber: sent }, { deleted: true });
    await say(ctx, erp, [gone]);
    expect((await shipmentState(db, sent)).row.status).toBe('cancelled');
    await say(ctx, erp, [shipment({ shipmentStatus: 'inTransit' })]);
    expect((await say(ctx, erp, [gone])).problems).toEqual(['warning deletedThere']);
    expect((await shipmentState(db, sent)).row.status).toBe('inTransit');
  });

  it('follow their scans in whatever order they come, and each scan counts once', async () => {
    await makeOrder();
    await say(ctx, erp, [shipment({ shipmentStatus: 'packed' })]);
    await say(ctx, carrier, [
      scan('outForDelivery', NOW + 3 * HOUR, { etaAt: NOW + 5 * HOUR }),
      scan('pickedUp', NOW, { city: 'Lyon', country: 'FR', etaAt: NOW + 9 * HOUR }),
    ]);
    expect((await shipmentState(db, sent)).row).toMatchObject({
      status: 'inTransit',
      shipped_at: NOW,
      carrier_eta_at: NOW + 5 * HOUR,
    });
    expect((await orderState(db, order)).lines).toMatchObject([{ shipped: 10 }]);
    await say(ctx, carrier, [scan('delivered', NOW + 4 * HOUR)]);
    const late = scan('exception', NOW + 2 * HOUR, {
      eventDescription: 'Missorted',
      exceptionKind: 'delayed',
    });
    expect(await say(ctx, carrier, [late, late])).toMatchObject({ problems: [] });
    expect(await say(ctx, carrier, [late])).toMatchObject({ changed: 0, unchanged: 1 });
    const { row, scans } = await shipmentState(db, sent);
    expect(row).toMatchObject({ status: 'delivered', delivered_at: NOW + 4 * HOUR });
    expect(scans.map(({ milestone, source }) => [milestone, source])).toEqual([
      ['pickedUp', 'carrier'],
      ['exception', 'carrier'],
      ['outForDelivery', 'carrier'],
      ['delivered', 'carrier'],
    ]);
    expect(scans[0]?.latitude).toBeCloseTo(45.75, 0);
    expect(scans[1]).toMatchObject({ exception_kind: 'delayed', description: 'Missorted', latitude: null });
    expect((await orderState(db, order)).status).toBe('delivered');
  });

  it('are not called back by a source that knows less than their scans', async () => {
    await makeOrder();
    await say(ctx, erp, [shipment({ shipmentStatus: 'packed' })]);
    await say(ctx, carrier, [scan('inTransit', NOW)]);
    await say(ctx, erp, [shipment({ shipmentStatus: 'packed' })]);
    expect((await shipmentState(db, sent)).row.status).toBe('inTransit');
  });

  it('are found by number, tracking number, reference or the order’s only shipment', async () => {
    await makeOrder();
    await say(ctx, erp, [shipment({ shipmentStatus: 'packed', trackingNumber: `1Z${sent}` })]);
    const at = (hours: number) => ({ milestone: 'atHub', occurredAt: NOW + hours * HOUR });
    const told = await say(ctx, carrier, [
      record('tracking', { ...at(1), trackingNumber: `1Z${sent}` }),
      record('tracking', { ...at(2), reference: sent }),
      record('tracking', { ...at(3), reference: `1Z${sent}` }),
      record('tracking', { ...at(4), orderNumber: order }),
      record('tracking', { ...at(5), trackingNumber: 'nobody' }),
      record('tracking', at(6)),
    ]);
    expect(told).toMatchObject({ changed: 4, problems: ['waiting unknownShipment', 'error missingValue'] });
    expect(told.items[4]?.problems[0]).toMatchObject({ value: 'nobody', place: 'trackingNumber' });
    await say(ctx, erp, [shipment({ shipmentStatus: 'packed' }, 1, `${sent}-2`)]);
    const unclear = record('tracking', { ...at(7), orderNumber: order });
    expect((await say(ctx, carrier, [unclear])).problems).toEqual(['waiting unknownShipment']);
  });

  it('keep the scan that says more, whichever comes first', async () => {
    await makeOrder();
    await say(ctx, erp, [shipment({ shipmentStatus: 'packed' })]);
    const bare = scan('atHub', NOW);
    const full = scan('atHub', NOW, { eventDescription: 'Sorted', latitude: 50.6, longitude: 3.1 });
    await say(ctx, carrier, [bare]);
    expect(await say(ctx, carrier, [full])).toMatchObject({ changed: 1 });
    expect(await say(ctx, carrier, [bare])).toMatchObject({ unchanged: 1 });
    const { scans } = await shipmentState(db, sent);
    expect(scans).toMatchObject([{ description: 'Sorted', latitude: 50.6 }]);
  });

  it('count by what an order’s source says was shipped where no shipment tells', async () => {
    const told = (quantityShipped: number) =>
      record(
        'orders',
        { orderNumber: order, orderedAt: NOW, orderStatus: 'open' },
        { lines: [{ sku: 'LAMP', quantity: 10, lineNumber: 1, unitPrice: 25, quantityShipped }] },
      );
    await say(ctx, erp, [told(4)]);
    expect(await orderState(db, order)).toMatchObject({
      status: 'partiallyShipped',
      lines: [{ shipped: 4 }],
    });
    await say(ctx, erp, [told(0)]);
    expect(await orderState(db, order)).toMatchObject({ status: 'open', lines: [{ shipped: 0 }] });
  });
});
