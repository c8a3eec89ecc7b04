import { expect, it } from 'vitest';
import type { JointOutcome } from '../../../core/contract/joint-plans.ts';
import { TOUR_DAY, van } from '../../helpers/routes.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions, reservations } from '../../helpers/sourcing.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const DAY = { depots: ['LYON', 'VILLEFRANCHE'], day: TOUR_DAY, searchSeconds: 0.4, threads: 1 };
const NORTH = { latitude: 45.99, longitude: 4.72 };
/** So many orders live around Villefranche, three of them towards Lyon, and are reserved in Lyon; Villefranche holds goods for some. */
const ORDERS = 8;
const HELD_NORTH = 5;

type Applied = { applied: number; conflicts: number };

describeCores('sourcing and tours together', (cores) => {
  const bench = sharedBench(cores, async ({ client, build }) => {
    const lyon = await build.facility('LYON');
    const north = await build.facility('VILLEFRANCHE', NORTH);
    const [lamp, rug] = [await build.product('LAMP'), await build.product('RUG')];
    await build.stock(lamp, lyon, 40);
    await build.stock(rug, lyon, 40);
    await build.stock(lamp, north, HELD_NORTH);
    const vehicles = DAY.depots.map((facility) => ({ facility, count: 2 }));
    await client.fleets.saveVehicleType(van({ vehicles, fixedCostMinor: 0 }));
    const reserve = async (number: string, lines: [number, number][], place: object) => {
      const given = { status: 'sourced', promised_at: null, ...place };
      const { id, lineIds } = await build.order(number, lines, given);
      for (const [i, [product, units]] of lines.entries()) {
        await build.allocate(id, lineIds[i] as number, product, lyon, units);
      }
    };
    for (let i = 1; i <= ORDERS; i++) {
      const latitude = i <= 3 ? 45.9 + i / 500 : 45.98 + i / 100;
      const place = { latitude, longitude: NORTH.longitude + i / 700 };
      await reserve(`N-${i}`, [[lamp, 1]], place);
    }
    // Villefranche has none of it.
    await reserve('N-RUG', [[rug, 1]], { latitude: 45.78, longitude: 4.83 });
    await reserve('L-1', [[lamp, 1]], { latitude: 45.76, longitude: 4.86 });
  });
  const propose = () => {
    const { client, finish } = bench();
    return finish<JointOutcome>(client.jointPlans.propose(DAY));
  };
  const fromNorth = async () => {
    const lines = await reservations(bench().ctx.db);
    return lines.filter((line) => line.endsWith('@ VILLEFRANCHE')).map((line) => line.split(':')[0]);
  };

  it('lets the tours choose the facility within its stock, and says what that saves', async () => {
    const { client } = bench();
    const { apart, together, savedMinor, mayMove } = await propose();
    expect(mayMove).toBe(ORDERS + 1);
    expect(apart.figures).toMatchObject({ served: ORDERS + 2, leftOut: 0 });
    expect(together?.figures).toMatchObject({ served: ORDERS + 2, leftOut: 0, broken: 0 });
    expect(savedMinor).toBe(apart.totalMinor - (together?.totalMinor ?? 0));
    expect(await fromNorth()).toEqual([]);
    const plan = await client.routes.plan({ planId: together?.planId as number });
    const north = plan.stops.filter(({ depot }) => depot === 'VILLEFRANCHE');
    expect(north).toHaveLength(HELD_NORTH);
    expect(savedMinor).toBeGreaterThan(0);
    expect(north.map(({ reference }) => reference).toSorted()).toEqual(
      together?.orders.map(({ number }) => number).toSorted(),
    );
  });

  it('makes the moves good with one command, and takes them back', async () => {
    const { ctx, client, finish } = bench();
    await ctx.db.write((trx) =>
      trx.updateTable('stock_position').set({ on_hand: 40 }).where('on_hand', '=', HELD_NORTH).execute(),
    );
    const before = await reservations(ctx.db);
    const { together, savedMinor } = await propose();
    expect(together?.moved).toBe(ORDERS);
    expect(savedMinor).toBeGreaterThan(0);
    const runId = together?.runId as number;
    expect(await client.sourcing.run({ runId })).toMatchObject({ kind: 'resource', status: 'proposed' });
    const applied = await finish<Applied>(client.sourcing.apply({ runId }));
    expect(applied).toMatchObject({ applied: ORDERS, conflicts: 0 });
    expect(await fromNorth()).toHaveLength(ORDERS);
    expect(await brokenPositions(ctx.db)).toEqual([]);
    const { changes } = await client.routes.compare({
      planIds: [(await propose()).apart.planId, together?.planId as number],
    });
    expect(changes[0]?.filter(({ kind }) => kind === 'dropped')).toEqual([]);
    await finish(client.sourcing.undo({ runId }));
    expect(await reservations(ctx.db)).toEqual(before);
    expect(await brokenPositions(ctx.db)).toEqual([]);
  });

  it('counts what the facilities charge: a depot that is dear to prepare at is not chosen', async () => {
    const { ctx } = bench();
    await ctx.db.write((trx) =>
      trx
        .updateTable('facility')
        .set({ handling_cost_minor: 9000 })
        .where('code', '=', 'VILLEFRANCHE')
        .execute(),
    );
    const { together, savedMinor } = await propose();
    expect({ together, savedMinor }).toEqual({ together: null, savedMinor: 0 });
  });

  it('says that one depot leaves nothing to choose', async () => {
    const { client, finish } = bench();
    await expect(finish(client.jointPlans.propose({ ...DAY, depots: ['LYON'] }))).rejects.toThrow(
      'there is no facility to choose',
    );
  });
});
