import { expect, it } from 'vitest';
import { resourceWhenDue } from '../../../core/features/workbench/index.ts';
import { nextRunAt } from '../../../core/features/workbench/schedule.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions, reservations } from '../../helpers/sourcing.ts';
import { PLACES, sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;

type Outcome = { runId: number; changed: number; savedMinor: number };
type Applied = { applied: number; conflicts: number; conflictOrders: { number: string; code: string }[] };

describeCores('re-sourcing before picking', (cores) => {
  const ids = { lamp: 0, rug: 0, lyon: 0, berlin: 0, first: 0 };
  const bench = sharedBench(cores, async ({ build }) => {
    ids.lyon = await build.facility('LYON');
    ids.berlin = await build.facility('BERLIN', { ...PLACES.berlin, time_zone: 'Europe/Berlin' });
    ids.lamp = await build.product('LAMP');
    ids.rug = await build.product('RUG');
    await build.stock(ids.lamp, ids.lyon, 1);
    await build.stock(ids.lamp, ids.berlin, 5);
    await build.stock(ids.rug, ids.lyon, 1);
    await build.stock(ids.rug, ids.berlin, 1);
    const late = { promised_at: Date.now() + 30 * DAY_MS };
    // Both lamps in Berlin though Lyon, cheaper, has one; the urgent rug in Lyon, where it alone is on time.
    for (const number of ['A-1', 'A-2']) {
      const { id, lineIds } = await build.order(number, [[ids.lamp, 1]], { ...late, status: 'sourced' });
      await build.allocate(id, lineIds[0] as number, ids.lamp, ids.berlin, 1);
      if (number === 'A-1') ids.first = id;
    }
    const soon = { promised_at: Date.now() + 3 * DAY_MS, status: 'sourced' };
    const rug = await build.order('A-3', [[ids.rug, 1]], soon);
    await build.allocate(rug.id, rug.lineIds[0] as number, ids.rug, ids.lyon, 1);
  });
  const resource = (parameters = {}) => {
    const { client, finish } = bench();
    return finish<Outcome>(client.workbench.resource({ parameters }));
  };
  const BEFORE = ['A-1: 1 x LAMP @ BERLIN', 'A-2: 1 x LAMP @ BERLIN', 'A-3: 1 x RUG @ LYON'];

  it('proposes a better plan of everything reserved, with the figures before and after, and changes nothing', async () => {
    const { ctx, client } = bench();
    const { runId, changed, savedMinor } = await resource();
    expect({ changed, savedMinor }).toEqual({ changed: 1, savedMinor: 400 });
    expect(await reservations(ctx.db)).toEqual(BEFORE);
    const run = await client.sourcing.run({ runId });
    expect(run).toMatchObject({ kind: 'resource', status: 'proposed', orders: 3 });
    expect(run.before?.cost.totalMinor).toBe(1000 + 1000 + 600);
    expect(run.figures?.cost.totalMinor).toBe(1000 + 600 + 600);
    const { plans } = await client.workbench.compare({ plans: [{ type: 'current', ofRunId: runId }] });
    expect(plans[0]).toMatchObject({ ...run.before, reference: { type: 'current' } });
  });

  it('swaps in one transaction when applied, and gives back what was there when undone', async () => {
    const { ctx, client, finish } = bench();
    const { runId } = await resource();
    expect(await finish<Applied>(client.sourcing.apply({ runId }))).toMatchObject({
      applied: 1,
      conflicts: 0,
    });
    const after = await reservations(ctx.db);
    expect(after.filter((line) => line.endsWith('LAMP @ LYON'))).toHaveLength(1);
    expect(after).toHaveLength(3);
    expect(await brokenPositions(ctx.db)).toEqual([]);
    expect(await finish(client.sourcing.undo({ runId }))).toMatchObject({ undone: 1, kept: 0 });
    expect(await reservations(ctx.db)).toEqual(BEFORE);
    expect(await brokenPositions(ctx.db)).toEqual([]);
  });

  it('never makes an order late that is on time, however much it would save', async () => {
    const { ctx, client } = bench();
    // Berlin's rug becomes far cheaper, and late days cost nothing.
    const cheap = (minor: number) =>
      ctx.db.write((trx) =>
        trx.updateTable('facility').set({ handling_cost_minor: minor }).where('code', '=', 'LYON').execute(),
      );
    await cheap(5000);
    const { runId } = await resource({ latePenaltyPerDayMinor: 0 });
    const { rows } = await client.sourcing.decisions({ runId, search: 'A-3' });
    expect(rows[0]?.allocations[0]?.facility).toBe('LYON');
    await cheap(100);
  });

  it('leaves orders that moved on meanwhile, and says which', async () => {
    const { ctx, client, finish } = bench();
    const { runId } = await resource();
    const { rows } = await client.sourcing.decisions({ runId, facility: 'LYON', search: 'A-' });
    const moving = rows.find(({ number }) => number !== 'A-3')?.number ?? '';
    const release = (status: string) =>
      ctx.db.write(async (trx) => {
        const order = await trx
          .selectFrom('sales_order')
          .select('id')
          .where('number', '=', moving)
          .executeTakeFirstOrThrow();
        await trx
          .updateTable('allocation')
          .set({ status })
          .where('order_id', '=', order.id)
          .where('status', '<>', 'cancelled')
          .execute();
      });
    await release('released');
    expect(await finish<Applied>(client.sourcing.apply({ runId }))).toEqual({
      applied: 0,
      conflicts: 1,
      conflictOrders: [{ number: moving, code: 'notWaiting' }],
    });
    await release('reserved');
    expect(await reservations(ctx.db)).toEqual(BEFORE);
  });

  it('swaps what a person decided too', async () => {
    const { ctx, client, finish } = bench();
    const { runId } = await resource();
    await client.workbench.override({ runId, number: 'A-3', facility: 'BERLIN', reason: 'customerWish' });
    expect(await finish<Applied>(client.sourcing.apply({ runId }))).toMatchObject({
      applied: 2,
      conflicts: 0,
    });
    expect(await reservations(ctx.db)).toContain('A-3: 1 x RUG @ BERLIN');
    expect(await finish(client.sourcing.undo({ runId }))).toMatchObject({ undone: 2, kept: 0 });
    expect(await reservations(ctx.db)).toEqual(BEFORE);
  });

  it('works by its schedule: waits for its time, applies what saves enough, then waits again', async () => {
    const { ctx, client } = bench();
    await client.workbench.saveSchedule({ everyMinutes: 60, applyFromMinor: 400 });
    const later = (minutes: number) => ({ ...ctx, clock: () => Date.now() + minutes * 60_000 });
    expect(await resourceWhenDue(later(59))).toBeNull();
    expect(await resourceWhenDue(later(61))).toMatchObject({ changed: 1, savedMinor: 400 });
    expect((await reservations(ctx.db)).filter((line) => line.endsWith('LAMP @ LYON'))).toHaveLength(1);
    expect(await resourceWhenDue(later(62))).toBeNull();
    const shown = await client.workbench.schedule();
    expect(shown.nextRunAt).toBe((shown.lastRunAt ?? 0) + 3_600_000);
    expect(await resourceWhenDue(later(130))).toMatchObject({ changed: 0 });
    const [last] = (await client.sourcing.runs({ kinds: ['resource'], limit: 1 })).rows;
    expect(last?.status).toBe('discarded');
  });

  it('never runs without an interval', () => {
    const schedule = { everyMinutes: null, applyFromMinor: null, parameters: {} };
    expect(nextRunAt({ schedule, savedAt: 1, lastRunAt: 2 })).toBeNull();
  });
});
