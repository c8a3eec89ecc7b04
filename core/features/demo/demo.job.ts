import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { type DemoCounts, writeDemo } from './demo.service.ts';
import { type DemoOptions, type DemoPlan, planDemo } from './demo-options.ts';

/** Job kind `demo.create`, input `DemoOptions`: fills the empty workspace; its outcome is the plan and the rows by table. */
export function defineDemoJob(ctx: AppContext): void {
  ctx.jobs.define<DemoOptions>('demo.create', async (input, tools) => {
    const plan = planDemo(input, ctx.clock);
    const rows = await runCommand<DemoCounts>(ctx, 'workspace.createDemo', async (command) => {
      const counts = await writeDemo(
        ctx.db,
        command.trx,
        command,
        plan,
        (take) =>
          tools.runTask('demo.generate', plan, {
            onChunk: (chunk) => take(chunk as Parameters<typeof take>[0]),
            onProgress: () => {},
          }),
        ({ fraction, table, rows: written }) =>
          tools.progress(fraction, { code: 'demo.writing', values: { table, rows: written } }),
      );
      command.record({
        entity: 'workspace',
        id: null,
        key: 'demo',
        before: null,
        after: summary(plan, counts),
      });
      command.publish({ type: 'network.changed' });
      command.publish({ type: 'stock.changed' });
      command.publish({ type: 'orders.changed' });
      command.publish({ type: 'shipments.changed' });
      return counts;
    });
    return summary(plan, rows);
  });
}

function summary(plan: DemoPlan, rows: DemoCounts) {
  return { seed: plan.seed, now: plan.now, rows };
}
