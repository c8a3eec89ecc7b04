import { expect, it } from 'vitest';
import { settleShipments } from '../../../core/features/shipments/index.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { shipmentRow } from '../../helpers/shipments.ts';
import { sharedBench, standardService } from '../../helpers/workbench.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DELIVERIES = 240;

describeCores('delivery times', (cores) => {
  let lyon = 0;
  let service = 0;
  let made = 0;
  const bench = sharedBench(cores, async ({ build, ctx }) => {
    lyon = await build.facility('LYON');
    service = await standardService(ctx);
  });

  interface Given {
    shippedAt?: number | null;
    deliveredAt?: number | null;
    promisedAt?: number | null;
    carrierEtaAt?: number | null;
  }
  const ship = ({
    shippedAt = Date.now() - 6 * HOUR,
    deliveredAt = null,
    promisedAt = null,
    carrierEtaAt = null,
  }: Given) => {
    made += 1;
    const left = shippedAt !== null;
    return shipmentRow({
      number: `E-${made}`,
      facility_id: lyon,
      service_id: service,
      status: deliveredAt !== null ? 'delivered' : left ? 'inTransit' : 'packed',
      shipped_at: shippedAt,
      promised_at: promisedAt,
      carrier_eta_at: carrierEtaAt,
      delivered_at: deliveredAt,
    });
  };
  const insert = async (given: Given) => {
    const { ctx } = bench();
    return ctx.db.write(async (trx) => {
      const row = trx.insertInto('shipment').values(ship(given)).returning('id');
      return (await row.executeTakeFirstOrThrow()).id;
    });
  };
  const scan = (shipmentId: number, milestone: string, at: number) => ({
    shipment_id: shipmentId,
    occurred_at: Math.round(at),
    milestone,
    description: null,
    city: null,
    country: null,
    latitude: null,
    longitude: null,
    source: 'test',
    exception_kind: null,
    eta_at: null,
  });
  const etaOf = async (id: number) =>
    bench()
      .ctx.db.read.selectFrom('shipment')
      .select(['eta_p50_at as p50At', 'eta_p90_at as p90At', 'carrier_eta_at as carrierEtaAt'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  const train = () => bench().finish<{ deliveries: number; shipments: number }>(bench().client.eta.train());
  /** Delivered in the last two months: three days each, give or take a few hours; a hub after two. */
  const addDeliveries = () =>
    bench().ctx.db.write(async (trx) => {
      for (let i = 0; i < DELIVERIES; i++) {
        const shippedAt = Math.round(Date.now() - (70 - (i * 60) / DELIVERIES) * DAY);
        const deliveredAt = shippedAt + 3 * DAY + ((i * 7) % 13) * HOUR;
        const promisedAt = shippedAt + (i % 4 === 0 ? 3 : 4) * DAY + HOUR;
        const { id } = await trx
          .insertInto('shipment')
          .values(ship({ shippedAt, deliveredAt, promisedAt }))
          .returning('id')
          .executeTakeFirstOrThrow();
        await trx
          .insertInto('tracking_event')
          .values(scan(id, 'atHub', shippedAt + 2 * DAY))
          .execute();
      }
    });

  it('are not learnt from a handful of deliveries, and say so', async () => {
    await expect(train()).rejects.toThrow('at least 60');
    expect(await bench().client.eta.overview()).toMatchObject({ model: null, trainings: [], jobId: null });
  });

  it('are learnt from what was delivered; what is under way is forecast, beside what the carrier says', async () => {
    const { client } = bench();
    await addDeliveries();
    const shippedAt = Date.now() - 6 * HOUR;
    const carrierEtaAt = Date.now() + 9 * DAY;
    const id = await insert({ shippedAt, promisedAt: shippedAt + 5 * DAY, carrierEtaAt });
    const waiting = await insert({ shippedAt: null });
    expect(await train()).toEqual({ deliveries: DELIVERIES, shipments: 1 });
    const eta = await etaOf(id);
    expect(((eta.p50At ?? 0) - shippedAt) / DAY).toBeCloseTo(3.25, 0);
    expect(eta.p90At).toBeGreaterThan(eta.p50At ?? 0);
    expect(eta.carrierEtaAt).toBe(carrierEtaAt);
    expect(await etaOf(waiting)).toMatchObject({ p50At: null, p90At: null });
    const [told] = await client.eta.shipments({ ids: [id, waiting] });
    expect(told).toMatchObject({
      id,
      since: 'departure',
      service: 'standard-FR',
      origin: 'FR',
      destination: 'FR',
      first: { p50At: eta.p50At, p90At: eta.p90At, carrierEtaAt },
    });
    expect(['lane', 'season', 'weekday']).toContain(told?.level);
    expect(told?.known).toBeGreaterThanOrEqual(8);
    const { model, trainings, jobId } = await client.eta.overview();
    expect(model?.report.deliveries).toBe(DELIVERIES);
    expect(model?.report.lanes[0]?.group).toBe('FR → FR');
    expect(trainings).toHaveLength(1);
    expect(jobId).toBeNull();
  });

  it('follow each scan in the transaction that brings it; what was said at departure stays', async () => {
    const { ctx, client } = bench();
    const shippedAt = Date.now() - 5 * DAY;
    const id = await insert({ shippedAt, promisedAt: shippedAt + 5.1 * DAY });
    await train();
    const before = await etaOf(id);
    const [first] = await client.eta.shipments({ ids: [id] });
    const hub = Date.now() - HOUR;
    await ctx.db.write(async (trx, tools) => {
      await trx
        .insertInto('tracking_event')
        .values(scan(id, 'atHub', hub))
        .execute();
      await trx
        .updateTable('shipment')
        .set({ said_status: 'inTransit', said_eta_at: hub })
        .where('id', '=', id)
        .execute();
      await settleShipments({ trx, tools, at: ctx.clock() }, [id]);
    });
    const after = await etaOf(id);
    expect(after.p50At).not.toBe(before.p50At);
    expect(((after.p50At ?? 0) - hub) / DAY).toBeCloseTo(1.25, 0);
    const [told] = await client.eta.shipments({ ids: [id] });
    expect(told).toMatchObject({ since: 'atHub', first: first?.first });
    expect(told?.lateChance).toBeGreaterThan(0.5);
    await client.incidents.detect();
    const { rows } = await client.incidents.list({ filter: { search: `E-${made}` } });
    expect(rows[0]).toMatchObject({ kind: 'willBeLate', expectedAt: after.p90At });
  });

  it('are measured by what was said at departure, once it has come', async () => {
    const { ctx, client } = bench();
    const shippedAt = Date.now() - HOUR;
    const id = await insert({ shippedAt });
    await train();
    const { p50At } = await etaOf(id);
    await ctx.db.write((trx) =>
      trx
        .updateTable('shipment')
        .set({ status: 'delivered', delivered_at: (p50At ?? 0) + DAY / 2 })
        .where('id', '=', id)
        .execute(),
    );
    const { kept, trainings } = await client.eta.overview();
    expect(kept).toMatchObject({ rows: 1, promiseMeanAbsoluteDays: null });
    expect(kept?.meanAbsoluteDays).toBeCloseTo(0.5, 2);
    expect(trainings.length).toBeGreaterThan(1);
    const models = await ctx.db.read
      .selectFrom('eta_model')
      .select(['model_json', 'report_json'])
      .orderBy('id', 'desc')
      .execute();
    const [newest, ...older] = models.map((row) => ({
      known: row.model_json !== null,
      lanes: JSON.parse(row.report_json).lanes.length,
    }));
    expect(newest).toEqual({ known: true, lanes: 1 });
    expect(older.length).toBeGreaterThan(0);
    for (const one of older) expect(one).toEqual({ known: false, lanes: 0 });
  });

  it('can be saved as a file', async () => {
    const { client, finish } = bench();
    const file = await finish<{ fileName: string; rows: number }>(
      client.eta.file({ grouping: 'services', language: 'fr' }),
    );
    expect(file.fileName).toMatch(/^vigie-eta-services-.*\.csv$/);
    expect(file.rows).toBe(1);
  });
});
