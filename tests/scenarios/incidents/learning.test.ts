import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findExportedFile } from '../../../core/features/exports/index.ts';
import { arrive, shipWithTrouble, type TroubleGiven } from '../../helpers/incidents.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench, standardService } from '../../helpers/workbench.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describeCores('what incidents teach', (cores) => {
  let lamp = 0;
  let lyon = 0;
  let service = 0;
  const started = Date.now();
  const bench = sharedBench(cores, async ({ build, ctx }) => {
    lyon = await build.facility('LYON', { name: '=Lyon' });
    lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 100);
    service = await standardService(ctx);
  });
  const ship = (number: string, given: TroubleGiven = {}) =>
    shipWithTrouble(bench(), { lamp, lyon, service, number }, given);
  const deliver = (shipment: number, at: number) => arrive(bench().ctx, shipment, at);
  const period = () => ({ from: started - 2 * 24 * HOUR, to: Date.now() + HOUR });

  it('is worked out to the hour and the cent: causes, costs, times, promises, what worked, each carrier', async () => {
    const { client } = bench();
    const late = await ship('L-1');
    await ship('L-2', { trouble: 'lost', promisedInHours: 100 });
    await ship('L-3', { trouble: 'damaged', promisedInHours: 100 });
    const held = await ship('L-4', { trouble: 'delayed', promisedInHours: 50 });
    const fine = await ship('L-5', { promisedInHours: 90 });
    await bench().ctx.db.write((trx) =>
      trx
        .updateTable('shipment')
        .set({ eta_p90_at: Date.now() + 20 * HOUR })
        .where('id', '=', held.shipment)
        .execute(),
    );
    await client.incidents.detect({});
    const { rows } = await client.incidents.list({ filter: {} });
    const idOf = (number: string) => rows.find(({ key }) => key === `SH-${number}`)?.id ?? 0;
    await client.incidents.resolve({ ids: [idOf('L-3')], as: 'dismissed' });
    await client.incidents.apply({ ids: [idOf('L-1')], option: 'refund' });
    await client.incidents.apply({ ids: [idOf('L-2')], option: 'claim' });
    const [claim] = (await client.incidents.detail({ id: idOf('L-2') })).actions;
    expect(claim?.claim).toMatchObject({ paidMinor: null });
    await expect(
      client.incidents.settleClaim({ actionId: claim?.id ?? 0, paidMinor: 1_000_000 }),
    ).rejects.toMatchObject({ data: { reason: 'moreThanClaimed' } });
    await client.incidents.settleClaim({ actionId: claim?.id ?? 0, paidMinor: 500 });
    const now = Date.now();
    await deliver(late.shipment, now);
    await deliver(held.shipment, now);
    await deliver(fine.shipment, now);
    await client.incidents.detect({});

    const learnt = await client.incidentLearning.show(period());
    expect(learnt).toMatchObject({ incidents: 3, dismissed: 1, otherCurrency: 0, currency: 'EUR' });
    expect(learnt.cost).toEqual({
      actionsMinor: 0,
      refundsMinor: 5000,
      claimedMinor: claim?.claim?.claimedMinor,
      paidMinor: 500,
      netMinor: 4500,
    });
    // Late since the promise two hours ago; lost and held since the scan an hour ago.
    expect(learnt.toDetect.of).toBe(3);
    expect(Math.abs((learnt.toDetect.medianMs ?? 0) - HOUR)).toBeLessThan(MINUTE);
    const lateKind = learnt.kinds.find(({ kind }) => kind === 'late');
    expect(Math.abs((lateKind?.toDetect.medianMs ?? 0) - 2 * HOUR)).toBeLessThan(MINUTE);
    expect(lateKind).toMatchObject({ incidents: 1, open: 0, costMinor: 5000 });
    expect(learnt.kinds.find(({ kind }) => kind === 'damaged')).toMatchObject({ incidents: 0, dismissed: 1 });
    // Three delivered, one too late; of the incidents the late one was broken when found, the held one was not, the lost one is open.
    expect(learnt.promise.now).toEqual({ yes: 2, of: 3 });
    expect(learnt.promise.before).toEqual({ yes: 0, of: 0 });
    expect(learnt.promise.heldWhenFound).toEqual({ yes: 1, of: 2 });
    expect(learnt.promise.kept).toEqual({ yes: 1, of: 2 });
    const pareto = (dimension: string) => learnt.paretos.find((one) => one.dimension === dimension)?.rows;
    expect(pareto('carrier')).toEqual([{ key: 'Post', name: 'Post', incidents: 3, costMinor: 4500 }]);
    expect(pareto('lane')).toMatchObject([{ key: 'FR→FR', incidents: 3 }]);
    expect(pareto('facility')).toMatchObject([{ key: 'LYON', name: '=Lyon', incidents: 3 }]);
    expect(pareto('product')).toMatchObject([{ key: 'LAMP', incidents: 3, costMinor: 4500 }]);
    expect(learnt.options).toMatchObject([
      { option: 'claim', chosen: 1, promise: { yes: 0, of: 0 } },
      { option: 'refund', chosen: 1, takenBack: 0, promise: { yes: 0, of: 1 }, costMinor: 5000 },
    ]);
    expect(learnt.carriers).toMatchObject([
      {
        carrier: 'Post',
        shipments: 5,
        incidents: 3,
        perThousand: 600,
        late: { yes: 1, of: 5 },
        lost: 1,
        damaged: 0,
        claims: 1,
        paidMinor: 500,
        costMinor: 4500,
      },
    ]);
    expect(learnt.carriers[0]?.meanDaysLate).toBeCloseTo(2 / 24, 2);
  });

  it('each figure opens the incidents that it counts', async () => {
    const { client } = bench();
    const { from, to } = period();
    const counts = async (filter: object) => {
      const { total } = await client.incidents.list({
        filter: {
          states: ['open', 'snoozed', 'resolved'],
          each: true,
          detectedFrom: from,
          detectedBefore: to,
          ...filter,
        },
      });
      return total;
    };
    expect(await counts({})).toBe(3);
    expect(await counts({ lane: 'FR→FR' })).toBe(3);
    expect(await counts({ lane: 'FR→DE' })).toBe(0);
    expect(await counts({ sku: 'LAMP' })).toBe(3);
    expect(await counts({ carrier: 'Post', kinds: ['lost'] })).toBe(1);
    expect(await counts({ detectedBefore: from + 1 })).toBe(0);
    expect(await counts({ sharedCause: 'hub:Lyon|FR' })).toBe(0);
  });

  it('each table goes into a file that no spreadsheet runs as a formula', async () => {
    const { client, ctx, finish } = bench();
    const outcome = await finish<{ fileId: string; rows: number }>(
      client.incidentLearning.export({
        period: period(),
        table: 'facility',
        format: 'csv',
        columns: ['key', 'name', 'incidents', 'cost'].map((key) => ({ key, heading: key })),
        language: 'fr',
      }),
    );
    expect(outcome.rows).toBe(1);
    const file = await findExportedFile(ctx, outcome.fileId);
    expect(await readFile(file?.path ?? '', 'utf8')).toBe(
      "\uFEFFkey;name;incidents;cost\r\nLYON;'=Lyon;3;45\r\n",
    );
  });

  it('refuses a period that ends before it begins', async () => {
    const { client } = bench();
    await expect(client.incidentLearning.show({ from: 2, to: 1 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});
