import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findExportedFile } from '../../../core/features/exports/index.ts';
import { feedRow } from '../../helpers/feeds.ts';
import { floorOf, orderNow } from '../../helpers/floor.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;
const DAY = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

describeCores('manifests', (cores) => {
  let lamp = 0;
  let lyon = 0;
  const bench = sharedBench(cores, async ({ ctx, build }) => {
    lyon = await build.facility('LYON', { cut_off_minutes: 1440 });
    await build.facility('LILLE');
    lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 1000);
    await ctx.db.write((trx) => trx.insertInto('carrier').values({ code: 'RAIL', name: 'Rail' }).execute());
  });
  const floor = floorOf(bench, 'LYON');
  const dock = () => bench().client.manifests;
  let count = 0;
  /** Orders of two lamps, packed at Lyon; answers their shipments. */
  const packed = async (orders: number) => {
    const { client } = bench();
    const numbers = Array.from({ length: orders }, () => `M-${++count}`);
    for (const number of numbers) {
      await bench().build.order(number, [[lamp, 2]], { promised_at: Date.now() + 10 * DAY_MS });
    }
    await floor.source(numbers);
    await floor.release(await floor.plan(numbers));
    const shipments = numbers.map((number) => `SH-${number}-1`);
    await client.shipments.pack({ numbers: shipments });
    return shipments;
  };
  const open = () => dock().open({ facility: 'LYON', carrier: 'POST', day: DAY });
  const refused = (reason: string) => expect.objectContaining({ data: expect.objectContaining({ reason }) });
  const orderOf = (shipment: string) => orderNow(bench(), shipment.slice(3, -2));
  const onHand = async () => {
    const query = bench().ctx.db.read.selectFrom('stock_position').select('on_hand');
    return (await query.where('product_id', '=', lamp).executeTakeFirstOrThrow()).on_hand;
  };
  const idOf = async (number: string) => {
    const query = bench().ctx.db.read.selectFrom('shipment').select('id').where('number', '=', number);
    return (await query.executeTakeFirstOrThrow()).id;
  };

  it('take scanned parcels, leave with them in one go, name what stayed, and come back while nobody has scanned', async () => {
    const [first = '', second = '', third = ''] = await packed(3);
    const waiting = (await dock().list({ facility: 'LYON', day: DAY })).waiting;
    expect(waiting).toMatchObject([{ carrier: 'POST', shipments: 3, weightGrams: 3000 }]);
    const { id, missing } = await open();
    expect(missing).toBe(3);
    expect((await open()).id).toBe(id);

    const loaded = await dock().load({ id, scanned: first });
    expect(loaded).toMatchObject({ left: 0, parcel: { code: first }, manifest: { parcels: 1, missing: 2 } });
    await expect(dock().load({ id, scanned: first })).rejects.toEqual(refused('alreadyLoaded'));
    await expect(dock().load({ id, scanned: 'NOTHING' })).rejects.toEqual(refused('unknownParcel'));
    await expect(
      bench().client.carriers.override({
        shipment: first,
        carrier: 'POST',
        service: 'express-FR',
        reason: 'x',
      }),
    ).rejects.toEqual(refused('loaded'));
    await dock().load({ id, scanned: third });
    expect((await dock().unload({ id, scanned: third })).manifest.parcels).toBe(1);
    await dock().load({ id, scanned: second });

    const before = await onHand();
    const closed = await dock().close({ id });
    expect(closed).toMatchObject({
      shipped: 2,
      manifest: {
        status: 'closed',
        shipments: 2,
        weightGrams: 2000,
        costs: [{ amountMinor: 1000, currency: 'EUR' }],
      },
      stayed: [{ shipment: third, loadedAt: null }],
    });
    expect(await onHand()).toBe(before - 4);
    expect(await orderOf(first)).toMatchObject({ status: 'shipped', shipments: ['inTransit'] });
    expect(await orderOf(third)).toMatchObject({ shipments: ['packed'] });
    await expect(dock().load({ id, scanned: third })).rejects.toEqual(refused('notOpen'));

    const again = await dock().reopen({ id });
    expect(again).toMatchObject({
      status: 'open',
      parcels: 2,
      missing: 1,
      missingRows: [{ shipment: third }],
    });
    expect(await onHand()).toBe(before);
    expect(await orderOf(first)).toMatchObject({ shipments: ['packed'], allocations: ['2 released LYON'] });
    await dock().close({ id });
    expect((await orderOf(second)).status).toBe('shipped');

    await bench().ctx.db.write(async (trx) => {
      const scan = { occurred_at: Date.now(), milestone: 'inTransit', source: 'test' };
      const nowhere = { description: null, city: null, country: null, latitude: null, longitude: null };
      const values = {
        shipment_id: await idOf(first),
        ...scan,
        ...nowhere,
        exception_kind: null,
        eta_at: null,
      };
      await trx.insertInto('tracking_event').values(values).execute();
    });
    await expect(dock().reopen({ id })).rejects.toEqual(refused('carrierScanned'));
    expect((await orderOf(second)).status).toBe('shipped');
    const journal = await bench().client.workspace.journal({ entity: 'manifest', key: again.number });
    expect(journal.rows[0]).toMatchObject({ procedure: 'manifests.close', after: { status: 'closed' } });
    expect(await brokenPositions(bench().ctx.db)).toEqual([]);
  });

  it('refuse what belongs elsewhere, in words', async () => {
    const [one = ''] = await packed(1);
    const { ctx, build } = bench();
    const rail = await dock().open({ facility: 'LYON', carrier: 'RAIL', day: DAY });
    await expect(dock().load({ id: rail.id, scanned: one })).rejects.toMatchObject({
      message: `${one} goes with Post; this vehicle is Rail’s.`,
      data: { reason: 'wrongCarrier' },
    });
    const lille = await dock().open({ facility: 'LILLE', carrier: 'POST', day: DAY });
    await expect(dock().load({ id: lille.id, scanned: one })).rejects.toEqual(refused('wrongFacility'));
    await expect(dock().close({ id: lille.id })).rejects.toEqual(refused('nothingLoaded'));
    const { id } = await open();
    await build.order('M-PLAN', [[lamp, 1]], { promised_at: Date.now() + 10 * DAY_MS });
    await floor.source(['M-PLAN']);
    await floor.release(await floor.plan(['M-PLAN']));
    await expect(dock().load({ id, scanned: 'SH-M-PLAN-1' })).rejects.toEqual(refused('notPacked'));
    await ctx.db.write((trx) =>
      trx.updateTable('shipment').set({ tracking_number: 'TRACK-1' }).where('number', '=', one).execute(),
    );
    expect((await dock().load({ id, scanned: 'TRACK-1' })).parcel).toMatchObject({
      code: 'TRACK-1',
      shipment: one,
    });
    await dock().unload({ id, scanned: 'TRACK-1' });
    await expect(dock().unload({ id, scanned: one })).rejects.toEqual(refused('notLoaded'));
  });

  it('leave without what is held, and miss it no more', async () => {
    const [kept = '', held = ''] = await packed(2);
    const { id, missing } = await open();
    const hold = { numbers: [held.slice(3, -2)], reason: 'fraud' };
    await bench().client.orders.hold(hold);
    await expect(dock().load({ id, scanned: held })).rejects.toEqual(refused('held'));
    const { manifest } = await dock().load({ id, scanned: kept });
    expect(manifest.missing).toBe(missing - 2);
    await bench().client.orders.release({ numbers: hold.numbers });
    expect((await dock().load({ id, scanned: held })).manifest.missing).toBe(missing - 2);
    await bench().client.orders.hold(hold);
    await expect(dock().close({ id })).rejects.toEqual(refused('shipmentChanged'));
    await bench().client.orders.release({ numbers: hold.numbers });
    await dock().close({ id });
  });

  it('take a shipment of several parcels only whole', async () => {
    const [one = ''] = await packed(1);
    const shipmentId = await idOf(one);
    const codes = ['376012340000000015', '376012340000000022'];
    await bench().ctx.db.write((trx) =>
      trx
        .insertInto('parcel')
        .values(
          codes.map((sscc, i) => ({
            shipment_id: shipmentId,
            number: i + 1,
            sscc,
            box_code: null,
            box_name: null,
            no_box: null,
            length_mm: null,
            width_mm: null,
            height_mm: null,
            weight_grams: 600,
            most_weight_grams: null,
            cost_minor: 0,
            currency: 'EUR',
            actor: 'tester',
            packed_at: 0,
            active: 1,
          })),
        )
        .execute(),
    );
    const { id } = await open();
    await expect(dock().load({ id, scanned: one })).rejects.toEqual(refused('severalParcels'));
    expect(await dock().load({ id, scanned: `(00)${codes[0]}` })).toMatchObject({ left: 1 });
    await expect(dock().close({ id })).rejects.toMatchObject({
      message: expect.stringContaining(`1 of 2 parcels; ${codes[1]} is missing`),
      data: { reason: 'partlyLoaded' },
    });
    expect(await dock().load({ id, scanned: `00${codes[1]}` })).toMatchObject({ left: 0 });
    expect(await dock().close({ id })).toMatchObject({
      shipped: 1,
      manifest: { parcels: 2, weightGrams: 1200 },
    });
  });

  it('tell the owners of what left, once, and not at all when it is taken back', async () => {
    const { ctx } = bench();
    const feed = await feedRow(ctx.db, 'erp', { delivers: ['shipment.ship'] });
    const [owned = ''] = await packed(1);
    await ctx.db.write((trx) =>
      trx
        .insertInto('feed_record')
        .values({
          feed_id: feed.id,
          kind: 'shipments',
          key: owned,
          version: null,
          said_json: '{}',
          said_at: 0,
          upstream: null,
          item_kind: 'shipments',
          item_key: owned,
          deleted_at: null,
        })
        .execute(),
    );
    const messages = () =>
      ctx.db.read
        .selectFrom('outbox')
        .select(['subject', 'state'])
        .where('feed_id', '=', feed.id)
        .orderBy('id')
        .execute();
    const { id } = await open();
    await dock().load({ id, scanned: owned });
    expect(await dock().close({ id })).toMatchObject({ messages: 1 });
    await dock().reopen({ id });
    expect(await messages()).toMatchObject([{ state: 'cancelled' }]);
    expect(await dock().close({ id })).toMatchObject({ messages: 1 });
    expect(await messages()).toMatchObject([
      { state: 'cancelled' },
      { state: 'waiting', subject: `shipment:${owned}` },
    ]);
    await ctx.db.write((trx) =>
      trx.updateTable('outbox').set({ attempts: 1 }).where('feed_id', '=', feed.id).execute(),
    );
    await expect(dock().reopen({ id })).rejects.toEqual(refused('alreadySent'));
  });

  it('show what left without a scan, and are files with barcodes', async () => {
    const { client, ctx, finish } = bench();
    const [stray = '', known = ''] = await packed(2);
    await client.shipments.ship({ numbers: [stray] });
    const { id } = await open();
    await dock().load({ id, scanned: known });
    const { withoutScan, manifests } = await dock().list({ facility: 'LYON', day: DAY });
    expect(withoutScan.map(({ shipment }) => shipment)).toEqual([stray]);
    expect(manifests.find((manifest) => manifest.id === id)).toMatchObject({
      parcels: 1,
      carrierName: 'Post',
    });
    const fileOf = async (format: 'csv' | 'pdf', language: 'en' | 'fr') => {
      const file = { id, format, language };
      const { fileId } = await finish<{ fileId: string }>(client.manifests.file(file));
      return readFile((await findExportedFile(ctx, fileId))?.path ?? '');
    };
    const lines = (await fileOf('csv', 'fr')).toString().trim().split('\r\n');
    expect(lines[0]).toContain('Bordereau d’expédition;Colis;Expédition');
    expect(lines[1]).toMatch(new RegExp(`^M-\\d{8}-\\d+;${known};${known};`));
    expect((await fileOf('pdf', 'en')).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
