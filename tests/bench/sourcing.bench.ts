import { stderr } from 'node:process';
import { type SourcingSelection, sourcingParameters } from '../../core/contract/sourcing.ts';
import type { AppContext } from '../../core/features/context.ts';
import { createDemo } from '../../core/features/demo/index.ts';
import {
  DEFAULT_STOP_RULE,
  greedySourcing,
  type SourcingProblem,
} from '../../core/solvers/sourcing/index.ts';
import { optimalSourcing } from '../helpers/optimal-sourcing.ts';
import { randomProblem } from '../helpers/sourcing-problems.ts';
import { onBenchCore } from './bench-core.ts';
import { largeFigures, optimiserFigures } from './optimise.figures.ts';

type Figures = Record<string, number | string>;

const ROUNDS = 3;

/**
 * `npm run bench -- sourcing`: the optimiser against HiGHS and on large instances (alone with `--optimise`; `--seeds N`
 * instances a shape), 100,000 orders on two threads (`--large`), greedy sourcing and its gap (`--solver`), and the whole way on a demo network.
 */
export async function run(args: string[]): Promise<Record<string, Figures[]>> {
  const seeds = Number(args[args.indexOf('--seeds') + 1] ?? Number.NaN) || 3;
  const large = args.includes('--large');
  const figures: Record<string, Figures[]> = large
    ? await largeFigures()
    : args.includes('--solver')
      ? {}
      : await optimiserFigures(seeds);
  if (!large && !args.includes('--optimise')) {
    figures.solver = solverFigures();
    figures.optimum = await gapFigures();
    if (!args.includes('--solver')) figures.feature = await featureFigures();
  }
  for (const [title, rows] of Object.entries(figures)) {
    stderr.write(`\n${title}\n`);
    for (const row of rows)
      stderr.write(
        `  ${Object.entries(row)
          .map(([k, v]) => `${k} ${v}`)
          .join(' · ')}\n`,
      );
  }
  return figures;
}

/** Ordinary orders: one to three lines of a few light units, from a network of several countries. */
function ordinaryProblem(orders: number, facilities: number, spread: number): SourcingProblem {
  const problem = randomProblem(5, {
    facilities,
    products: 6000,
    orders,
    linesAtMost: 3,
    quantityAtMost: 2,
    stockAtMost: 20,
    spread,
  });
  for (const facility of problem.facilities) {
    facility.capacityOrders = null;
    facility.handlingMinor = 100;
    facility.cutOffMinutes = 960;
  }
  for (const order of problem.orders) {
    if (order.promiseDay !== null) order.promiseDay += 3;
    for (const line of order.lines) line.unitWeightGrams = Math.ceil(line.unitWeightGrams / 4);
  }
  return problem;
}

function solverFigures(): Figures[] {
  const sizes = [
    [1000, 164, 0.3],
    [30_000, 164, 0.3],
    [30_000, 1000, 0.03],
  ] as const;
  return sizes.map(([orders, facilities, spread]) => {
    const problem = ordinaryProblem(orders, facilities, spread);
    let best = Number.POSITIVE_INFINITY;
    let statistics = greedySourcing(problem, { seed: 1, stop: DEFAULT_STOP_RULE }).statistics;
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      statistics = greedySourcing(problem, { seed: 1, stop: DEFAULT_STOP_RULE }).statistics;
      best = Math.min(best, performance.now() - started);
    }
    const { split, unproven } = statistics;
    return { orders, facilities, milliseconds: Math.round(best), split, unproven };
  });
}

/** Scarce stock, where serving one order after the other hurts most. */
async function gapFigures(): Promise<Figures[]> {
  const rows: Figures[] = [];
  for (const seed of [1, 2, 3, 4, 5]) {
    const problem = randomProblem(seed, {
      facilities: 5,
      products: 5,
      orders: 10,
      linesAtMost: 3,
      quantityAtMost: 2,
      stockAtMost: 4,
      spread: 0.5,
    });
    for (const facility of problem.facilities) facility.capacityOrders = null;
    for (const order of problem.orders) order.shipComplete = false;
    const greedy = greedySourcing(problem, { seed: 1, stop: DEFAULT_STOP_RULE }).statistics;
    const optimum = await optimalSourcing(problem);
    rows.push({
      seed,
      'units greedy': greedy.units,
      'units optimal': optimum.units,
      'cost greedy': greedy.costMinor,
      'cost optimal': optimum.costMinor,
      gap: `${((100 * (greedy.costMinor - optimum.costMinor)) / optimum.costMinor).toFixed(1)} %`,
    });
  }
  return rows;
}

async function featureFigures(): Promise<Figures[]> {
  return onBenchCore(async (ctx) => {
    await createDemo(ctx.db, { seed: 1, orders: 30_000 });
    const rows = [await sourceAndUndo(ctx, { filter: {}, limit: 1000 })];
    await reopenAll(ctx);
    rows.push(await sourceAndUndo(ctx, { filter: {} }));
    return rows;
  });
}

/** Every order of the demo waits again, with plenty of stock: the largest run that a planner could start. */
export async function reopenAll(ctx: AppContext): Promise<void> {
  await ctx.db.write(async (trx) => {
    await trx
      .updateTable('allocation')
      .set({ status: 'cancelled' })
      .where('status', '<>', 'shipped')
      .execute();
    await trx.updateTable('order_line').set({ quantity_shipped: 0, quantity_cancelled: 0 }).execute();
    await trx.updateTable('sales_order').set({ status: 'open', hold_reason: null }).execute();
    await trx.updateTable('stock_position').set({ on_hand: 500 }).execute();
  });
}

async function sourceAndUndo(ctx: AppContext, selection: SourcingSelection): Promise<Figures> {
  const timed = async <T>(kind: string, input: unknown): Promise<[T, number]> => {
    const started = performance.now();
    const outcome = await ctx.jobs.runToEnd<T>(kind, input, ctx.actor);
    return [outcome, Math.round(performance.now() - started)];
  };
  const parameters = sourcingParameters.parse({});
  const [{ runId }, propose] = await timed<{ runId: number }>('sourcing.propose', { selection, parameters });
  const [{ applied }, apply] = await timed<{ applied: number }>('sourcing.apply', { runId });
  const [{ undone }, undo] = await timed<{ undone: number }>('sourcing.undo', { runId });
  return { orders: applied, 'propose ms': propose, 'apply ms': apply, 'undo ms': undo, undone };
}
