import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { requestBooking } from '../../../core/feeds/booking/index.ts';
import { saveFeed } from '../../../core/feeds/feeds.service.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { NOW, networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';

describeCores('bookings', (cores) => {
  const taken = new Map<string, { path: string; body: Record<string, unknown> }>();
  let server: Server;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-booking-'));
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
        taken.set(String(request.headers['idempotency-key']), { path: request.url ?? '', body });
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"booking":"B-7"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function withShipment(ctx: AppContext, number: string, status = 'packed'): Promise<void> {
    const network = networkBuilder(ctx.db);
    const facility = await network.facility(`F-${number}`);
    const product = await network.product(`P-${number}`, { weight_grams: 800, volume_millilitres: 3000 });
    const order = await network.order(`O-${number}`, [[product, 2]]);
    await ctx.db.write(async (trx) => {
      const { id } = await trx
        .insertInto('shipment')
        .values({
          number,
          order_id: order.id,
          facility_id: facility,
          service_id: null,
          tracking_number: null,
          status,
          shipped_at: null,
          promised_at: NOW,
          eta_p50_at: null,
          eta_p90_at: null,
          carrier_eta_at: null,
          assigned_at: null,
          delivered_at: null,
          city: 'Paris',
          postal_code: '75002',
          country: 'FR',
          latitude: null,
          longitude: null,
          weight_grams: 0,
          cost_minor: 0,
          currency: 'EUR',
          updated_at: NOW,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const line = { shipment_id: id, order_line_id: order.lineIds[0] ?? 0, allocation_id: null };
      await trx
        .insertInto('shipment_line')
        .values({ ...line, product_id: product, quantity: 2 })
        .execute();
    });
  }
  const addFeed = (ctx: AppContext, connector: string, options: Record<string, unknown>) =>
    saveFeed(ctx, {
      name: connector,
      connector,
      options,
      secrets: {},
      intervalSeconds: 0,
      budgetPerHour: null,
      active: true,
    });

  test('go out by REST once, with all that a carrier needs; what cannot be booked is refused with the reason', async () => {
    const ctx = await cores.open();
    await withShipment(ctx, 'SH-1');
    await withShipment(ctx, 'SH-2', 'delivered');
    const feed = await addFeed(ctx, 'rest', {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      deliveries: [
        {
          kind: 'booking.request',
          request: { method: 'POST', url: '/bookings', body: { shipment: '{{payload}}' } },
        },
      ],
    });
    const ask = () => requestBooking(ctx, ['SH-1', 'SH-2', 'SH-9', 'SH-1'], feed.id);
    expect(await ask()).toMatchObject({
      changed: ['SH-1'],
      messages: 1,
      refused: [
        { number: 'SH-2', code: 'tooLate' },
        { number: 'SH-9', code: 'unknownShipment' },
      ],
    });
    expect((await ask()).messages).toBe(0);
    taken.clear();
    await feedsOf(ctx).send();
    await feedsOf(ctx).settle();
    expect([...taken.values()]).toMatchObject([
      {
        path: '/bookings',
        body: {
          shipment: {
            request: 'booking',
            shipmentNumber: 'SH-1',
            references: { orderNumber: 'O-SH-1' },
            shipFrom: { code: 'F-SH-1', city: 'Lyon', country: 'FR' },
            shipTo: { name: 'Camille Moreau', street: '1 rue de la Paix', city: 'Paris' },
            parcels: [
              { weightGrams: 1600, volumeMillilitres: 6000, lines: [{ sku: 'P-SH-1', quantity: 2 }] },
            ],
          },
        },
      },
    ]);
    const rows = await ctx.db.read.selectFrom('outbox').select(['state', 'actor', 'subject']).execute();
    expect(rows).toEqual([{ state: 'delivered', actor: 'tester', subject: 'shipment:SH-1' }]);
    const journal = await ctx.db.read
      .selectFrom('journal')
      .select('entity_key')
      .where('procedure', '=', 'shipments.book')
      .execute();
    expect(journal.length).toBeGreaterThan(0);
  });

  test('go out as files, too; a feed that cannot take them says so and nothing is written', async () => {
    const ctx = await cores.open();
    await withShipment(ctx, 'SH-1');
    const outgoing = mkdtempSync(join(folder, 'out-'));
    const feed = await addFeed(ctx, 'folder', { path: mkdtempSync(join(folder, 'in-')), outgoing });
    expect(await requestBooking(ctx, ['SH-1'], feed.id, 'label.request')).toMatchObject({
      messages: 1,
      refused: [],
    });
    await feedsOf(ctx).send();
    await feedsOf(ctx).settle();
    const [file = ''] = readdirSync(outgoing).filter((name) => name.endsWith('.json'));
    expect(JSON.parse(readFileSync(join(outgoing, file), 'utf8'))).toMatchObject({
      kind: 'label.request',
      shipmentNumber: 'SH-1',
    });
    const carrier = await addFeed(ctx, 'easypost', {});
    await expect(requestBooking(ctx, ['SH-1'], carrier.id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(requestBooking(ctx, ['SH-1'], 999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await ctx.db.read.selectFrom('outbox').select('id').execute()).toHaveLength(1);
  });
});
