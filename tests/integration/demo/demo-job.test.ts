import { expect, it } from 'vitest';
import type { CoreEvent } from '../../../core/contract/events.ts';
import { workspaceInfo } from '../../../core/features/workspace/index.ts';
import { describeCores } from '../../helpers/runtime.ts';

const INPUT = { seed: 1, orders: 200, facilities: 20, products: 150, now: Date.UTC(2026, 10, 20) };

describeCores('job demo.create', (cores) => {
  it('fills an empty workspace, tells the screens, and is in the journal', async () => {
    const ctx = await cores.open();
    const events: CoreEvent['type'][] = [];
    ctx.events.listen(({ type }) => events.push(type));
    const progress: number[] = [];
    const outcome = await ctx.jobs.runToEnd('demo.create', INPUT, 'tester', (job) => {
      if (job.progress !== null) progress.push(job.progress);
    });

    expect(outcome).toMatchObject({ seed: 1, now: INPUT.now, rows: { sales_order: 200, facility: 20 } });
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(events).toEqual(
      expect.arrayContaining(['network.changed', 'stock.changed', 'orders.changed', 'shipments.changed']),
    );
    const info = await workspaceInfo(ctx);
    expect(info).toMatchObject({ empty: false, demo: true, counts: { facilities: 20, orders: 200 } });
    const journal = await ctx.db.read.selectFrom('journal').selectAll().execute();
    expect(journal.map(({ procedure, actor }) => [procedure, actor])).toEqual([
      ['workspace.createDemo', 'tester'],
    ]);
  });

  it('leaves the workspace empty when it is cancelled', async () => {
    const ctx = await cores.open();
    const jobId = await ctx.jobs.start('demo.create', { ...INPUT, orders: 50_000 }, 'tester');
    ctx.jobs.cancel(jobId);
    await expect.poll(async () => (await ctx.jobs.get(jobId))?.status, { timeout: 20_000 }).toBe('cancelled');
    expect((await workspaceInfo(ctx)).empty).toBe(true);
  });
});
