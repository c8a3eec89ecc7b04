import { isDefinedError, safe } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CoreEvent } from '../../../core/contract/events.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { type Connection, TRANSPORTS } from '../../helpers/transports.ts';

describeCores('contract', (cores) => {
  describe.each(Object.entries(TRANSPORTS))('over %s', (_name, connect) => {
    let ctx: AppContext;
    let one: Connection;
    let other: Connection;

    beforeAll(async () => {
      ctx = await cores.open();
      const net = networkBuilder(ctx.db);
      const [lyon, lille] = [
        await net.facility('LYS'),
        await net.facility('LIL', { kind: 'store', city: 'Lille' }),
      ];
      for (let i = 1; i <= 30; i++) {
        const product = await net.product(`LAMP-${i}`, { name: `Lampe de bureau ${i}` });
        await net.stock(product, lyon, 10 * i);
        if (i % 2 === 0) await net.stock(product, lille, 1, { safety_stock: 3 });
        await net.order(`SO-${i}`, [[product, 2]]);
      }
      await ctx.grids.refresh([
        { type: 'stock.changed' },
        { type: 'orders.changed' },
        { type: 'network.changed' },
      ]);
      one = await connect(ctx);
      other = await connect(ctx);
    });
    afterAll(async () => {
      await one.close();
      await other.close();
    });

    test('lists come filtered, sorted, in windows, with totals', async () => {
      const { client } = one;
      const answer = await client.stock.list({
        filter: { search: 'LAMPE' },
        sort: [{ column: 'onHand', descending: true }],
        offset: 5,
        limit: 3,
      });
      expect(answer.total).toBe(30);
      expect(answer.rows.map((row) => row.sku)).toEqual(['LAMP-25', 'LAMP-24', 'LAMP-23']);
      expect(answer.totals.onHand).toBe(10 * 465 + 15);
    });

    test('every number of the strip equals the list that it opens', async () => {
      const { client } = one;
      const { kpis } = await client.tower.kpis();
      expect(kpis.find((kpi) => kpi.key === 'toSource')?.value).toBe(30);
      expect(kpis.find((kpi) => kpi.key === 'belowSafety')?.value).toBe(15);
      for (const kpi of kpis) {
        const list =
          kpi.target.screen === 'orders'
            ? await client.orders.list({ filter: kpi.target.filter, limit: 1 })
            : await client.stock.list({ filter: kpi.target.filter, limit: 1 });
        expect([kpi.key, list.total]).toEqual([kpi.key, kpi.listed]);
      }
    });

    test('bad arguments and unknown things are typed errors with words', async () => {
      const { client } = one;
      const [missing] = await safe(client.orders.detail({ number: 'SO-404' }));
      expect(isDefinedError(missing) && missing.code).toBe('NOT_FOUND');
      expect(missing?.message).toContain('SO-404');
      const [bad] = await safe(client.orders.hold({ numbers: [], reason: '' }));
      expect(bad).toMatchObject({ code: 'BAD_REQUEST' });
    });

    test('a change reaches another screen within 200 ms, and that screen then reads it', async () => {
      const { orders } = one.client;
      const numbers = ['SO-7'];
      const hold = () => orders.hold({ numbers, reason: 'Address check' });
      const tookMs: number[] = [];
      for (const change of [hold, () => orders.release({ numbers }), hold]) {
        const events = await other.client.events.subscribe();
        const heard = nextOfType(events, 'orders.changed');
        const started = performance.now();
        await change();
        await heard;
        tookMs.push(performance.now() - started);
        await events.return?.();
      }
      const list = await other.client.orders.list({ filter: { held: true } });
      expect(list.rows.map((row) => row.number)).toEqual(['SO-7']);
      expect(Math.min(...tookMs)).toBeLessThan(200);
    });

    test('a job reports progress, can be watched to its end, and keeps its outcome', async () => {
      const { client } = one;
      const { jobId } = await client.sourcing.propose({ selection: { filter: {} } });
      const statuses: string[] = [];
      for await (const job of await client.jobs.watch({ id: jobId })) statuses.push(job.status);
      expect(statuses.at(-1)).toBe('done');
      const job = await client.jobs.get({ id: jobId });
      expect(job.outcome).toMatchObject({ runId: expect.any(Number) });
    });

    test('a call without its permission is refused', async () => {
      const limited = { ...ctx, permissions: new Set(['network:read'] as const) };
      const connection = await connect(limited);
      const [error] = await safe(connection.client.orders.hold({ numbers: ['SO-1'], reason: 'x' }));
      expect(error).toMatchObject({ code: 'FORBIDDEN', data: { permission: 'orders:write' } });
      await connection.close();
    });
  });
});

async function nextOfType(events: AsyncIterable<CoreEvent>, type: CoreEvent['type']): Promise<CoreEvent> {
  for await (const event of events) if (event.type === type) return event;
  throw new Error('The stream of events ended');
}
