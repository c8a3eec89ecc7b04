import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseEdiMessage, readEdi } from '../../../core/feeds/edi/index.ts';
import { saveFeed } from '../../../core/feeds/feeds.service.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { floorOf, orderNow } from '../../helpers/floor.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';
import { PLACES, sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;

describeCores('partners told by EDI', (cores) => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-3pl-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let lamp = 0;
  let vase = 0;
  let mat = 0;
  let feedId = 0;
  const bench = sharedBench(cores, async ({ ctx, build }) => {
    const third = await build.facility('PLX', { kind: 'thirdParty', cut_off_minutes: 1440 });
    lamp = await build.product('LAMP', { name: 'Lamp ~ brass' });
    await build.stock(lamp, third, 100);
    vase = await build.product('VASE');
    const lyon = await build.facility('LYON', {
      ...PLACES.lille,
      cut_off_minutes: 1440,
      handling_cost_minor: 900,
    });
    await build.stock(vase, lyon, 100);
    mat = await build.product('MAT');
    for (const facility of [third, lyon]) await build.stock(mat, facility, 100);
    const options = { path: folder, settleSeconds: 0, outgoingFormat: 'x12', warehouses: ' PLX ; ELSEWHERE' };
    const feed = await saveFeed(ctx, {
      name: '3PL',
      connector: 'folder',
      options: { ...options, senderId: 'VIGIE', receiverId: 'PLX' },
      secrets: {},
      intervalSeconds: 0,
      budgetPerHour: null,
      active: true,
    });
    feedId = feed.id;
  });
  const floor = floorOf(bench, 'PLX');
  const outgoing = (start: string) => {
    const written = existsSync(join(folder, 'outgoing')) ? readdirSync(join(folder, 'outgoing')) : [];
    const names = written.filter((name) => name.startsWith(start));
    return names.sort().map((name) => readFileSync(join(folder, 'outgoing', name), 'utf8'));
  };
  const send = async () => {
    await feedsOf(bench().ctx).send();
    await feedsOf(bench().ctx).settle();
  };
  /** A 945 of the warehouse's own number for a shipment, with what it has shipped of its two units. */
  const advise = async (theirs: string, shipment: string, units: number, sku = 'LAMP') => {
    const control = theirs.padStart(9, '0');
    const sets = [
      'ST*945*0001~',
      `W06*N*${shipment}*20260105*${theirs}**~`,
      'N1*WH*PLX*92*PLX~',
      'N9*CN*TRACK7~',
      'LX*1~',
      `W12*${units === 2 ? 'CC' : 'CP'}*2*${units}*${2 - units}*EA**VN*${sku}~`,
      'N9*LI*1~',
      `W03*${units}*1*KG~`,
    ];
    const text = [
      `ISA*00*          *00*          *ZZ*PLX            *ZZ*VIGIE          *260105*1200*U*00401*${control}*0*P*>~`,
      `GS*SW*PLX*VIGIE*20260105*1200*${theirs}*X*004010~`,
      ...sets,
      `SE*${sets.length + 1}*0001~`,
      `GE*1*${theirs}~`,
      `IEA*1*${control}~`,
    ].join('\n');
    writeFileSync(join(folder, `945-${theirs}.edi`), text);
    return feedsOf(bench().ctx).run(feedId, { kind: 'sync', trigger: 'user' });
  };

  test('the warehouse gets a 940 for each shipment of a released wave; its 945 ships it, and frees what is short', async () => {
    const { build, client, ctx } = bench();
    for (const number of ['W-1', 'W-2']) {
      await build.order(number, [[lamp, 2]], { promised_at: Date.now() + 10 * DAY_MS });
    }
    await floor.source(['W-1', 'W-2']);
    const waveId = await floor.plan(['W-1', 'W-2']);
    const preview = await client.waves.preview({ waveIds: [waveId] });
    expect(preview.messages).toEqual([{ feed: '3PL', kind: 'warehouse.order', count: 2 }]);

    expect(await floor.release(waveId)).toMatchObject({ shipments: 2, messages: 2 });
    expect(await client.waves.takeBack({ waveId })).toMatchObject({ orders: 2 });
    await send();
    expect(outgoing('warehouse-order')).toEqual([]);
    const shown = await client.waves.messages({ waveIds: [waveId], ofEachFeed: 1 });
    expect((await client.waves.wave({ waveId })).status).toBe('planned');
    expect(shown).toMatchObject([{ feed: '3PL', kind: 'warehouse.order', subject: 'shipment:SH-W-1-2' }]);
    expect(await floor.release(waveId)).toMatchObject({ shipments: 2, messages: 2 });
    await send();

    const [first = '', second = ''] = outgoing('warehouse-order');
    const segments = (text = '') =>
      text.split('\n').filter((segment) => !/^(?:ISA|GS|ST|SE|GE|IEA|G62\*04)/.test(segment));
    expect([first, second].map(segments)).toContainEqual(segments(shown[0]?.text));
    const reading = readEdi(Buffer.from(first));
    expect(reading.problems).toEqual([]);
    expect(reading.messages).toMatchObject([{ type: '940', sender: 'VIGIE', receiver: 'PLX', problems: [] }]);
    const parsed = parseEdiMessage(first);
    expect(parsed.problems).toEqual([]);
    expect(parsed.records[0]).toMatchObject({
      fields: {
        orderNumber: 'SH-W-1-2',
        reference: 'W-1',
        facilityCode: 'PLX',
        carrierCode: 'POST',
        city: 'Paris',
      },
      lines: [{ lineNumber: 1, sku: 'LAMP', quantity: 2, productName: 'Lamp brass' }],
    });
    const controls = [first, second].map((text) => readEdi(Buffer.from(text)).interchanges[0]?.controlNumber);
    expect(new Set(controls).size).toBe(2);

    expect(await advise('71', 'SH-W-1-2', 2)).toMatchObject({ applied: 1, quarantined: 0 });
    expect(await orderNow(bench(), 'W-1')).toMatchObject({
      status: 'shipped',
      shipments: ['cancelled', 'inTransit'],
      allocations: ['2 shipped PLX'],
    });
    expect(await advise('72', 'SH-W-2-2', 1)).toMatchObject({ applied: 1, quarantined: 0 });
    const short = await orderNow(bench(), 'W-2');
    expect(short.allocations).toEqual(expect.arrayContaining(['1 shipped PLX', '1 cancelled PLX']));
    expect(short).toMatchObject({ status: 'partiallyShipped', shipments: ['cancelled', 'inTransit'] });
    expect(outgoing('997').join()).toMatch(/AK5\*A~/);
    const row = await ctx.db.read
      .selectFrom('shipment')
      .select(['tracking_number', 'shipped_at'])
      .where('number', '=', 'SH-W-2-2')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ tracking_number: 'TRACK7', shipped_at: Date.UTC(2026, 0, 5) });
    expect(await brokenPositions(ctx.db)).toEqual([]);
  });

  test('a warehouse that was ordered to ship hears when it must not: the wave is taken back, or the order cancelled', async () => {
    const { build, client, finish, ctx } = bench();
    await build.order('C-1', [[lamp, 2]], { promised_at: Date.now() + 10 * DAY_MS });
    await build.order('C-2', [[lamp, 1]], { promised_at: Date.now() + 10 * DAY_MS });
    const cancellations = () =>
      outgoing('warehouse-cancel').flatMap((text) => text.split('\n').filter((line) => /^W05/.test(line)));
    await floor.source(['C-1', 'C-2']);
    const waveId = await floor.plan(['C-1', 'C-2']);
    await floor.release(waveId);
    await send();
    expect(await client.waves.takeBack({ waveId })).toMatchObject({ orders: 2 });
    await send();
    expect(cancellations().sort()).toEqual(['W05*F*SH-C-1-1*C-1~', 'W05*F*SH-C-2-1*C-2~']);
    const [text = ''] = outgoing('warehouse-cancel');
    expect(parseEdiMessage(text).problems).toEqual([]);

    await floor.release(waveId);
    await client.orders.unsource({ numbers: ['C-2'] });
    await send();
    const { commandId } = await client.orders.cancel({ numbers: ['C-1'], reason: 'customer' });
    await send();
    expect(cancellations()).toHaveLength(3);
    expect(cancellations()).toContain('W05*F*SH-C-1-2*C-1~');
    await expect(client.orders.undo({ commandId })).rejects.toMatchObject({
      data: { reason: 'warehouseTold' },
    });
    expect(outgoing('warehouse-order').join()).not.toContain('SH-C-2-2');
    expect(await orderNow(bench(), 'C-1')).toMatchObject({ status: 'cancelled' });
    expect(await brokenPositions(ctx.db)).toEqual([]);
    await finish(client.sourcing.propose({ selection: { numbers: ['C-2'] }, parameters: {} }));
  });

  test('what a warehouse ships less is sourced elsewhere at once', async () => {
    const { build, client, ctx } = bench();
    await build.order('S-1', [[mat, 2]], { promised_at: Date.now() + 10 * DAY_MS });
    await floor.source(['S-1']);
    await floor.release(await floor.plan(['S-1']));
    await send();
    expect(await advise('81', 'SH-S-1-1', 1, 'MAT')).toMatchObject({ applied: 1, quarantined: 0 });
    await expect
      .poll(async () => (await orderNow(bench(), 'S-1')).allocations.sort())
      .toEqual(['1 cancelled PLX', '1 reserved LYON', '1 shipped PLX']);
    expect((await orderNow(bench(), 'S-1')).status).toBe('partiallyShipped');
    const { rows } = await client.rejections.list({ number: 'S-1' });
    expect(rows).toMatchObject([{ facility: 'PLX', quantity: 1, reason: 'noTime' }]);
    expect(await brokenPositions(ctx.db)).toEqual([]);
  });

  test('who sent an order gets an 856 when the vehicle leaves, and none when it comes back before that went out', async () => {
    const { build, client, ctx } = bench();
    await build.order('E-1', [[vase, 3]], { promised_at: Date.now() + 10 * DAY_MS });
    await ctx.db.write((trx) =>
      trx
        .insertInto('feed_record')
        .values({
          feed_id: feedId,
          kind: 'orders',
          key: 'E-1',
          version: null,
          said_json: '{}',
          said_at: 0,
          upstream: null,
          item_kind: 'x12.850',
          item_key: 'E-1',
          deleted_at: null,
        })
        .execute(),
    );
    const lyon = floorOf(bench, 'LYON');
    await lyon.source(['E-1']);
    await lyon.release(await lyon.plan(['E-1']));
    await client.shipments.pack({ numbers: ['SH-E-1-1'] });
    const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
    const { id } = await client.manifests.open({ facility: 'LYON', carrier: 'POST', day });
    await client.manifests.load({ id, scanned: 'SH-E-1-1' });
    expect(await client.manifests.close({ id })).toMatchObject({ shipped: 1, messages: 1 });
    await client.manifests.reopen({ id });
    await send();
    expect(outgoing('order-shipped')).toEqual([]);
    expect(await client.manifests.close({ id })).toMatchObject({ shipped: 1, messages: 1 });
    await send();
    const [notice = '', ...more] = outgoing('order-shipped');
    expect(more).toEqual([]);
    expect(readEdi(Buffer.from(notice)).messages).toMatchObject([{ type: '856', problems: [] }]);
    expect(parseEdiMessage(notice)).toMatchObject({
      problems: [],
      records: [
        {
          fields: {
            shipmentNumber: 'SH-E-1-1',
            orderNumber: 'E-1',
            carrierCode: 'POST',
            facilityCode: 'LYON',
          },
          lines: [{ sku: 'VASE', quantity: 3 }],
        },
      ],
    });
    await expect(client.manifests.reopen({ id })).rejects.toMatchObject({ data: { reason: 'alreadySent' } });
  });
});
