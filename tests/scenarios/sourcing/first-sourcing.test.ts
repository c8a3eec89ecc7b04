import { expect, it } from 'vitest';
import type { CoreEvent } from '../../../core/contract/events.ts';
import { sourcingParameters } from '../../../core/contract/sourcing.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { entityJournal } from '../../../core/features/journal/index.ts';
import { listDecisions } from '../../../core/features/sourcing/decisions.queries.ts';
import { findRun, listRuns } from '../../../core/features/sourcing/runs.queries.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';
import {
  applyRun,
  decisionsOf,
  orderStatus,
  proposeRun,
  reservations,
  undoRun,
} from '../../helpers/sourcing.ts';

const BERLIN = {
  country: 'DE',
  city: 'Berlin',
  latitude: 52.52,
  longitude: 13.4,
  time_zone: 'Europe/Berlin',
};

/** Two facilities, one carrier: 5 EUR within France, 9 EUR from Germany to France. */
async function network(ctx: AppContext) {
  const build = networkBuilder(ctx.db);
  const lyon = await build.facility('LYON');
  const berlin = await build.facility('BERLIN', BERLIN);
  await ctx.db.write(async (trx) => {
    const carrier = await trx
      .insertInto('carrier')
      .values({ code: 'POST', name: 'Post' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const service = await trx
      .insertInto('carrier_service')
      .values({
        carrier_id: carrier.id,
        code: 'STD',
        name: 'Standard',
        level: 'standard',
        cut_off_minutes: 1440,
        max_weight_grams: null,
        active: 1,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [origin, price] of [
      ['FR', 500],
      ['DE', 900],
    ] as const) {
      await trx
        .insertInto('rate')
        .values({
          service_id: service.id,
          origin_country: origin,
          destination_country: 'FR',
          destination_postal_prefix: '',
          up_to_weight_grams: 30_000,
          price_minor: price,
          currency: 'EUR',
          transit_days_min: 1,
          transit_days_max: 2,
        })
        .execute();
    }
  });
  return { build, lyon, berlin };
}

const NO_PROMISE = { promised_at: null };

describeCores('first sourcing', (cores) => {
  it('proposes the cheapest facility, explains it, and changes nothing', async () => {
    const ctx = await cores.open();
    const { build, lyon, berlin } = await network(ctx);
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 5);
    await build.stock(lamp, berlin, 5);
    await build.order('A-1', [[lamp, 2]], NO_PROMISE);

    const runId = await proposeRun(ctx);
    const [decision] = await decisionsOf(ctx, runId);
    expect(decision).toMatchObject({
      number: 'A-1',
      outcome: 'sourced',
      cost: { amountMinor: 600, currency: 'EUR' },
      splitCount: 1,
      allocations: [{ sku: 'LAMP', facility: 'LYON', quantity: 2, service: 'Standard', costMinor: 600 }],
      reason: {
        code: 'cheapest',
        cost: { shippingMinor: 500, handlingMinor: 100, splitMinor: 0, lateMinor: 0, totalMinor: 600 },
        unitsDemanded: 2,
        unitsSourced: 2,
        alternatives: [
          {
            facilities: ['BERLIN'],
            rejection: 'dearer',
            cost: { totalMinor: 1000 },
            flip: { cheaperByMinor: 401 },
          },
        ],
      },
    });
    expect(await reservations(ctx.db)).toEqual([]);
    expect(await orderStatus(ctx.db, 'A-1')).toBe('open');
    expect(await findRun(ctx.db, runId)).toMatchObject({ status: 'proposed', orders: 1, unitsSourced: 2 });
  });

  it('names the cheaper facility that lacks stock, and how much would flip the choice', async () => {
    const ctx = await cores.open();
    const { build, lyon, berlin } = await network(ctx);
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 1);
    await build.stock(lamp, berlin, 5);
    await build.order('A-1', [[lamp, 3]], NO_PROMISE);
    const [decision] = await decisionsOf(ctx, await proposeRun(ctx));
    expect(decision?.allocations).toMatchObject([{ facility: 'BERLIN', quantity: 3 }]);
    expect(decision?.reason).toMatchObject({
      code: 'onlyChoice',
      alternatives: [
        {
          facilities: ['LYON'],
          rejection: 'partialStock',
          unitsAvailable: 1,
          unitsDemanded: 3,
          flip: { moreUnits: 2 },
        },
      ],
    });
  });

  it('applies, journals, tells the screens, and undoes', async () => {
    const ctx = await cores.open();
    const { build, lyon } = await network(ctx);
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 3);
    const full = await build.order('A-1', [[lamp, 2]], NO_PROMISE);
    await build.order('A-2', [[lamp, 2]], NO_PROMISE);
    const runId = await proposeRun(ctx);
    const events: CoreEvent[] = [];
    const stop = new AbortController();
    const listening = (async () => {
      for await (const event of ctx.events.subscribe(stop.signal)) events.push(event);
    })().catch(() => {});

    expect(await applyRun(ctx, runId)).toEqual({ applied: 2, conflicts: 0, conflictOrders: [] });
    expect(await reservations(ctx.db)).toEqual(['A-1: 2 x LAMP @ LYON', 'A-2: 1 x LAMP @ LYON']);
    expect([await orderStatus(ctx.db, 'A-1'), await orderStatus(ctx.db, 'A-2')]).toEqual([
      'sourced',
      'partiallySourced',
    ]);
    expect((await entityJournal(ctx.db, 'order', full.id))[0]).toMatchObject({
      procedure: 'sourcing.apply',
      before: { status: 'open' },
      after: { status: 'sourced', run: runId },
    });
    const types = new Set(events.map((event) => event.type));
    expect([...types]).toEqual(
      expect.arrayContaining(['orders.changed', 'stock.changed', 'sourcing.changed']),
    );

    expect(await undoRun(ctx, runId)).toEqual({ undone: 2, kept: 0, keptOrders: [] });
    expect(await reservations(ctx.db)).toEqual([]);
    expect(await orderStatus(ctx.db, 'A-1')).toBe('open');
    expect(await findRun(ctx.db, runId)).toMatchObject({ status: 'undone' });
    await expect(applyRun(ctx, runId)).rejects.toThrow(/undone/);
    stop.abort();
    await listening;
  });

  it('reports orders whose stock was taken meanwhile, and applies the others', async () => {
    const ctx = await cores.open();
    const { build, lyon } = await network(ctx);
    const [lamp, chair] = [await build.product('LAMP'), await build.product('CHAIR')];
    await build.stock(lamp, lyon, 2);
    await build.stock(chair, lyon, 2);
    await build.order('A-1', [[lamp, 2]], NO_PROMISE);
    await build.order('A-2', [[chair, 2]], NO_PROMISE);
    await build.order('A-3', [[chair, 1]], { ...NO_PROMISE, hold_reason: 'fraud check' });
    const rush = await build.order('B-1', [[lamp, 1]], { ...NO_PROMISE, hold_reason: 'by hand' });
    const runId = await proposeRun(ctx);
    await build.allocate(rush.id, rush.lineIds[0] as number, lamp, lyon, 1);
    expect(await applyRun(ctx, runId)).toEqual({
      applied: 1,
      conflicts: 1,
      conflictOrders: [{ number: 'A-1', code: 'stockTaken' }],
    });
    expect(await reservations(ctx.db)).toEqual(['A-2: 2 x CHAIR @ LYON', 'B-1: 1 x LAMP @ LYON']);
    const decisions = await decisionsOf(ctx, runId);
    expect(decisions.map(({ number, outcome }) => [number, outcome])).toEqual([
      ['A-1', 'conflict'],
      ['A-2', 'sourced'],
    ]);
    expect((await findRun(ctx.db, runId))?.outcomes).toEqual({
      sourced: 1,
      partial: 0,
      unsourced: 0,
      conflict: 1,
    });
  });

  it('does not apply an order that was held, cancelled or applied since', async () => {
    const ctx = await cores.open();
    const { build, lyon } = await network(ctx);
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 9);
    const held = await build.order('A-1', [[lamp, 2]], NO_PROMISE);
    await build.order('A-2', [[lamp, 2]], NO_PROMISE);
    const [first, second] = [await proposeRun(ctx), await proposeRun(ctx)];
    await applyRun(ctx, first, ['A-2']);
    await ctx.db.write((trx) =>
      trx.updateTable('sales_order').set({ hold_reason: 'fraud check' }).where('id', '=', held.id).execute(),
    );
    const outcome = await applyRun(ctx, second);
    expect(outcome.conflictOrders).toEqual([
      { number: 'A-1', code: 'notWaiting' },
      { number: 'A-2', code: 'notWaiting' },
    ]);
    expect(await reservations(ctx.db)).toEqual(['A-2: 2 x LAMP @ LYON']);
  });

  it('undoes exactly its own reservations that have not moved on, and says what stays', async () => {
    const ctx = await cores.open();
    const { build, lyon } = await network(ctx);
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 9);
    const byHand = await build.order('A-1', [[lamp, 3]], NO_PROMISE);
    const picked = await build.order('A-2', [[lamp, 2]], NO_PROMISE);
    await build.allocate(byHand.id, byHand.lineIds[0] as number, lamp, lyon, 1);
    const runId = await proposeRun(ctx);
    await applyRun(ctx, runId);
    expect(await orderStatus(ctx.db, 'A-1')).toBe('sourced');
    await ctx.db.write(async (trx) => {
      await trx
        .updateTable('allocation')
        .set({ status: 'released' })
        .where('order_id', '=', picked.id)
        .execute();
      await trx.updateTable('sales_order').set({ status: 'picking' }).where('id', '=', picked.id).execute();
    });
    expect(await undoRun(ctx, runId)).toEqual({
      undone: 1,
      kept: 1,
      keptOrders: [{ number: 'A-2', status: 'picking' }],
    });
    expect(await reservations(ctx.db)).toEqual(['A-1: 1 x LAMP @ LYON', 'A-2: 2 x LAMP @ LYON']);
    expect(await orderStatus(ctx.db, 'A-1')).toBe('partiallySourced');
  });

  it('leaves out services, held orders and what it does not know, and says so', async () => {
    const ctx = await cores.open();
    const { build, lyon } = await network(ctx);
    const lamp = await build.product('LAMP');
    const postage = await build.product('POSTAGE', { stocked: 0 });
    await build.stock(lamp, lyon, 9);
    await build.order(
      'A-1',
      [
        [lamp, 1],
        [postage, 1],
      ],
      NO_PROMISE,
    );
    await build.order('A-2', [[postage, 1]], NO_PROMISE);
    await build.order('A-3', [[lamp, 1]], { hold_reason: 'fraud check' });
    const runId = await proposeRun(ctx, { numbers: ['A-1', 'A-2', 'A-3', 'NONE'] });
    expect((await findRun(ctx.db, runId))?.skipped).toEqual([
      { number: 'NONE', code: 'notFound' },
      { number: 'A-3', code: 'notWaiting' },
      { number: 'A-2', code: 'nothingToSource' },
    ]);
    await applyRun(ctx, runId);
    expect(await orderStatus(ctx.db, 'A-1')).toBe('sourced');
  });

  it('serves the urgent first when stock is short, and takes only the first so many', async () => {
    const ctx = await cores.open();
    const { build, lyon } = await network(ctx);
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 1);
    await build.order('A-1', [[lamp, 1]], { ...NO_PROMISE, priority: 5 });
    await build.order('A-2', [[lamp, 1]], { ...NO_PROMISE, priority: 1 });
    const both = await decisionsOf(ctx, await proposeRun(ctx));
    expect(both.map(({ number, outcome }) => [number, outcome])).toEqual([
      ['A-1', 'unsourced'],
      ['A-2', 'sourced'],
    ]);
    expect(both[0]?.reason.code).toBe('noStock');
    const first = await decisionsOf(ctx, await proposeRun(ctx, { filter: {}, limit: 1 }));
    expect(first.map(({ number }) => number)).toEqual(['A-2']);
    const filtered = await decisionsOf(ctx, await proposeRun(ctx, { filter: { priorities: [5] } }));
    expect(filtered.map(({ number, outcome }) => [number, outcome])).toEqual([['A-1', 'sourced']]);
  });

  it('re-sources one order as if its own reservations were free', async () => {
    const ctx = await cores.open();
    const { build, lyon, berlin } = await network(ctx);
    const lamp = await build.product('LAMP');
    await build.stock(lamp, berlin, 2);
    await build.stock(lamp, lyon, 0);
    await build.order('A-1', [[lamp, 2]], NO_PROMISE);
    await applyRun(ctx, await proposeRun(ctx));
    expect(await reservations(ctx.db)).toEqual(['A-1: 2 x LAMP @ BERLIN']);
    await ctx.db.write((trx) =>
      trx.updateTable('stock_position').set({ on_hand: 2 }).where('facility_id', '=', lyon).execute(),
    );
    const input = { number: 'A-1', parameters: sourcingParameters.parse({}) };
    const outcome = await ctx.jobs.runToEnd<{ runId: number; changed: boolean }>(
      'sourcing.resource',
      input,
      'tester',
    );
    expect(outcome.changed).toBe(true);
    expect(await reservations(ctx.db)).toEqual(['A-1: 2 x LAMP @ LYON']);
    expect(await orderStatus(ctx.db, 'A-1')).toBe('sourced');
    await undoRun(ctx, outcome.runId);
    expect(await orderStatus(ctx.db, 'A-1')).toBe('open');
  });

  it('finds decisions by outcome, split, facility and words, a page at a time', async () => {
    const ctx = await cores.open();
    const { build, lyon, berlin } = await network(ctx);
    const [lamp, chair] = [await build.product('LAMP'), await build.product('CHAIR')];
    await build.stock(lamp, lyon, 9);
    await build.stock(chair, berlin, 9);
    await build.order('A-1', [[lamp, 1]], { ...NO_PROMISE, city: 'Nantes' });
    await build.order('A-2', [[lamp, 99]], NO_PROMISE);
    await build.order(
      'A-3',
      [
        [lamp, 1],
        [chair, 1],
      ],
      { ...NO_PROMISE, priority: 1 },
    );
    await build.order('B-4', [[chair, 99]], { ...NO_PROMISE, ship_complete: 1 });
    const runId = await proposeRun(ctx);
    const numbers = async (query: Partial<Parameters<typeof listDecisions>[1]>) => {
      const all = { runId, sort: 'number', offset: 0, limit: 100 } as const;
      const { rows, total } = await listDecisions(ctx.db, { ...all, ...query });
      return [total, ...rows.map(({ number }) => number)];
    };
    expect(await numbers({})).toEqual([4, 'A-1', 'A-2', 'A-3', 'B-4']);
    expect(await numbers({ outcomes: ['partial', 'unsourced'] })).toEqual([2, 'A-2', 'B-4']);
    expect(await numbers({ split: true })).toEqual([1, 'A-3']);
    expect(await numbers({ facility: 'BERLIN' })).toEqual([1, 'A-3']);
    expect(await numbers({ search: 'nant a-' })).toEqual([1, 'A-1']);
    expect(await numbers({ sort: 'costDescending', offset: 0, limit: 1 })).toEqual([4, 'A-3']);
  });

  it('cancelled, leaves nothing behind', async () => {
    const ctx = await cores.open();
    const { build, lyon } = await network(ctx);
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 9);
    await build.order('A-1', [[lamp, 1]], NO_PROMISE);
    const input = { selection: { filter: {} }, parameters: sourcingParameters.parse({}) };
    const jobId = await ctx.jobs.start('sourcing.propose', input, ctx.actor);
    ctx.jobs.cancel(jobId);
    await expect.poll(async () => (await ctx.jobs.get(jobId))?.status, { timeout: 10_000 }).toBe('cancelled');
    expect((await listRuns(ctx.db, { kinds: ['source'], offset: 0, limit: 10 })).total).toBe(0);
  });
});
