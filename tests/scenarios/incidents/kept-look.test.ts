import { expect, it } from 'vitest';
import { detectAll } from '../../../core/features/incidents/detect.service.ts';
import { publishChanges } from '../../../core/features/journal/index.ts';
import { lampsInLyon, shipWithTrouble } from '../../helpers/incidents.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench } from '../../helpers/workbench.ts';

describeCores('a look at what is kept', (cores) => {
  let given = { lamp: 0, lyon: 0, service: 0 };
  const bench = sharedBench(cores, async (own) => {
    given = await lampsInLyon(own);
  });

  const found = async () => {
    const { rows } = await bench().client.incidents.list({ filter: { states: ['open', 'resolved'] } });
    return rows.map(({ key, kind, state, severity, carrier, expectedAt, promisedAt, moneyMinor }) => {
      return { key, kind, state, severity, carrier, expectedAt, promisedAt, moneyMinor };
    });
  };

  it('finds what has been told to have changed, and then nothing more when everything is read again', async () => {
    const { client, ctx } = bench();
    const ship = (number: string, promisedInHours: number) =>
      shipWithTrouble(bench(), { ...given, number }, { promisedInHours });
    const late = await ship('K-1', -2);
    const fine = await ship('K-2', 48);
    const early = await ship('K-3', 72);
    await client.incidents.detect({});
    expect((await found()).map(({ key }) => key)).toEqual(['SH-K-1']);

    const now = Date.now();
    await ctx.db.write(async (trx) => {
      const arrived = { status: 'delivered', delivered_at: now };
      await trx.updateTable('shipment').set(arrived).where('id', '=', late.shipment).execute();
      const slow = { eta_p90_at: now + 96 * 3_600_000 };
      await trx.updateTable('shipment').set(slow).where('id', '=', fine.shipment).execute();
      const sooner = { promised_at: null };
      await trx.updateTable('shipment').set(sooner).where('id', '=', early.shipment).execute();
      const promise = { promised_at: now - 3_600_000 };
      await trx.updateTable('sales_order').set(promise).where('id', '=', early.orderId).execute();
      await trx.updateTable('carrier').set({ name: 'Renamed' }).execute();
    });
    await publishChanges(ctx, [
      { type: 'shipments.changed', ids: [late.shipment, fine.shipment, early.shipment] },
      { type: 'orders.changed', ids: [early.orderId] },
      { type: 'network.changed' },
    ]);
    expect(await detectAll(ctx)).toMatchObject({ looked: 2, opened: 2, closed: 1 });
    const kept = await found();
    expect(kept).toMatchObject([
      { key: 'SH-K-1', state: 'resolved' },
      { key: 'SH-K-3', kind: 'late', carrier: 'Renamed' },
      { key: 'SH-K-2', kind: 'willBeLate' },
    ]);
    expect(await client.incidents.detect({})).toMatchObject({ looked: 2, opened: 0, closed: 0 });
    expect(await found()).toEqual(kept);
  });
});
