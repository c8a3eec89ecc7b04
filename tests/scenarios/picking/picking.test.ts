import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findExportedFile } from '../../../core/features/exports/index.ts';
import { feedRow } from '../../helpers/feeds.ts';
import { floorOf, orderNow } from '../../helpers/floor.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';
import { PLACES, sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;

describeCores('picking', (cores) => {
  const products = { LAMP: 0, VASE: 0, RUG: 0 };
  const facilities = { LYON: 0, LILLE: 0 };
  const bench = sharedBench(cores, async ({ build, client }) => {
    facilities.LYON = await build.facility('LYON');
    facilities.LILLE = await build.facility('LILLE', { ...PLACES.lille, handling_cost_minor: 900 });
    for (const sku of ['LAMP', 'VASE', 'RUG'] as const) {
      products[sku] = await build.product(sku);
      await build.stock(products[sku], facilities.LYON, 100);
      await build.stock(products[sku], facilities.LILLE, 100);
    }
    await client.picking.saveBins({
      facility: 'LYON',
      bins: [
        { sku: 'LAMP', code: 'A-02-05', zone: 'A', aisle: 2, bay: 5, level: 1 },
        { sku: 'VASE', code: 'A-01-09', zone: 'A', aisle: 1, bay: 9, level: 1 },
        { sku: 'RUG', code: 'B-01-01', zone: 'B', aisle: 1, bay: 1, level: 1 },
      ],
    });
  });
  const floor = floorOf(bench, 'LYON');
  const lille = floorOf(bench, 'LILLE');
  const shipIt = async (order: string, shipment: number) => {
    const numbers = [`SH-${order}-${shipment}`];
    await bench().client.shipments.pack({ numbers });
    await bench().client.shipments.ship({ numbers });
  };
  const pick = () => bench().client.picking;
  let count = 0;
  const order = async (...lines: [sku: keyof typeof products, quantity: number][]) => {
    count += 1;
    const number = `O-${count}`;
    const promised_at = Date.now() + 10 * DAY_MS;
    await bench().build.order(
      number,
      lines.map(([sku, quantity]) => [products[sku], quantity] as const),
      { promised_at },
    );
    return number;
  };
  const now = (number: string) => orderNow(bench(), number);
  const onHand = async (sku: keyof typeof products) =>
    bench()
      .ctx.db.read.selectFrom('stock_position')
      .select(['on_hand', 'blocked'])
      .where('product_id', '=', products[sku])
      .where('facility_id', '=', facilities.LYON)
      .executeTakeFirstOrThrow();
  const file = async (ids: number[], format: 'csv' | 'pdf') => {
    const outcome = await bench().finish<{ fileId: string; fileName: string; pages: number }>(
      pick().file({ ids, format, language: 'fr' }),
    );
    const found = await findExportedFile(bench().ctx, outcome.fileId);
    return { outcome, text: await readFile(found?.path ?? '', 'utf8') };
  };
  /** Another system tells the stock of a product in Lyon. @returns its feed's id */
  const ownStock = async (sku: keyof typeof products) => {
    const { ctx } = bench();
    const feed = await feedRow(ctx.db, `wms-${sku}`, { delivers: ['stock.discrepancy'] });
    await ctx.db.write((trx) =>
      trx
        .insertInto('feed_record')
        .values({
          ...{ feed_id: feed.id, kind: 'stock', key: `${sku}|LYON`, version: null, said_json: '{}' },
          ...{ said_at: 0, upstream: null, item_kind: 'stock', item_key: `${sku}|LYON`, deleted_at: null },
        })
        .execute(),
    );
    return feed.id;
  };
  const expectSoundStock = async () => expect(await brokenPositions(bench().ctx.db)).toEqual([]);
  const refused = (reason: string) => expect.objectContaining({ data: expect.objectContaining({ reason }) });

  it('follows the walk: lists by method, claimed once, picked by scan, undone, handed over', async () => {
    const orders = [await order(['LAMP', 2], ['RUG', 1]), await order(['LAMP', 1], ['VASE', 1])];
    await floor.source(orders);
    const waveId = await floor.plan(orders);
    await expect(floor.makeLists(waveId, 'batch')).rejects.toThrow(/planned/);
    await floor.release(waveId);

    const zones = await floor.makeLists(waveId, 'zone');
    expect((await pick().lists({ waveId })).map((list) => list.zones)).toEqual([['A'], ['B']]);
    await expect(floor.makeLists(waveId, 'single')).rejects.toThrow(/nothing to pick/);
    expect(await pick().discard({ ids: zones })).toEqual({ discarded: 2 });
    const singles = await floor.makeLists(waveId, 'single');
    expect(singles).toHaveLength(2);
    await pick().discard({ ids: singles });

    const [id = 0] = await floor.makeLists(waveId, 'cluster');
    const list = await pick().start({ id, picker: 'Ana' });
    expect(list.walk.map(({ bin, quantity }) => `${bin} ${quantity}`)).toEqual([
      'A-01-09 1',
      'A-02-05 3',
      'B-01-01 1',
    ]);
    const lamps = list.walk[1] as (typeof list.walk)[number];
    expect(lamps.parts.map(({ compartment, quantity }) => [compartment, quantity])).toEqual(
      expect.arrayContaining([
        [1, expect.any(Number)],
        [2, expect.any(Number)],
      ]),
    );
    const csv = await file([id], 'csv');
    expect(csv.text.split('\r\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^\uFEFFListe de prélèvement;Vague;/),
      expect.stringContaining(`;1;A;A-01-09;VASE;VASE;1;${orders[1]};2;SH-${orders[1]}-1;`),
    ]);
    const pdf = await file([id], 'pdf');
    expect(pdf.outcome).toMatchObject({ pages: 1, fileName: `vigie-pick-lists-${list.number}.pdf` });
    expect(pdf.text).toMatch(/^%PDF-1/);
    expect((await now(orders[0] as string)).status).toBe('picking');
    expect((await bench().client.waves.wave({ waveId })).status).toBe('picking');
    await expect(pick().start({ id, picker: 'Bo' })).rejects.toEqual(refused('claimed'));
    expect((await pick().start({ id, picker: 'Bo', takeOver: true })).picker).toBe('Bo');

    const key = { id, taskId: lamps.id };
    await expect(pick().confirm({ ...key, quantity: 1, scanned: 'VASE' })).rejects.toEqual(
      refused('wrongScan'),
    );
    await expect(pick().confirm({ ...key, quantity: 4, scanned: 'LAMP' })).rejects.toEqual(
      refused('tooMany'),
    );
    expect(await pick().confirm({ ...key, quantity: 1, scanned: ' a-02-05 ' })).toMatchObject({
      picked: 1,
      state: 'open',
    });
    expect(await pick().confirm({ ...key, quantity: 2, scanned: 'lamp' })).toMatchObject({ state: 'picked' });
    await expect(pick().confirm({ ...key, quantity: 1 })).rejects.toEqual(refused('taskOver'));
    expect(await pick().undoPick(key)).toMatchObject({ picked: 0, state: 'open' });
    await expect(pick().finish({ id })).rejects.toEqual(refused('openTasks'));
    for (const task of list.walk) await pick().confirm({ id, taskId: task.id, quantity: task.quantity });
    expect((await now(orders[0] as string)).shipments).toEqual(['picked']);
    await pick().undoPick(key);
    expect((await now(orders[0] as string)).shipments).toEqual(['planned']);
    await pick().confirm({ ...key, quantity: 3 });
    expect(await pick().finish({ id })).toMatchObject({ status: 'picked', picked: 5, tasksDone: 3 });
    await bench().client.shipments.pack({ numbers: [`SH-${orders[0]}-1`] });
    await expect(pick().undoPick(key)).rejects.toEqual(refused('alreadyPacked'));
    await bench().client.shipments.ship({ numbers: [`SH-${orders[0]}-1`] });
    expect(await now(orders[0] as string)).toMatchObject({ status: 'shipped' });
    await expectSoundStock();
  });

  it('gives short units back with their effect on the stock and sources them elsewhere at once', async () => {
    const number = await order(['LAMP', 4], ['VASE', 2]);
    const { list } = await floor.begin([number]);
    const [vases, lamps] = list.walk as [(typeof list.walk)[0], (typeof list.walk)[0]];
    const before = await onHand('LAMP');
    const answer = await pick().short({ id: list.id, taskId: lamps.id, found: 1, reason: 'notFound' });
    expect(answer.task).toMatchObject({ picked: 1, short: 3, state: 'short', reason: 'notFound' });
    expect(answer.resourced).toMatchObject([{ order: number, sku: 'LAMP', quantity: 3, facility: 'LILLE' }]);
    expect((await onHand('LAMP')).on_hand).toBe(before.on_hand - 3);
    expect(await now(number)).toMatchObject({ status: 'sourced', contents: [1, 2] });
    await expect(pick().undoPick({ id: list.id, taskId: lamps.id })).rejects.toEqual(refused('shortPicked'));

    const feedId = await ownStock('VASE');
    await pick().short({ id: list.id, taskId: vases.id, found: 0, reason: 'damaged' });
    const told = await bench().client.feeds.outbox({ feedId, states: ['waiting', 'parked'] });
    expect(told.rows.map(({ kind, payload }) => ({ kind, payload }))).toEqual([
      {
        kind: 'stock.discrepancy',
        payload: expect.objectContaining({ sku: 'VASE', facility: 'LYON', quantity: 2, reason: 'damaged' }),
      },
    ]);
    expect(await onHand('VASE')).toMatchObject({ blocked: 2 });
    expect((await now(number)).shipments).toEqual(['picked']);
    expect((await now(number)).allocations).toEqual(
      expect.arrayContaining(['1 released LYON', '3 reserved LILLE', '2 reserved LILLE']),
    );
    await pick().finish({ id: list.id });
    const rejected = await bench().client.rejections.list({ number });
    expect(rejected.rows.map(({ quantity, note }) => [quantity, note])).toEqual([
      [2, `${list.number}/1: damaged`],
      [3, `${list.number}/2: notFound`],
    ]);
    await shipIt(number, 1);
    expect((await now(number)).status).toBe('partiallyShipped');

    const waveId = await lille.plan([number]);
    expect(await lille.release(waveId)).toMatchObject({ orders: 1, shipments: 1 });
    const [id = 0] = await lille.makeLists(waveId, 'single');
    const rest = await pick().start({ id, picker: 'Zoé' });
    const again = rest.walk.find(({ sku }) => sku === 'LAMP');
    const last = { id, taskId: again?.id ?? 0, found: 2, reason: 'countedLess' } as const;
    expect((await pick().short(last)).resourced).toMatchObject([{ quantity: 1, facility: 'LYON' }]);
    for (const task of rest.walk.filter(({ sku }) => sku !== 'LAMP')) {
      await pick().confirm({ id, taskId: task.id, quantity: task.quantity });
    }
    await shipIt(number, 2);
    expect((await now(number)).status).toBe('partiallyShipped');
    await floor.release(await floor.plan([number]));
    await shipIt(number, 3);
    expect(await now(number)).toMatchObject({ status: 'shipped' });
    await expectSoundStock();
  });

  it('says that units wait when they are nowhere else; a shipment of which nothing was there is over', async () => {
    const { build, client } = bench();
    const last = await build.product('LAST');
    await build.stock(last, facilities.LYON, 2);
    await build.order('O-LAST', [[last, 2]], { promised_at: Date.now() + 10 * DAY_MS });
    const { list } = await floor.begin(['O-LAST'], 'single');
    const [task] = list.walk;
    expect(task).toMatchObject({ bin: null, zone: 'Lamps' });
    const { resourced } = await pick().short({
      id: list.id,
      taskId: task?.id ?? 0,
      found: 0,
      reason: 'countedLess',
    });
    expect(resourced).toMatchObject([{ quantity: 2, facility: null }]);
    expect(await now('O-LAST')).toMatchObject({ status: 'open', shipments: ['cancelled'], contents: [] });
    expect((await pick().list({ id: list.id })).tasksDone).toBe(1);
    expect((await client.orders.list({ filter: { search: 'O-LAST' } })).total).toBe(1);
    await expectSoundStock();
  });

  it('of a cancelled order is over; what was fetched is put back', async () => {
    const [kept, gone] = [await order(['LAMP', 1]), await order(['LAMP', 2])];
    const { list } = await floor.begin([kept, gone]);
    const [task] = list.walk;
    const key = { id: list.id, taskId: task?.id ?? 0 };
    await bench().client.orders.cancel({ numbers: [gone], reason: 'customer' });
    const shown = await pick().list({ id: list.id });
    expect(shown.walk[0]).toMatchObject({ quantity: 1, state: 'open' });
    expect(shown.walk[0]?.parts.map(({ order: number, cancelled }) => [number, cancelled])).toEqual(
      expect.arrayContaining([
        [kept, false],
        [gone, true],
      ]),
    );
    await expect(pick().confirm({ ...key, quantity: 2 })).rejects.toEqual(refused('tooMany'));
    expect(await pick().confirm({ ...key, quantity: 1 })).toMatchObject({ state: 'picked' });
    await pick().finish({ id: list.id });
    expect((await now(kept)).shipments).toEqual(['picked']);
    await expectSoundStock();
  });

  it('leaves a held order on its shelf, and lists it anew once the hold is released', async () => {
    const [free, held] = [await order(['LAMP', 1], ['VASE', 1]), await order(['LAMP', 2])];
    const { list, stop, waveId } = await floor.begin([free, held]);
    await pick().confirm({ ...stop('LAMP'), quantity: 2 });
    const { client } = bench();
    await client.orders.hold({ numbers: [held], reason: 'address unclear' });
    const lamps = () =>
      pick()
        .list({ id: list.id })
        .then(({ walk }) => walk.find(({ sku }) => sku === 'LAMP'));
    expect(await lamps()).toMatchObject({ state: 'held', quantity: 3, picked: 2 });
    await expect(pick().confirm({ ...stop('LAMP'), quantity: 1 })).rejects.toEqual(refused('taskOver'));
    await pick().confirm({ ...stop('VASE'), quantity: 1 });
    await pick().finish({ id: list.id });
    expect((await now(free)).shipments).toEqual(['picked']);
    expect((await now(held)).shipments).toEqual(['planned']);
    await expect(floor.makeLists(waveId, 'batch')).rejects.toThrow(/nothing to pick/);

    await client.orders.release({ numbers: [held] });
    const [id = 0] = await floor.makeLists(waveId, 'batch');
    const again = await pick().start({ id, picker: 'Ana' });
    expect(again.walk.map(({ sku, quantity }) => [sku, quantity])).toEqual([['LAMP', 2]]);
    await pick().confirm({ id, taskId: again.walk[0]?.id ?? 0, quantity: 2 });
    await client.orders.hold({ numbers: [held], reason: 'payment' });
    expect(await client.shipments.pack({ numbers: [`SH-${held}-1`] })).toMatchObject({
      changed: [],
      refused: [{ code: 'held', reason: expect.stringContaining('payment') }],
    });
    await expect(client.packing.pack({ shipment: `SH-${held}-1` })).rejects.toEqual(refused('held'));
    await client.orders.release({ numbers: [held] });
    expect(await client.packing.pack({ shipment: `SH-${held}-1` })).toMatchObject({ status: 'packed' });
    await expectSoundStock();
  });

  it('ends with its wave: what was picked stays, the remainder is reserved as before', async () => {
    const [whole, half, none] = [await order(['RUG', 1]), await order(['LAMP', 3]), await order(['VASE', 2])];
    const { waveId, stop } = await floor.begin([whole, half, none]);
    await pick().confirm({ ...stop('RUG'), quantity: 1 });
    await pick().confirm({ ...stop('LAMP'), quantity: 1 });
    expect(await bench().client.waves.takeBack({ waveId })).toEqual({ orders: 1, kept: 2 });
    expect((await bench().client.waves.wave({ waveId })).status).toBe('done');
    expect(await now(whole)).toMatchObject({ status: 'picking', shipments: ['picked'] });
    expect(await now(half)).toMatchObject({ status: 'sourced', shipments: ['picked'], contents: [1] });
    expect((await now(half)).allocations).toEqual(['1 released LYON', '2 reserved LYON']);
    expect(await now(none)).toMatchObject({ status: 'sourced', shipments: ['cancelled'] });
    const lists = await pick().lists({ waveId, statuses: ['picked', 'cancelled', 'picking', 'open'] });
    expect(lists.every(({ status, tasks, tasksDone }) => status === 'picked' && tasks === tasksDone)).toBe(
      true,
    );
    expect(lists.map(({ picked }) => picked)).toEqual([1, 1]);
    const numbers = [`SH-${half}-1`];
    await bench().client.shipments.pack({ numbers });
    await bench().client.shipments.ship({ numbers });
    expect((await now(half)).status).toBe('partiallyShipped');
    const again = await floor.plan([none]);
    expect(await floor.release(again)).toMatchObject({ orders: 1 });
    await expectSoundStock();
  });

  it('that has fetched nothing yet is taken back whole with its wave', async () => {
    const number = await order(['LAMP', 1]);
    const { list, waveId } = await floor.begin([number]);
    expect(await bench().client.waves.takeBack({ waveId })).toEqual({ orders: 1, kept: 0 });
    expect((await bench().client.waves.wave({ waveId })).status).toBe('planned');
    expect((await pick().list({ id: list.id })).status).toBe('cancelled');
    expect((await now(number)).status).toBe('sourced');
    await floor.release(waveId);
    expect(await floor.makeLists(waveId, 'batch')).toHaveLength(1);
    await expectSoundStock();
  });
});
