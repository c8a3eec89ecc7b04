import { expect, it } from 'vitest';
import { describeCores } from '../../helpers/runtime.ts';
import { PLACES, sharedBench } from '../../helpers/workbench.ts';

const DAYS = 86_400_000;

describeCores('the sourcing workbench', (cores) => {
  const ids = { lamp: 0, rug: 0, lyon: 0, berlin: 0, lille: 0 };
  const bench = sharedBench(cores, async ({ build }) => {
    ids.lyon = await build.facility('LYON', { daily_capacity_orders: 50 });
    ids.berlin = await build.facility('BERLIN', { ...PLACES.berlin, time_zone: 'Europe/Berlin' });
    ids.lille = await build.facility('LILLE', { ...PLACES.lille, kind: 'store', handling_cost_minor: 400 });
    ids.lamp = await build.product('LAMP');
    ids.rug = await build.product('RUG', { weight_grams: 4000 });
    await build.stock(ids.lamp, ids.lyon, 2);
    await build.stock(ids.lamp, ids.berlin, 10);
    await build.stock(ids.rug, ids.lille, 1);
    for (const number of ['A-1', 'A-2', 'A-3']) {
      await build.order(number, [[ids.lamp, 1]], { promised_at: Date.now() + 30 * DAYS });
    }
    await build.order('A-4', [[ids.rug, 1]], { ...PLACES.lyon, promised_at: Date.now() + 30 * DAYS });
  });
  /** With time enough on any machine: the same orders then get the same plan. */
  const propose = async (parameters = {}) => {
    const { client, finish } = bench();
    const asked = { searchSeconds: 60, ...parameters };
    const job = client.sourcing.propose({ selection: { filter: {} }, parameters: asked });
    return (await finish<{ runId: number }>(job)).runId;
  };

  it('sets a proposal beside what is reserved: nothing yet', async () => {
    const runId = await propose();
    const { plans } = await bench().client.workbench.compare({
      plans: [
        { type: 'current', ofRunId: runId },
        { type: 'run', runId },
      ],
    });
    const [now, plan] = plans;
    expect(now).toMatchObject({ orders: 4, unsourced: 4, unitsShort: 4, profitMinor: 0, shipments: 0 });
    // Two lamps from Lyon (600 each), one from Berlin (1000), the rug from Lille (900); margins of 1500 each.
    expect(plan).toMatchObject({
      orders: 4,
      sourced: 4,
      unitsShort: 0,
      shipments: 4,
      lateOrders: 0,
      profitMinor: 4 * 1500 - 3100,
      cost: { shippingMinor: 2400, handlingMinor: 700, lateMinor: 0, totalMinor: 3100 },
    });
    expect(plan?.byFacility.find(({ code }) => code === 'LYON')).toMatchObject({
      shipments: 2,
      units: 2,
      costMinor: 1200,
      capacityOrders: 50,
    });
    expect(plan?.co2Grams).toBeGreaterThan(0);
    expect(plan?.meanDays).toBeGreaterThan(1);
  });

  it('lists the orders that two plans serve differently, and the flows', async () => {
    const { client } = bench();
    const before = await propose();
    const after = await propose();
    const current = { type: 'current' as const, ofRunId: before };
    const changed = await client.workbench.changes({
      before: current,
      after: { type: 'run', runId: before },
      sort: 'number',
    });
    expect(changed.total).toBe(4);
    expect(changed.rows.map(({ number }) => number)).toEqual(['A-1', 'A-2', 'A-3', 'A-4']);
    expect(changed.rows[3]).toMatchObject({
      before: { outcome: 'unsourced', facilities: [], costMinor: 0 },
      after: { outcome: 'sourced', facilities: ['LILLE'], costMinor: 900 },
    });
    const page = { before: current, after: { type: 'run' as const, runId: before }, offset: 1, limit: 1 };
    expect((await client.workbench.changes(page)).rows).toHaveLength(1);
    const found = await client.workbench.changes({ ...page, offset: 0, search: 'a-4 lyon' });
    expect(found).toMatchObject({ total: 1, rows: [{ number: 'A-4' }] });
    const same = {
      before: { type: 'run' as const, runId: before },
      after: { type: 'run' as const, runId: after },
    };
    expect((await client.workbench.changes(same)).total).toBe(0);
    const { flows, gone } = await client.workbench.flows({
      plan: { type: 'run', runId: before },
      against: current,
    });
    expect(gone).toEqual([]);
    expect(flows.find(({ facility }) => facility === 'LYON')).toMatchObject({
      region: 'FR 75',
      shipments: 2,
      units: 2,
      from: { latitude: 45.75 },
      to: { latitude: 48.87, longitude: 2.33 },
    });
  });

  it('explains every facility of an order, who has the stock it lacks, and what would turn the choice', async () => {
    const runId = await propose();
    const { client } = bench();
    const { rows } = await client.sourcing.decisions({ runId });
    const loser = rows.find(({ allocations }) => allocations[0]?.facility === 'BERLIN');
    const why = await client.workbench.why({ runId, number: loser?.number ?? '' });
    expect(why.changedSince).toBe(false);
    expect(why.candidates.map(({ facility }) => facility).sort()).toEqual(['BERLIN', 'LILLE', 'LYON']);
    expect(why.candidates[0]).toMatchObject({ facility: 'BERLIN', chosen: true, cost: { totalMinor: 1000 } });
    const lyon = why.candidates.find(({ facility }) => facility === 'LYON');
    const takers = rows.filter(({ allocations }) => allocations[0]?.facility === 'LYON');
    expect(lyon).toMatchObject({
      chosen: false,
      rejection: 'noStock',
      unitsHeld: 0,
      unitsWanted: 1,
      cost: { totalMinor: 600 },
      flip: { moreUnits: 1 },
      capacityLeft: 48,
    });
    expect(lyon?.takenFrom.map(({ number }) => number).sort()).toEqual(
      takers.map(({ number }) => number).sort(),
    );
    const winner = await client.workbench.why({ runId, number: takers[0]?.number ?? '' });
    expect(winner.candidates.find(({ facility }) => facility === 'BERLIN')).toMatchObject({
      rejection: 'dearer',
      flip: { cheaperByMinor: 401 },
    });
  });

  it('is decided by hand at a price shown before; the figures follow and it is what is applied', async () => {
    const { client, finish } = bench();
    const runId = await propose();
    const { rows } = await client.sourcing.decisions({ runId });
    const number = rows.find(({ allocations }) => allocations[0]?.facility === 'LYON')?.number ?? '';
    const price = await client.workbench.priceOverride({ runId, number, facility: 'BERLIN' });
    expect(price).toMatchObject({
      possible: true,
      rejection: null,
      before: { totalMinor: 600 },
      after: { totalMinor: 1000 },
    });
    const none = await client.workbench.priceOverride({ runId, number, facility: 'LILLE' });
    expect(none).toMatchObject({ possible: false, rejection: 'noStock', after: null });
    await expect(
      client.workbench.override({ runId, number, facility: 'LILLE', reason: 'other' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    const before = await client.sourcing.run({ runId });
    await client.workbench.override({ runId, number, facility: 'BERLIN', reason: 'customerWish', note: 'n' });
    const after = await client.sourcing.run({ runId });
    expect(after.cost.amountMinor).toBe(before.cost.amountMinor + 400);
    expect(after.figures?.profitMinor).toBe((before.figures?.profitMinor ?? 0) - 400);
    expect(after.figures?.byFacility.find(({ code }) => code === 'LYON')?.shipments).toBe(1);
    const decided = (await client.sourcing.decisions({ runId, search: number })).rows[0];
    expect(decided?.reason.override).toMatchObject({ actor: 'tester', reason: 'customerWish', note: 'n' });
    await finish(client.sourcing.apply({ runId }));
    const order = await client.workbench.compare({ plans: [{ type: 'current', ofRunId: runId }] });
    expect(order.plans[0]).toMatchObject({
      ...after.figures,
      boundMinor: null,
      gap: null,
      reference: { type: 'current' },
    });
    const moved = {
      before: { type: 'run' as const, runId },
      after: { type: 'current' as const, ofRunId: runId },
    };
    expect((await client.workbench.changes(moved)).total).toBe(0);
    await finish(client.sourcing.undo({ runId }));
  });

  it('proposes again for the orders whose stock was taken before the proposal was applied', async () => {
    const { ctx, client, finish } = bench();
    const runId = await propose();
    const stock = (units: number) =>
      ctx.db.write((trx) =>
        trx
          .updateTable('stock_position')
          .set({ on_hand: units })
          .where('product_id', '=', ids.lamp)
          .where('facility_id', '=', ids.lyon)
          .execute(),
      );
    await expect(client.sourcing.resolveConflicts({ runId })).rejects.toMatchObject({ code: 'CONFLICT' });
    await stock(0);
    expect(await finish(client.sourcing.apply({ runId }))).toMatchObject({ applied: 2, conflicts: 2 });
    const again = await finish<{ runId: number }>(client.sourcing.resolveConflicts({ runId }));
    const { rows } = await client.sourcing.decisions({ runId: again.runId });
    expect(rows.map(({ allocations }) => allocations[0]?.facility)).toEqual(['BERLIN', 'BERLIN']);
    expect(await finish(client.sourcing.apply(again))).toMatchObject({ applied: 2, conflicts: 0 });
    for (const run of [again.runId, runId]) await finish(client.sourcing.undo({ runId: run }));
    await stock(2);
  });

  it('weighs: CO2 moves what travels far to what is near, service buys faster carriers, and the default changes nothing', async () => {
    const { client, build } = bench();
    const vase = await build.product('VASE');
    for (const place of [ids.lyon, ids.lille]) await build.stock(vase, place, 1);
    await build.order('B-2', [[vase, 1]], { promised_at: null });
    await build.order('B-1', [[ids.lamp, 2]], { promised_at: Date.now() - 5 * DAYS });
    const parcels = async (weights: { profit: number; service: number; co2: number }) => {
      const runId = await propose({ weights, latePenaltyPerDayMinor: 300 });
      const { rows } = await client.sourcing.decisions({ runId, search: 'B-1' });
      const run = await client.sourcing.run({ runId });
      return { decision: rows[0], run };
    };
    const vaseFrom = async (weights: { profit: number; service: number; co2: number }) => {
      const runId = await propose({ weights });
      const { rows } = await client.sourcing.decisions({ runId, search: 'B-2' });
      return rows[0]?.allocations[0]?.facility;
    };
    const plain = await parcels({ profit: 50, service: 50, co2: 0 });
    expect(plain.decision?.allocations[0]?.service).toBe('standard-FR');
    expect(plain.decision?.reason.cost.co2Minor).toBeUndefined();
    const served = await parcels({ profit: 10, service: 100, co2: 0 });
    expect(served.decision?.allocations[0]?.service).toBe('express-FR');
    expect(await vaseFrom({ profit: 50, service: 50, co2: 0 })).toBe('LYON');
    expect(await vaseFrom({ profit: 50, service: 50, co2: 30 })).toBe('LYON');
    expect(await vaseFrom({ profit: 10, service: 50, co2: 100 })).toBe('LILLE');
    const green = await parcels({ profit: 10, service: 0, co2: 100 });
    expect(green.decision?.reason.cost.co2Minor ?? 0).toBeGreaterThan(0);
    const { cost } = green.run.figures ?? {};
    expect(cost).not.toHaveProperty('co2Minor');
    expect(cost?.lateMinor).toBeGreaterThan(0);
  });
});
