import { stdout } from 'node:process';
import { parseArgs } from 'node:util';
import type { AppContext } from '../../core/features/context.ts';
import { createDemo } from '../../core/features/demo/index.ts';
import { localClient } from '../../core/host/commands/client.ts';
import { onBenchCore, printFigures } from './bench-core.ts';
import { reopenAll } from './sourcing.bench.ts';

/** What issue 4 asks for: a what-if of 10,000 orders. */
const TARGET_MS = 5000;
const TARGET_READ_MS = 300;

const USAGE = `npm run bench -- whatif [--orders N] [--json]
  A demo network with so many open orders (10,000); closes its busiest facility, compares, and explains an order.
  atOnce: nothing is known yet; prepared: the network as it is was worked out while the what-if was being described, as the screen does.`;

/** Times a what-if from the click to its figures, then what the workbench reads of it. */
export async function run(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: {
      orders: { type: 'string', default: '10000' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void stdout.write(`${USAGE}\n`);
  const figures = await onBenchCore((ctx) => measure(ctx, Number(values.orders)));
  if (!values.json) printFigures(figures);
  return figures;
}

async function measure(ctx: AppContext, orders: number): Promise<Record<string, number>> {
  await createDemo(ctx.db, { seed: 1, orders: Math.round(orders * 1.2) });
  await reopenAll(ctx);
  await ctx.db.write((trx) => trx.updateTable('allocation').set({ status: 'cancelled' }).execute());
  const client = localClient(ctx);
  const busiest = await busiestFacility(ctx);
  const { id, selection, parameters } = await client.workbench.saveScenario({
    name: 'bench',
    changes: [{ kind: 'closeFacility', facility: busiest }],
    selection: { filter: {}, limit: orders },
  });
  const simulate = () =>
    ctx.jobs.runToEnd<{ runId: number; baselineRunId: number }>('workbench.simulate', { id }, ctx.actor);
  const [atOnceMs] = await timed(simulate);
  await reopenBaseline(ctx);
  const [preparingMs] = await timed(() =>
    ctx.jobs.runToEnd('workbench.prepare', { id, selection, parameters }, ctx.actor),
  );
  const [preparedMs] = await timed(simulate);
  const [againMs, { runId, baselineRunId }] = await timed(simulate);
  const [before, after] = [
    { type: 'run' as const, runId: baselineRunId },
    { type: 'run' as const, runId },
  ];
  const current = { type: 'current' as const, ofRunId: runId };
  const [compareMs, { plans }] = await timed(() =>
    client.workbench.compare({ plans: [before, after, current] }),
  );
  const [changesMs, changes] = await timed(() => client.workbench.changes({ before, after }));
  const [flowsMs] = await timed(() => client.workbench.flows({ plan: after, against: before }));
  const number = changes.rows[0]?.number ?? '';
  const [whyMs] = await timed(() => client.workbench.why({ runId, number }));
  return {
    orders: plans[0]?.orders ?? 0,
    changedOrders: changes.total,
    atOnceMs,
    preparingMs,
    preparedMs,
    withBaselineKnownMs: againMs,
    targetMs: TARGET_MS,
    compareMs,
    changesMs,
    flowsMs,
    whyMs,
    targetReadMs: TARGET_READ_MS,
  };
}

/** Forgets what the scenario was compared with. */
async function reopenBaseline(ctx: AppContext): Promise<void> {
  await ctx.db.write((trx) => trx.updateTable('scenario').set({ baseline_run_id: null }).execute());
}

async function timed<T>(work: () => Promise<T>): Promise<[ms: number, result: T]> {
  const started = performance.now();
  const result = await work();
  return [Math.round(performance.now() - started), result];
}

async function busiestFacility(ctx: AppContext): Promise<string> {
  const row = await ctx.db.read
    .selectFrom('stock_position as s')
    .innerJoin('facility as f', 'f.id', 's.facility_id')
    .select('f.code')
    .groupBy('f.code')
    .orderBy((eb) => eb.fn.sum('s.on_hand'), 'desc')
    .executeTakeFirstOrThrow();
  return row.code;
}
