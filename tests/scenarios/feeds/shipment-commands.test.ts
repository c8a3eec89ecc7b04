import { call } from '@orpc/server';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../core/db/database.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { findShipments } from '../../../core/features/orders/index.ts';
import { shipmentsProcedures } from '../../../core/features/shipments/index.ts';
import { feedRow, orderState, record, say, shipmentState } from '../../helpers/feeds.ts';
import { NOW, networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions, reservations } from '../../helpers/sourcing.ts';

describeCores('shipment commands', (cores) => {
  let ctx: AppContext;
  let db: Database;
  let erp: { id: number; code: string };
  let product = 0;
  let lyon = 0;
  let count = 0;
  let order = '';
  let sent = '';
  beforeAll(async () => {
    ctx = await cores.open();
    db = ctx.db;
    const delivers = ['shipment.assign', 'shipment.pack', 'shipment.ship', 'return.create'];
    erp = await feedRow(db, 'erp', { delivers });
    product = await networkBuilder(db).product('LAMP');
    lyon = await networkBuilder(db).facility('LYS');
    await networkBuilder(db).stock(product, lyon, 20);
  });
  beforeEach(() => {
    count++;
    order = `SO${count}`;
    sent = `SH${count}`;
  });

  const command = (name: 'assign' | 'pack' | 'ship', numbers: string[]) =>
    call(shipmentsProcedures[name], { numbers }, { context: ctx });
  const fed = (shipmentStatus: string, more: Record<string, string | number | null> = {}) =>
    record(
      'shipments',
      { shipmentNumber: sent, orderNumber: order, facilityCode: 'LYS', shipmentStatus, ...more },
      { lines: [{ sku: 'LAMP', quantity: 3 }], upstream: `stock.shipment.out,${count}` },
    );
  const outbox = async () =>
    (
      await db.read
        .selectFrom('outbox')
        .selectAll()
        .where('subject', '=', `shipment:${sent}`)
        .orderBy('id')
        .execute()
    ).map(({ kind, payload_json, feed_id }) => ({
      kind,
      feedId: feed_id,
      payload: JSON.parse(payload_json),
    }));

  /** A shipment that no feed owns. */
  async function ownShipment(quantity: number) {
    const made = await networkBuilder(db).order(order, [[product, quantity]]);
    const { id } = await db.write((trx) =>
      trx
        .insertInto('shipment')
        .values({
          number: sent,
          order_id: made.id,
          facility_id: lyon,
          status: 'planned',
          weight_grams: 0,
          cost_minor: 0,
          currency: 'EUR',
          updated_at: NOW,
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    await db.write((trx) =>
      trx
        .insertInto('shipment_line')
        .values({ shipment_id: id, order_line_id: made.lineIds[0] as number, product_id: product, quantity })
        .execute(),
    );
    return made;
  }

  it('move a shipment on and tell the system that owns it, each change once', async () => {
    await networkBuilder(db).order(order, [[product, 3]]);
    await say(ctx, erp, [fed('planned')]);
    expect(await command('assign', [sent])).toMatchObject({ changed: [sent], messages: 1, refused: [] });
    const again = await command('assign', [sent, 'nobody']);
    expect(again).toMatchObject({ changed: [], messages: 0 });
    expect(again.refused.map(({ code }) => code)).toEqual(['assignNotAllowed', 'notFound']);
    expect(await command('ship', [sent])).toMatchObject({ refused: [{ code: 'shipNotAllowed' }] });
    await command('pack', [sent]);
    await command('ship', [sent]);
    const payload = { shipmentNumber: sent, upstream: `stock.shipment.out,${count}` };
    expect(await outbox()).toEqual([
      { kind: 'shipment.assign', feedId: erp.id, payload },
      { kind: 'shipment.pack', feedId: erp.id, payload },
      { kind: 'shipment.ship', feedId: erp.id, payload },
    ]);
    expect((await shipmentState(db, sent)).row.status).toBe('inTransit');
    expect(await orderState(db, order)).toMatchObject({ status: 'shipped', lines: [{ shipped: 3 }] });
    const journal = await db.read
      .selectFrom('journal')
      .select('procedure')
      .where('entity_key', '=', sent)
      .execute();
    expect(journal.map(({ procedure }) => procedure)).toEqual([
      'shipments.assign',
      'shipments.pack',
      'shipments.ship',
    ]);
  });

  it('say which actions are possible', async () => {
    await networkBuilder(db).order(order, [[product, 3]]);
    await say(ctx, erp, [fed('planned')]);
    const shown = async () => {
      const { row } = await shipmentState(db, sent);
      const [view] = await findShipments(db, { shipmentId: row.id });
      return view?.actions;
    };
    expect(await shown()).toEqual(['assign']);
    await command('assign', [sent]);
    expect(await shown()).toEqual(['pack']);
    await command('pack', [sent]);
    expect(await shown()).toEqual(['ship']);
    await command('ship', [sent]);
    expect(await shown()).toEqual(['createReturn']);
  });

  it('give way when the owner says otherwise; then the change can be asked for again', async () => {
    await networkBuilder(db).order(order, [[product, 3]]);
    await say(ctx, erp, [fed('planned')]);
    await command('assign', [sent]);
    await say(ctx, erp, [fed('planned', { assignedAt: null })]);
    expect((await shipmentState(db, sent)).row.assigned_at).toBeNull();
    expect(await command('assign', [sent])).toMatchObject({ changed: [sent], messages: 1 });
    expect(await outbox()).toHaveLength(2);
  });

  it('reserve what a shipment takes that no other system owns, and never more than there is', async () => {
    await ownShipment(12);
    expect(await command('assign', [sent])).toMatchObject({ changed: [sent], messages: 0 });
    expect((await reservations(db)).filter((text) => text.startsWith(`${order}:`))).toEqual([
      `${order}: 12 x LAMP @ LYS`,
    ]);
    count++;
    order = `SO${count}`;
    sent = `SH${count}`;
    await ownShipment(12);
    const refused = await command('assign', [sent]);
    expect(refused).toMatchObject({ changed: [], refused: [{ code: 'insufficientStock' }] });
    expect(refused.refused[0]?.reason).toContain('Only 2 of LAMP');
    expect((await shipmentState(db, sent)).row.assigned_at).toBeNull();
    expect(await brokenPositions(db)).toEqual([]);
  });

  it('take shipped goods off the shelf where no feed tells the stock', async () => {
    const before = await db.read.selectFrom('stock_position').select('on_hand').executeTakeFirstOrThrow();
    await ownShipment(2);
    for (const step of ['assign', 'pack', 'ship'] as const) await command(step, [sent]);
    const after = await db.read.selectFrom('stock_position').selectAll().executeTakeFirstOrThrow();
    expect(after.on_hand).toBe(before.on_hand - 2);
    expect(await brokenPositions(db)).toEqual([]);
    expect(await orderState(db, order)).toMatchObject({
      status: 'shipped',
      lines: [{ shipped: 2, allocated: 0 }],
    });
  });

  it('announce a return of what has left and tell the owner of the order', async () => {
    await say(ctx, erp, [
      record('facilities', { facilityCode: 'LYS' }, { upstream: 'stock.location,4' }),
      record(
        'orders',
        { orderNumber: order, orderedAt: NOW, currency: 'EUR' },
        { lines: [{ sku: 'LAMP', quantity: 3, unitPrice: 25, lineNumber: 1 }], upstream: 'sale.sale,9' },
      ),
      fed('delivered'),
    ]);
    const ask = (quantity: number) =>
      call(
        shipmentsProcedures.createReturn,
        { orderNumber: order, facilityCode: 'LYS', reason: 'Broken', lines: [{ lineNumber: 1, quantity }] },
        { context: ctx },
      );
    const made = await ask(2);
    expect(made).toEqual({ number: `RMA-${order}-1`, messages: 1 });
    const message = await db.read
      .selectFrom('outbox')
      .select('payload_json')
      .where('kind', '=', 'return.create')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(message.payload_json)).toEqual({
      returnNumber: made.number,
      orderNumber: order,
      orderUpstream: 'sale.sale,9',
      facilityCode: 'LYS',
      facilityUpstream: 'stock.location,4',
      reason: 'Broken',
      lines: [{ sku: 'LAMP', quantity: 2, lineNumber: 1 }],
    });
    await expect(ask(2)).rejects.toMatchObject({ code: 'CONFLICT', data: { reason: 'notShipped' } });
    expect((await ask(1)).number).toBe(`RMA-${order}-2`);
  });
});
