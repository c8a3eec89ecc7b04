import { expect, it } from 'vitest';
import { carrierTerms } from '../../../core/contract/carriers.ts';
import { floorOf, orderNow } from '../../helpers/floor.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { WHOLE_DAY } from '../../helpers/waves.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;

describeCores('carriers', (cores) => {
  let lamp = 0;
  const bench = sharedBench(cores, async ({ ctx, build }) => {
    const lyon = await build.facility('LYON', { cut_off_minutes: 1440 });
    lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 1000);
    await addCarrier(ctx, 'RAIL', 450);
  });
  const floor = floorOf(bench, 'LYON');
  let count = 0;
  const released = async (orders: number) => {
    const numbers = Array.from({ length: orders }, () => `C-${++count}`);
    for (const number of numbers) {
      await bench().build.order(number, [[lamp, 2]], { promised_at: Date.now() + 10 * DAY_MS });
    }
    await floor.source(numbers);
    await floor.release(await floor.plan(numbers));
    return numbers.map((number) => `SH-${number}-1`);
  };
  const terms = (code: string, given: object) =>
    bench().client.carriers.saveSettings({ code, terms: carrierTerms.parse(given) });
  const offers = async (shipment: string) => {
    const [choice] = await bench().client.carriers.offers({ shipments: [shipment] });
    return choice as NonNullable<typeof choice>;
  };

  it('are chosen when a wave is released, with what each charge is; terms count from then on', async () => {
    const { client } = bench();
    const [first = ''] = await released(1);
    const before = await offers(first);
    expect(before).toMatchObject({
      carrier: 'RAIL',
      cost: { amountMinor: 450, currency: 'EUR' },
      overridden: null,
    });
    expect(before.charges).toEqual([{ kind: 'base', minor: 450 }]);
    await terms('RAIL', { fuelPercent: 10, remote: { minor: 900, areas: ['FR 75'] } });
    const after = await offers(first);
    expect(after.chosen).toMatchObject({ carrier: 'POST', cost: { amountMinor: 500 } });
    expect(after.others.find(({ carrier }) => carrier === 'RAIL')).toMatchObject({
      verdict: 'dearer',
      dearerMinor: 450 + 45 + 900 - 500,
      reason: 'Dearer by 8.95 EUR.',
    });
    const again = await client.carriers.choose({ shipments: [first, 'SH-NONE'] });
    expect(again).toMatchObject({
      chosen: 1,
      changed: 1,
      late: 0,
      refused: [{ number: 'SH-NONE', code: 'notFound' }],
    });
    expect(await offers(first)).toMatchObject({ carrier: 'POST', cost: { amountMinor: 500 } });
    const journal = await client.workspace.journal({ entity: 'shipment', key: first });
    expect(journal.rows[0]).toMatchObject({
      procedure: 'carriers.choose',
      after: { carrier: 'Post', costMinor: 500 },
    });
  });

  it('are chosen by hand with a reason, which a later choice leaves alone unless told', async () => {
    const { client } = bench();
    const [one = ''] = await released(1);
    const by = { shipment: one, carrier: 'POST', service: 'express-FR' };
    const chosen = await client.carriers.override({ ...by, reason: 'The customer called.' });
    expect(chosen).toMatchObject({
      service: 'express-FR',
      cost: { amountMinor: 1200 },
      overridden: { reason: 'The customer called.', actor: 'tester' },
    });
    const kept = await client.carriers.choose({ shipments: [one] });
    expect(kept).toMatchObject({ chosen: 0, refused: [{ number: one, code: 'overridden' }] });
    const told = await client.carriers.choose({ shipments: [one], overrides: true });
    expect(told).toMatchObject({ chosen: 1, changed: 1, savedMinor: 700 });
    await expect(
      client.carriers.override({ ...by, service: 'standard-DE', reason: 'x' }),
    ).rejects.toMatchObject({ data: { reason: 'cannotCarry' } });
    await expect(client.carriers.override({ ...by, service: 'none', reason: 'x' })).rejects.toMatchObject({
      data: { reason: 'unknownService' },
    });
  });

  it('take no more than they have room for, and their share', async () => {
    const { client } = bench();
    await terms('RAIL', { shipmentsPerDay: 0 });
    const [one = ''] = await released(1);
    expect(await offers(one)).toMatchObject({ carrier: 'POST' });
    await terms('RAIL', {});
    await terms('POST', { mix: { sharePercent: 50, tolerancePercent: 0, days: 1 } });
    const many = await released(10);
    await client.carriers.choose({ shipments: many });
    const settings = await client.carriers.settings();
    const post = settings.find(({ code }) => code === 'POST');
    expect(post?.mixShipments).toBe(Math.floor((post?.mixOf ?? 0) / 2));
    await expect(terms('RAIL', { facilityShipmentsPerDay: { NOWHERE: 1 } })).rejects.toMatchObject({
      data: { reason: 'unknownFacility' },
    });
    await expect(terms('NOBODY', {})).rejects.toMatchObject({ data: { reason: 'unknownCarrier' } });
  });

  it('are those that the wave is for, though another one is cheaper', async () => {
    const { client, build } = bench();
    await terms('POST', {});
    const template = { ...WHOLE_DAY, facility: 'LYON', name: 'Post only', carriers: ['POST'] };
    const { id } = await client.waves.saveTemplate(template);
    await build.order('C-POST', [[lamp, 2]], { promised_at: Date.now() + 10 * DAY_MS });
    await floor.source(['C-POST']);
    const at = Date.now();
    const wave = { templateId: id, name: 'Post', releaseAt: at, cutOffAt: at + 1, orders: ['C-POST'] };
    const { waveIds } = await client.waves.plan({ facility: 'LYON', waves: [wave] });
    await floor.release(...waveIds);
    expect(await offers('SH-C-POST-1')).toMatchObject({ carrier: 'POST', chosen: { carrier: 'RAIL' } });
  });

  it('do not change for what has left', async () => {
    const { client } = bench();
    const [one = ''] = await released(1);
    await client.shipments.pack({ numbers: [one] });
    await client.shipments.ship({ numbers: [one] });
    const outcome = await client.carriers.choose({ shipments: [one], overrides: true });
    expect(outcome.refused).toMatchObject([{ number: one, code: 'hasLeft' }]);
    expect((await orderNow(bench(), one.slice(3, -2))).status).toBe('shipped');
  });
});

type Context = Parameters<typeof orderNow>[0]['ctx'];

/** A carrier with one service within France in two days. */
async function addCarrier(ctx: Context, code: string, priceMinor: number): Promise<void> {
  await ctx.db.write(async (trx) => {
    const carrier = await trx
      .insertInto('carrier')
      .values({ code, name: code })
      .returning('id')
      .executeTakeFirstOrThrow();
    const service = await trx
      .insertInto('carrier_service')
      .values({
        carrier_id: carrier.id,
        code: 'STD',
        name: code,
        level: 'standard',
        cut_off_minutes: 1440,
        max_weight_grams: null,
        active: 1,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('rate')
      .values({
        service_id: service.id,
        origin_country: 'FR',
        destination_country: 'FR',
        destination_postal_prefix: '',
        up_to_weight_grams: 30_000,
        price_minor: priceMinor,
        currency: 'EUR',
        transit_days_min: 1,
        transit_days_max: 2,
      })
      .execute();
  });
}
