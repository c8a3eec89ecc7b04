import { expect, it } from 'vitest';
import type { IncidentKind } from '../../../core/contract/incidents.ts';
import type { NewRow } from '../../../core/db/tables.ts';
import { feedRow } from '../../helpers/feeds.ts';
import { arrive, lampsInLyon, shipWithTrouble, type TroubleGiven } from '../../helpers/incidents.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const HOUR = 3_600_000;
const WARSAW = { city: 'Warszawa', country: 'PL', latitude: 52.23, longitude: 21.01 };

interface Trouble extends TroubleGiven {
  scan?: Partial<NewRow<'tracking_event'>>;
  expectedInHours?: number;
}

const SHIPMENTS: [IncidentKind, Trouble][] = [
  ['lost', { trouble: 'lost' }],
  ['damaged', { trouble: 'damaged' }],
  ['customs', { trouble: 'customs' }],
  ['exception', { trouble: 'delayed' }],
  ['attemptFailed', { milestone: 'attemptFailed' }],
  ['wrongFacility', { milestone: 'atHub', scan: WARSAW }],
  ['noScan', { scan: { occurred_at: Date.now() - 60 * HOUR } }],
  ['late', { promisedInHours: -2 }],
  ['willBeLate', { expectedInHours: 90 }],
];

describeCores('each detector, through the database', (cores) => {
  let lamp = 0;
  let lyon = 0;
  let service = 0;
  const bench = sharedBench(cores, async (own) => {
    ({ lamp, lyon, service } = await lampsInLyon(own));
  });

  /** What is open of a kind, as its keys, after a look. */
  const open = async (kind: IncidentKind) => {
    const { client } = bench();
    await client.incidents.detect({});
    const { rows } = await client.incidents.list({ filter: { kinds: [kind], states: ['open'] } });
    return rows.map(({ key }) => key);
  };

  it.each(SHIPMENTS)('%s: a shipment in this trouble, and none when it has arrived', async (kind, given) => {
    const { ctx } = bench();
    const { scan, expectedInHours, ...trouble } = given;
    const place = { lamp, lyon, service, number: kind };
    const { shipment } = await shipWithTrouble(bench(), place, { promisedInHours: 72, ...trouble });
    await ctx.db.write(async (trx) => {
      if (scan) {
        await trx.updateTable('tracking_event').set(scan).where('shipment_id', '=', shipment).execute();
      }
      if (expectedInHours !== undefined) {
        const eta_p90_at = Date.now() + expectedInHours * HOUR;
        await trx.updateTable('shipment').set({ eta_p90_at }).where('id', '=', shipment).execute();
      }
    });
    expect(await open(kind)).toEqual([`SH-${kind}`]);
    await arrive(ctx, shipment);
    expect(await open(kind)).toEqual([]);
  });

  it('stockOut: orders wait for what is nowhere, until it is there', async () => {
    const { build } = bench();
    const vase = await build.product('VASE');
    await build.order('O-VASE', [[vase, 1]]);
    expect(await open('stockOut')).toEqual(['VASE']);
    await build.stock(vase, lyon, 5);
    expect(await open('stockOut')).toEqual([]);
  });

  it('stockDiscrepancy: more is promised than is there, until it is counted', async () => {
    const { build, ctx } = bench();
    const bowl = await build.product('BOWL');
    await build.stock(bowl, lyon, 1, { reserved_external: 3 });
    const [key] = await open('stockDiscrepancy');
    expect(key).toContain('BOWL');
    await ctx.db.write((trx) =>
      trx.updateTable('stock_position').set({ on_hand: 3 }).where('product_id', '=', bowl).execute(),
    );
    expect(await open('stockDiscrepancy')).toEqual([]);
  });

  it('overCapacity: a facility holds more orders than it can ship in its days', async () => {
    const { build, ctx } = bench();
    const tiny = await build.facility('TINY', { daily_capacity_orders: 1 });
    await build.stock(lamp, tiny, 10);
    for (const number of ['O-T1', 'O-T2']) {
      const { id, lineIds } = await build.order(number, [[lamp, 1]], { status: 'sourced' });
      await build.allocate(id, lineIds[0] as number, lamp, tiny, 1);
    }
    expect(await open('overCapacity')).toEqual(['TINY']);
    await ctx.db.write((trx) =>
      trx.updateTable('facility').set({ daily_capacity_orders: 50 }).where('id', '=', tiny).execute(),
    );
    expect(await open('overCapacity')).toEqual([]);
  });

  it('waveLate: a planned wave is not released in time', async () => {
    const { ctx } = bench();
    const now = Date.now();
    const times = {
      release_at: now - 2 * HOUR,
      cut_off_at: now + 2 * HOUR,
      created_at: now,
      updated_at: now,
    };
    const wave = { number: 'V-1', name: 'Morning', facility_id: lyon, template_id: null, status: 'planned' };
    await ctx.db.write((trx) =>
      trx
        .insertInto('wave')
        .values({ ...wave, ...times, actor: 'tester', released_at: null })
        .execute(),
    );
    expect(await open('waveLate')).toEqual(['V-1']);
    await ctx.db.write((trx) => trx.updateTable('wave').set({ status: 'cancelled' }).execute());
    expect(await open('waveLate')).toEqual([]);
  });

  it('feedDown: a feed fails again and again and has told nothing for long, until it does', async () => {
    const { db } = bench().ctx;
    const { id } = await feedRow(db, 'ERP');
    const set = (values: { failures: number; last_success_at: number }) =>
      db.write((trx) => trx.updateTable('feed').set(values).where('id', '=', id).execute());
    await set({ failures: 5, last_success_at: Date.now() - 3 * HOUR });
    expect(await open('feedDown')).toEqual(['ERP']);
    await set({ failures: 0, last_success_at: Date.now() });
    expect(await open('feedDown')).toEqual([]);
  });

  it('promiseAtRisk: an order that has not left is promised soon', async () => {
    const { build, ctx } = bench();
    const { id } = await build.order('O-SOON', [[lamp, 1]], { promised_at: Date.now() + 2 * HOUR });
    expect(await open('promiseAtRisk')).toContain('O-SOON');
    await ctx.db.write((trx) =>
      trx.updateTable('sales_order').set({ status: 'cancelled' }).where('id', '=', id).execute(),
    );
    expect(await open('promiseAtRisk')).not.toContain('O-SOON');
  });
});
