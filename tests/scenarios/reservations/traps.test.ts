import { expect, it } from 'vitest';
import { DatabaseError } from '../../../core/db/errors.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { reserveWhereShipped } from '../../../core/features/sourcing/index.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';
import {
  applyRun,
  brokenPositions,
  decisionsOf,
  orderStatus,
  proposeRun,
  reservations,
} from '../../helpers/sourcing.ts';

describeCores('reservations', (cores) => {
  let shared: Promise<AppContext> | undefined;
  /** One core for all: every test has its own facilities, products and orders. */
  const core = () => {
    shared ??= cores.open();
    return shared;
  };
  const of = async (ctx: AppContext, number: string) =>
    (await reservations(ctx.db)).filter((line) => line.startsWith(`${number}:`));

  const source = async (ctx: AppContext, ...numbers: string[]) => {
    const runId = await proposeRun(ctx, { numbers });
    return { runId, outcome: await applyRun(ctx, runId) };
  };

  it('takes 1 + 1 from two facilities for an order of 2', async () => {
    const ctx = await core();
    const build = networkBuilder(ctx.db);
    const [a, b, lamp] = [
      await build.facility('A1'),
      await build.facility('A2'),
      await build.product('LAMP-A'),
    ];
    await build.stock(lamp, a, 1);
    await build.stock(lamp, b, 1);
    await build.order('TWO', [[lamp, 2]]);
    await source(ctx, 'TWO');
    expect(await of(ctx, 'TWO')).toEqual(['TWO: 1 x LAMP-A @ A1', 'TWO: 1 x LAMP-A @ A2']);
    expect(await orderStatus(ctx.db, 'TWO')).toBe('sourced');
  });

  it('reserves lines that different facilities hold', async () => {
    const ctx = await core();
    const build = networkBuilder(ctx.db);
    const [a, b] = [await build.facility('B1'), await build.facility('B2')];
    const [lamp, chair] = [await build.product('LAMP-B'), await build.product('CHAIR-B')];
    await build.stock(lamp, a, 4);
    await build.stock(chair, b, 4);
    await build.order('LINES', [
      [lamp, 2],
      [chair, 3],
    ]);
    await source(ctx, 'LINES');
    expect(await of(ctx, 'LINES')).toEqual(['LINES: 2 x LAMP-B @ B1', 'LINES: 3 x CHAIR-B @ B2']);
    expect(await orderStatus(ctx.db, 'LINES')).toBe('sourced');
  });

  it('counts what is available, not what is on hand: of 13 wanted, 10 are reserved and 3 remain', async () => {
    const ctx = await core();
    const build = networkBuilder(ctx.db);
    const [a, b, lamp] = [
      await build.facility('C1'),
      await build.facility('C2'),
      await build.product('LAMP-C'),
    ];
    await build.stock(lamp, a, 10, { reserved_external: 5 });
    await build.stock(lamp, b, 15);
    const other = await build.order('OTHER', [[lamp, 10]], { status: 'sourced' });
    await build.allocate(other.id, other.lineIds[0] as number, lamp, b, 10);
    await build.order('WHOLE', [[lamp, 13]], { ship_complete: 1 });
    const whole = await source(ctx, 'WHOLE');
    expect(whole.outcome.applied).toBe(0);
    const [decision] = await decisionsOf(ctx, whole.runId);
    expect(decision).toMatchObject({ outcome: 'unsourced', reason: { code: 'shipComplete' } });
    expect(await orderStatus(ctx.db, 'WHOLE')).toBe('open');

    await build.order('PART', [[lamp, 13]]);
    await source(ctx, 'PART');
    expect(await of(ctx, 'PART')).toEqual(['PART: 5 x LAMP-C @ C1', 'PART: 5 x LAMP-C @ C2']);
    expect(await orderStatus(ctx.db, 'PART')).toBe('partiallySourced');
    const again = await decisionsOf(ctx, await proposeRun(ctx, { numbers: ['PART'] }));
    expect(again[0]?.reason).toMatchObject({ unitsDemanded: 3, unitsSourced: 0, code: 'noStock' });
  });

  it('keeps the safety stock', async () => {
    const ctx = await core();
    const build = networkBuilder(ctx.db);
    const [a, lamp] = [await build.facility('D1'), await build.product('LAMP-D')];
    await build.stock(lamp, a, 5, { safety_stock: 3 });
    await build.order('SAFE', [[lamp, 5]]);
    await source(ctx, 'SAFE');
    expect(await of(ctx, 'SAFE')).toEqual(['SAFE: 2 x LAMP-D @ D1']);
  });

  it('moves the reservation when goods leave from another facility, or refuses', async () => {
    const ctx = await core();
    const build = networkBuilder(ctx.db);
    const [a, b, lamp] = [
      await build.facility('E1'),
      await build.facility('E2'),
      await build.product('LAMP-E'),
    ];
    await build.stock(lamp, a, 3);
    await build.stock(lamp, b, 2);
    const order = await build.order('MOVE', [[lamp, 3]]);
    const line = order.lineIds[0] as number;
    await source(ctx, 'MOVE');
    expect(await of(ctx, 'MOVE')).toEqual(['MOVE: 3 x LAMP-E @ E1']);
    await expect(
      reserveWhereShipped(ctx, { orderLineId: line, facilityId: b, quantity: 3 }),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK', data: { sku: 'LAMP-E', available: 2 } });
    await expect(
      reserveWhereShipped(ctx, { orderLineId: line, facilityId: a, quantity: 4 }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await of(ctx, 'MOVE')).toEqual(['MOVE: 3 x LAMP-E @ E1']);

    expect(await reserveWhereShipped(ctx, { orderLineId: line, facilityId: b, quantity: 2 })).toEqual({
      moved: 2,
    });
    expect(await of(ctx, 'MOVE')).toEqual(['MOVE: 1 x LAMP-E @ E1', 'MOVE: 2 x LAMP-E @ E2']);
    expect(await reserveWhereShipped(ctx, { orderLineId: line, facilityId: b, quantity: 2 })).toEqual({
      moved: 0,
    });
    expect(await brokenPositions(ctx.db)).toEqual([]);
  });

  it('is refused by the database itself, whoever asks', async () => {
    const ctx = await core();
    const build = networkBuilder(ctx.db);
    const [a, b, lamp] = [
      await build.facility('F1'),
      await build.facility('F2'),
      await build.product('LAMP-F'),
    ];
    await build.stock(lamp, a, 4, { safety_stock: 1, reserved_external: 1 });
    const order = await build.order('RAW', [[lamp, 9]]);
    const line = order.lineIds[0] as number;
    const refusal = async (work: Promise<unknown>) => {
      const error = DatabaseError.fromPostgres(await work.catch((thrown: unknown) => thrown));
      return (error as DatabaseError).code;
    };
    expect(await refusal(build.allocate(order.id, line, lamp, a, 3))).toBe('insufficient_stock');
    expect(await refusal(build.allocate(order.id, line, lamp, b, 1))).toBe('insufficient_stock');
    const id = await build.allocate(order.id, line, lamp, a, 2);
    const grow = ctx.db.write((trx) =>
      trx.updateTable('allocation').set({ quantity: 3 }).where('id', '=', id).execute(),
    );
    expect(await refusal(grow)).toBe('insufficient_stock');
    expect(await of(ctx, 'RAW')).toEqual(['RAW: 2 x LAMP-F @ F1']);
  });
});
