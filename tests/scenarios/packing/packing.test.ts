import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { PackingView } from '../../../core/contract/packing.ts';
import { findExportedFile } from '../../../core/features/exports/index.ts';
import { feedRow } from '../../helpers/feeds.ts';
import { floorOf, orderNow } from '../../helpers/floor.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';
import { PLACES, sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;
const EUR = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describeCores('packing', (cores) => {
  const products = { LAMP: 0, VASE: 0, POLE: 0 };
  let lyon = 0;
  const bench = sharedBench(cores, async ({ build, client }) => {
    lyon = await build.facility('LYON');
    const lille = await build.facility('LILLE', { ...PLACES.lille });
    products.LAMP = await build.product('LAMP');
    products.POLE = await build.product('POLE', { weight_grams: 900, volume_millilitres: 400 });
    products.VASE = await build.product('VASE');
    await build.stock(products.LAMP, lyon, 500);
    await build.stock(products.POLE, lyon, 500);
    await build.stock(products.VASE, lille, 500);
    const box = { facility: 'LYON', ownWeightGrams: 120, active: true };
    const sizes = { lengthMillimetres: 200, widthMillimetres: 150, heightMillimetres: 100 };
    await client.packing.saveBoxType({
      ...box,
      ...sizes,
      code: 'S',
      name: 'Small',
      mostWeightGrams: 5000,
      cost: EUR(40),
    });
    const large = { lengthMillimetres: 400, widthMillimetres: 300, heightMillimetres: 200 };
    await client.packing.saveBoxType({
      ...box,
      ...large,
      code: 'L',
      name: 'Large',
      mostWeightGrams: 9000,
      cost: EUR(90),
    });
    const pole = { sku: 'POLE', lengthMillimetres: 900, widthMillimetres: 20, heightMillimetres: 20 };
    await client.packing.saveSizes({ sizes: [pole] });
  });
  const floor = floorOf(bench, 'LYON');
  const packing = () => bench().client.packing;
  let count = 0;
  const order = async (...lines: [sku: keyof typeof products, quantity: number][]) => {
    count += 1;
    const number = `O-${count}`;
    const { id } = await bench().build.order(
      number,
      lines.map(([sku, quantity]) => [products[sku], quantity] as const),
      { promised_at: Date.now() + 10 * DAY_MS },
    );
    return { id, number, shipment: `SH-${number}-1` };
  };
  const released = async (...lines: [sku: keyof typeof products, quantity: number][]) => {
    const one = await order(...lines);
    await floor.source([one.number]);
    await floor.release(await floor.plan([one.number]));
    return one;
  };
  const contents = ({ parcels }: PackingView) =>
    parcels.map(({ box, lines }) => [box, lines.map(({ sku, quantity }) => `${quantity} ${sku}`).join(' ')]);
  const status = async (number: string) => (await orderNow(bench(), number)).status;
  const papers = async (input: Parameters<ReturnType<typeof packing>['papers']>[0]) => {
    const outcome = await bench().finish<{ fileId: string; pages: number; fileName: string }>(
      packing().papers(input),
    );
    const file = await findExportedFile(bench().ctx, outcome.fileId);
    return { ...outcome, text: await readFile(file?.path ?? '', 'latin1') };
  };

  it('suggests boxes, says how full they are, and keeps what was packed until it is unpacked', async () => {
    const { number, shipment } = await released(['LAMP', 19], ['POLE', 1]);
    const suggested = await packing().suggest({ shipment: number });
    expect(suggested).toMatchObject({ shipment, status: 'planned', canPack: true, units: 20 });
    expect(contents(suggested)).toEqual([
      ['L', '18 LAMP'],
      ['S', '1 LAMP'],
      [null, '1 POLE'],
    ]);
    expect(suggested.parcels[0]).toMatchObject({
      weightGrams: 9120,
      weightPercent: 100,
      volumePercent: 75,
      sscc: null,
    });
    expect(suggested.parcels[2]).toMatchObject({ noBox: 'tooLong', weightPercent: null });

    const packed = await packing().pack({ shipment });
    expect(packed).toMatchObject({ status: 'packed', canUnpack: true, messages: 0, boxCost: EUR(130) });
    expect(contents(packed)).toEqual(contents(suggested));
    const numbers = packed.parcels.map(({ sscc }) => sscc);
    expect(new Set(numbers).size).toBe(3);
    expect(numbers[0]).toMatch(/^0\d{17}$/);
    expect(await status(number)).toBe('packed');
    expect((await packing().suggest({ shipment: `]C100${numbers[1]}` })).shipment).toBe(shipment);
    await expect(packing().pack({ shipment })).rejects.toMatchObject({ data: { reason: 'packNotAllowed' } });
    const journal = await bench().client.workspace.journal({ entity: 'order', key: number });
    expect(journal.rows[0]).toMatchObject({ procedure: 'packing.pack', after: { status: 'packed' } });

    expect(await packing().unpack({ shipment })).toMatchObject({ status: 'planned', canPack: true });
    expect(await status(number)).toBe('released');
    await expect(packing().suggest({ shipment: numbers[0] as string })).resolves.toMatchObject({ shipment });
    const again = await packing().pack({ shipment });
    expect(again.parcels.some(({ sscc }) => numbers.includes(sscc))).toBe(false);
    await bench().client.shipments.ship({ numbers: [shipment] });
    expect(await status(number)).toBe('shipped');
    await expect(packing().unpack({ shipment })).rejects.toMatchObject({ data: { reason: 'notPacked' } });
    expect(await brokenPositions(bench().ctx.db)).toEqual([]);
  });

  it('takes parcels packed by hand, each unit once', async () => {
    const { shipment } = await released(['LAMP', 3], ['POLE', 2]);
    const lamp = (quantity: number) => ({ lineNumber: 1, quantity });
    const pole = (quantity: number) => ({ lineNumber: 2, quantity });
    const pack = (...parcels: { box?: string; weightGrams?: number; lines: ReturnType<typeof lamp>[] }[]) =>
      packing().pack({ shipment, parcels });
    const refused = (reason: string) => ({ data: { reason } });
    await expect(pack({ lines: [lamp(3), pole(1)] })).rejects.toMatchObject(refused('unitsMissing'));
    await expect(pack({ lines: [lamp(2), pole(2)] }, { lines: [lamp(2)] })).rejects.toMatchObject(
      refused('unitsTooMany'),
    );
    await expect(pack({ box: 'XL', lines: [lamp(3), pole(2)] })).rejects.toMatchObject(refused('unknownBox'));
    await expect(pack({ lines: [{ lineNumber: 9, quantity: 1 }] })).rejects.toMatchObject(
      refused('unknownLine'),
    );
    const packed = await pack(
      { box: 'S', weightGrams: 1700, lines: [lamp(1), lamp(1), pole(1)] },
      { lines: [lamp(1), pole(1)] },
    );
    expect(contents(packed)).toEqual([
      ['S', '2 LAMP 1 POLE'],
      [null, '1 LAMP 1 POLE'],
    ]);
    expect(packed.parcels.map(({ weightGrams }) => weightGrams)).toEqual([1700, 1400]);
    const row = await bench()
      .ctx.db.read.selectFrom('shipment')
      .select('weight_grams')
      .where('number', '=', shipment)
      .executeTakeFirstOrThrow();
    expect(row.weight_grams).toBe(3100);
    const heavy = await released(['LAMP', 11]);
    const inSmall = [{ box: 'S', lines: [lamp(11)] }];
    await expect(packing().pack({ shipment: heavy.shipment, parcels: inSmall })).rejects.toMatchObject(
      refused('boxTooLight'),
    );
  });

  it('an order is packed once all its shipments are, and its slip says what comes otherwise', async () => {
    const one = await order(['LAMP', 2], ['VASE', 1]);
    await floor.source([one.number]);
    await floor.release(await floor.plan([one.number]));
    const lille = floorOf(bench, 'LILLE');
    await lille.release(await lille.plan([one.number]));
    await packing().pack({ shipment: one.shipment });
    expect(await status(one.number)).toBe('released');
    const { lines } = await bench().client.orders.detail({ number: one.number });
    expect(lines.map(({ quantityPacked }) => quantityPacked)).toEqual([2, 0]);
    const both = { shipments: [one.shipment], kinds: ['label' as const, 'slip' as const] };
    expect(await papers(both)).toMatchObject({ pages: 2, text: expect.stringMatching(/^%PDF/) });
    const other = (await packing().suggest({ shipment: one.number })).shipment;
    expect(other).toBe(`SH-${one.number}-2`);
    await packing().pack({ shipment: other });
    expect(await status(one.number)).toBe('packed');
    const ambiguous = packing().suggest({ shipment: one.number });
    await expect(ambiguous).rejects.toMatchObject({ data: { reason: 'severalShipments' } });
    const unpacked = await released(['LAMP', 1]);
    const early = papers({ shipments: [unpacked.shipment], kinds: ['slip'] });
    await expect(early).rejects.toThrow(/in no parcels yet/);
    const waiting = await packing().waiting({ facility: 'LYON' });
    expect(waiting.find(({ shipment }) => shipment === unpacked.shipment)).toMatchObject({
      status: 'planned',
      units: 1,
      parcels: 0,
    });
  });

  it('packs what a short pick has left, and goes back to picked when it is unpacked', async () => {
    const one = await order(['LAMP', 4]);
    const { list, stop } = await floor.begin([one.number]);
    const { client } = bench();
    await client.picking.short({ ...stop('LAMP'), found: 3, reason: 'damaged' });
    await client.picking.finish({ id: list.id });
    const packed = await packing().pack({ shipment: one.shipment });
    expect(contents(packed)).toEqual([['L', '3 LAMP']]);
    expect(await packing().unpack({ shipment: one.shipment })).toMatchObject({ status: 'picked' });
  });

  it('tells the system that owns a shipment, takes it back while it waits, and tells it anew', async () => {
    const { ctx } = bench();
    const { shipment } = await released(['LAMP', 1]);
    const delivers = ['shipment.pack', 'shipment.ship'] as const;
    const feed = await feedRow(ctx.db, 'erp-packing', { delivers: [...delivers] });
    await ctx.db.write((trx) =>
      trx
        .insertInto('feed_record')
        .values({
          feed_id: feed.id,
          kind: 'shipments',
          key: shipment,
          version: null,
          said_json: '{}',
          said_at: 0,
          upstream: 'stock.shipment,1',
          item_kind: 'shipments',
          item_key: shipment,
          deleted_at: null,
        })
        .execute(),
    );
    const states = async () =>
      (
        await ctx.db.read
          .selectFrom('outbox')
          .select('state')
          .where('feed_id', '=', feed.id)
          .orderBy('id')
          .execute()
      ).map(({ state }) => state);
    expect(await packing().pack({ shipment })).toMatchObject({ messages: 1 });
    await packing().unpack({ shipment });
    expect(await states()).toEqual(['cancelled']);
    expect(await packing().pack({ shipment })).toMatchObject({ messages: 1 });
    expect(await states()).toEqual(['cancelled', 'waiting']);
    await ctx.db.write((trx) => trx.updateTable('outbox').set({ state: 'delivered' }).execute());
    await expect(packing().unpack({ shipment })).rejects.toMatchObject({ data: { reason: 'alreadySent' } });
    expect((await packing().suggest({ shipment })).status).toBe('packed');
    const labels = await packing().requestLabels({ shipments: [shipment] });
    expect(labels).toEqual({ messages: 0, own: [shipment], refused: [] });
    await feedRow(ctx.db, 'labels', { delivers: ['label.request'] });
    expect(await packing().requestLabels({ shipments: [shipment] })).toMatchObject({ messages: 1, own: [] });
    const told = await ctx.db.read
      .selectFrom('outbox')
      .select('payload_json')
      .where('kind', '=', 'label.request')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(told.payload_json).parcels).toMatchObject([
      { number: 1, sscc: expect.any(String), weightGrams: 620, lines: [{ sku: 'LAMP', quantity: 1 }] },
    ]);
  });

  it('keeps box types by facility', async () => {
    const [small] = await packing().boxTypes({ facility: 'LYON' });
    expect(small).toMatchObject({ code: 'S', volumeMillilitres: 3000, active: true });
    const { volumeMillilitres: _volume, ...draft } = small as NonNullable<typeof small>;
    const renamed = await packing().saveBoxType({ ...draft, name: 'Little' });
    expect(renamed).toMatchObject({ id: draft.id, name: 'Little' });
    const { id: _id, ...twin } = draft;
    await expect(packing().saveBoxType(twin)).rejects.toMatchObject({ data: { reason: 'codeTaken' } });
    const { id } = await packing().saveBoxType({ ...twin, code: 'BAG', active: false });
    await packing().removeBoxType({ id });
    await expect(packing().removeBoxType({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await packing().boxTypes({ facility: 'LILLE' })).toEqual([]);
    await expect(packing().saveSizes({ sizes: [{ ...SIZE, sku: 'NONE' }] })).rejects.toMatchObject({
      data: { reason: 'unknownProduct' },
    });
    await packing().saveSettings({ gs1CompanyPrefix: '3456789' });
    const { shipment } = await released(['LAMP', 1]);
    expect((await packing().pack({ shipment })).parcels[0]?.sscc).toMatch(/^03456789\d{10}$/);
  });
});

const SIZE = { lengthMillimetres: 1, widthMillimetres: 1, heightMillimetres: 1 };
