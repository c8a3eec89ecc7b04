import { expect, it } from 'vitest';
import { type RouteParameters, routeParameters } from '../../../core/contract/routes.ts';
import type { ScenarioChanges, SimulationView } from '../../../core/contract/simulations.ts';
import { addShipment, TOUR_DAY, van } from '../../helpers/routes.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const USUAL: RouteParameters = routeParameters.parse({
  depots: ['LYON'],
  day: TOUR_DAY,
  searchSeconds: 0.2,
});

describeCores('simulations of tours', (cores) => {
  const bench = sharedBench(cores, async ({ ctx, client, build }) => {
    const lyon = await build.facility('LYON');
    await build.facility('VILLEFRANCHE', { latitude: 45.99, longitude: 4.72 });
    const lamp = await build.product('LAMP');
    const vehicles = [
      { facility: 'LYON', count: 2 },
      { facility: 'VILLEFRANCHE', count: 2 },
    ];
    await client.fleets.saveVehicleType(van({ vehicles }));
    for (let i = 1; i <= 10; i++) {
      const order = await build.order(`O-${i}`, [[lamp, 1]], { priority: 5, promised_at: null });
      const north = i > 5 ? 20 : 3 * Math.sin(i);
      await addShipment(ctx, `S-${i}`, {
        orderId: order.id,
        facilityId: lyon,
        east: i / 10,
        north,
        kilograms: 100,
      });
    }
  });
  const save = (scenarios: { name: string; changes: ScenarioChanges }[], name = 'Tuesday') =>
    bench().client.simulations.save({ name, parameters: USUAL, scenarios });
  const ended = async (jobId: string) => {
    for await (const job of await bench().client.jobs.watch({ id: jobId })) {
      if (job.status !== 'running') return job;
    }
    throw new Error('the job has no end');
  };
  const run = async ({ id }: SimulationView) => {
    const { jobs } = await bench().client.simulations.run({ id });
    for (const { jobId } of jobs) expect((await ended(jobId)).error).toBeNull();
    return bench().client.simulations.get({ id });
  };
  const planOf = ({ scenarios }: SimulationView, at: number) =>
    bench().client.routes.plan({ planId: scenarios[at]?.planId as number });

  it('plans every scenario with what it does otherwise, and keeps the plans for comparison', async () => {
    const { client } = bench();
    const prices = { fixedPercent: 200, perKmPercent: 100, perHourPercent: 100 };
    const made = await save([
      { name: 'As usual', changes: {} },
      { name: 'Vans twice as dear', changes: { prices } },
      { name: 'One van', changes: { fleet: [{ vehicleType: 'VAN', depot: 'LYON', count: 1 }] } },
    ]);
    expect(made.scenarios.map(({ number, planId }) => [number, planId])).toEqual([
      [1, null],
      [2, null],
      [3, null],
    ]);
    const ran = await run(made);
    const [usual, dear, one] = await Promise.all([0, 1, 2].map((at) => planOf(ran, at)));
    expect(usual?.name).toBe('Tuesday: As usual');
    expect(usual?.figures.served).toBe(10);
    expect(dear?.vehicles[0]?.fixedCostMinor).toBe(8000);
    expect(dear?.figures.costMinor).toBeGreaterThan(usual?.figures.costMinor as number);
    expect(one?.vehicles.map(({ count }) => count)).toEqual([1]);
    const planIds = ran.scenarios.map(({ planId }) => planId as number);
    const { changes } = await client.routes.compare({ planIds });
    expect(changes).toHaveLength(2);
    const again = await run(ran);
    for (const [at, before] of [usual, dear, one].entries()) {
      const { figures } = await planOf(again, at);
      expect(figures.leftOut).toBeLessThanOrEqual(before?.figures.leftOut as number);
      if (figures.leftOut === before?.figures.leftOut) {
        expect(figures.costMinor).toBeLessThanOrEqual(before.figures.costMinor);
      }
    }
  });

  it('says which plans are out of date, and refuses what was changed meanwhile', async () => {
    const { client } = bench();
    const ran = await run(await save([{ name: 'As usual', changes: {} }]));
    expect(ran.scenarios[0]?.outOfDate).toBe(false);
    const scenarios = [
      { number: 1, name: 'Slow', changes: { trafficPercent: 150 } },
      { name: 'New', changes: {} },
    ];
    const { id, revision, name } = ran;
    const saved = await client.simulations.save({ id, revision, name, parameters: USUAL, scenarios });
    expect(saved.scenarios).toMatchObject([
      { number: 1, outOfDate: true, planId: ran.scenarios[0]?.planId },
      { number: 2, outOfDate: false, planId: null },
    ]);
    await expect(
      client.simulations.save({ id, revision, name, parameters: USUAL, scenarios }),
    ).rejects.toMatchObject({ data: { reason: 'changedMeanwhile' } });
    const again = await run(saved);
    expect(again.scenarios[0]?.outOfDate).toBe(false);
    expect((await planOf(again, 0)).version).toBe(2);
    await expect(client.simulations.run({ id, numbers: [7] })).rejects.toMatchObject({
      data: { reason: 'unknownScenario' },
    });
  });

  it('makes stops up for more demand and leaves some away for less; a plan with made-up stops is not published', async () => {
    const { client } = bench();
    const demands = [120, 150, 60].map((demandPercent) => ({
      name: `${demandPercent} %`,
      changes: { demandPercent },
    }));
    const ran = await run(await save(demands));
    const [more, most, fewer] = await Promise.all([0, 1, 2].map((at) => planOf(ran, at)));
    const names = (plan: typeof more, madeUp: boolean) =>
      plan?.stops.filter((stop) => stop.madeUp === madeUp).map(({ reference }) => reference) ?? [];
    expect(names(more, false)).toHaveLength(10);
    expect(names(more, true)).toHaveLength(2);
    expect(names(most, true)).toHaveLength(5);
    expect(names(most, true)).toEqual(expect.arrayContaining(names(more, true)));
    expect(fewer?.stops).toHaveLength(6);
    await expect(client.routes.publish({ planId: most?.id as number })).rejects.toMatchObject({
      data: { reason: 'madeUpStops' },
    });
    await client.routes.publish({ planId: fewer?.id as number });
    await client.routes.unpublish({ planId: fewer?.id as number });
  });

  it('opens a second depot or closes the first; goods that would have to be moved there keep the plan from being published', async () => {
    const { client } = bench();
    const goodsOf = ['LYON'];
    const ran = await run(
      await save([
        { name: 'Both', changes: { depots: ['LYON', 'VILLEFRANCHE'], goodsOf } },
        { name: 'Lyon closed', changes: { depots: ['VILLEFRANCHE'], goodsOf } },
        { name: 'Each its own', changes: { depots: ['LYON', 'VILLEFRANCHE'] } },
      ]),
    );
    const [both, closed, own] = await Promise.all([0, 1, 2].map((at) => planOf(ran, at)));
    expect(both?.figures.served).toBe(10);
    expect(new Set(both?.routes.map(({ depot }) => depot))).toContain('VILLEFRANCHE');
    expect(closed?.figures.served).toBe(10);
    expect(closed?.routes.every(({ depot }) => depot === 'VILLEFRANCHE')).toBe(true);
    expect(own?.routes.every(({ depot }) => depot === 'LYON')).toBe(true);
    for (const plan of [both, closed]) {
      await expect(client.routes.publish({ planId: plan?.id as number })).rejects.toMatchObject({
        data: { reason: 'goodsElsewhere' },
      });
    }
  });

  it('keeps electric vans within their range and drivers within other hours', async () => {
    const electric = { sharePercent: 50, rangeMetres: 30_000, costPerKmPercent: 40, co2GramsPerKm: 0 };
    const ran = await run(
      await save([
        {
          name: 'Half electric',
          changes: { vehicles: { endsLaterMinutes: 0, mostMinutes: null, electric } },
        },
        {
          name: 'Short days',
          changes: { vehicles: { endsLaterMinutes: -240, mostMinutes: 120, electric: null } },
        },
      ]),
    );
    const [half, short] = await Promise.all([0, 1].map((at) => planOf(ran, at)));
    expect(half?.vehicles.map(({ key, count }) => [key, count])).toEqual([
      ['VAN@LYON', 1],
      ['VAN-E@LYON', 1],
    ]);
    for (const route of half?.routes ?? []) {
      if (route.vehicle === 'VAN-E@LYON') expect(route.distanceMetres).toBeLessThanOrEqual(30_000);
    }
    expect(short?.routes.length).toBeGreaterThan(0);
    for (const route of short?.routes ?? []) expect(route.durationSeconds).toBeLessThanOrEqual(7200);
  });

  it('can be watched and stopped like any search; when it goes, untouched drafts go with it if wanted', async () => {
    const { client } = bench();
    const parameters = { ...USUAL, searchSeconds: 60 };
    const { id } = await client.simulations.save({
      name: 'Long',
      parameters,
      scenarios: [{ name: 'As usual', changes: {} }],
    });
    const { jobs } = await client.simulations.run({ id });
    const jobId = jobs[0]?.jobId as string;
    await expect(client.simulations.run({ id })).rejects.toMatchObject({ data: { reason: 'running' } });
    await expect(client.simulations.remove({ id })).rejects.toMatchObject({ data: { reason: 'running' } });
    for await (const live of await client.routes.live({ jobId })) {
      if (live.type === 'best') await client.routes.stop({ jobId });
    }
    expect((await ended(jobId)).status).toBe('done');
    const { rows, total } = await client.simulations.list({});
    expect(rows[0]).toMatchObject({ id, name: 'Long' });
    const planId = rows[0]?.scenarios[0]?.planId as number;
    expect(await client.simulations.remove({ id, withDrafts: true })).toEqual({ plansRemoved: 1 });
    await expect(client.routes.plan({ planId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await client.simulations.list({})).total).toBe(total - 1);
  });
});
