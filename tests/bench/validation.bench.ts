import { stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import type { AppContext } from '../../core/features/context.ts';
import { createDemo } from '../../core/features/demo/index.ts';
import { DEFAULT_SETTINGS } from '../../core/features/validation/rules-in-force.ts';
import { previewValidation, validateOrders } from '../../core/features/validation/validation.service.ts';
import { onBenchCore, printFigures } from './bench-core.ts';

const USAGE = `npm run bench -- validation [--orders 10000] [--json]

How long it takes to look at so many open orders by the rules of reception: by command, all in one transaction (nobody has looked at
them; then again), and for the preview of other rules. The demo network has three times as many orders behind them.`;

export async function run(args: string[]): Promise<Record<string, number> | undefined> {
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
  await createDemo(ctx.db, { seed: 1, orders: orders * 3 });
  const newest = sql`select id from sales_order where status in ('shipped', 'delivered') order by id desc limit ${orders}`;
  await ctx.db.write(async (trx) => {
    await sql`update sales_order set status = 'open', closed_at = null where id in (${newest})`.execute(trx);
  });
  const rows = await ctx.db.read
    .selectFrom('sales_order')
    .select('number')
    .where('status', '=', 'open')
    .orderBy('id', 'desc')
    .limit(orders)
    .execute();
  const numbers = rows.map(({ number }) => number);
  const timed = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
    const started = performance.now();
    const result = await work();
    return [Math.round(performance.now() - started), result];
  };
  const [firstMs, first] = await timed(() => validateOrders(ctx, numbers));
  const [againMs] = await timed(() => validateOrders(ctx, numbers));
  const [previewMs, preview] = await timed(() => previewValidation(ctx, DEFAULT_SETTINGS));
  return {
    orders: first.validated,
    held: first.held.length,
    firstMs,
    againMs,
    previewedOrders: preview.orders,
    previewMs,
  };
}
