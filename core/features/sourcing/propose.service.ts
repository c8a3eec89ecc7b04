import type { SourcingParameters, SourcingSelection } from '../../contract/sourcing.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { conflict, notFound } from '../procedures.ts';
import { findConflicts } from './decisions.queries.ts';
import { findAvailable, findOpenLines, findOrdersByNumber, findReserved } from './gather.queries.ts';
import { addStock, gather, gatherSelection } from './gather.service.ts';
import type { LineToSource, OrderToSource } from './gathered.ts';
import { findRun } from './runs.queries.ts';
import { proposeRun } from './solve-and-store.ts';

export type ProposeInput = { selection: SourcingSelection; parameters: SourcingParameters };

/** Gathers, decides in a worker thread and stores the proposal; nothing else changes. @returns the run's id */
export async function propose(ctx: AppContext, input: ProposeInput, tools: JobTools): Promise<number> {
  const started = performance.now();
  tools.progress(null, { code: 'sourcing.gathering' });
  const { gathered, skipped } = await gatherSelection(ctx, input);
  return proposeRun(ctx, gathered, { kind: 'source', skipped, started }, tools);
}

/** Proposes again for the orders of a run that could not be applied. @throws CONFLICT when there are none */
export async function proposeConflicts(ctx: AppContext, runId: number, tools: JobTools): Promise<number> {
  const [run, numbers] = await Promise.all([findRun(ctx.db, runId), findConflicts(ctx.db, runId)]);
  if (!run) throw notFound('sourcing run', String(runId));
  if (numbers.length === 0) {
    throw conflict(`Run ${runId} has no order whose plan could not be applied.`, 'noConflicts');
  }
  return propose(ctx, { selection: { numbers }, parameters: run.parameters }, tools);
}

/** The same for one order, as if what it has reserved were free again. */
export async function proposeAnew(
  ctx: AppContext,
  input: { number: string; parameters: SourcingParameters },
  tools: JobTools,
): Promise<number> {
  const started = performance.now();
  const [order] = await findOrdersByNumber(ctx.db, [input.number]);
  if (!order) throw notFound('order', input.number);
  const [open, reserved] = await Promise.all([
    findOpenLines(ctx.db, [order.id]),
    findReserved(ctx.db, order.id),
  ]);
  const lines = await withReserved(ctx, order, open, reserved);
  const products = [...new Set(lines.map((line) => line.product_id))];
  const stock = addStock(await findAvailable(ctx.db, products, 'all'), reserved);
  const gathered = await gather(ctx, { orders: [order], lines, stock, parameters: input.parameters });
  return proposeRun(ctx, gathered, { kind: 'source', skipped: [], started }, tools);
}

type Reserved = Awaited<ReturnType<typeof findReserved>>;

/** The order's open lines with what it has reserved added. */
async function withReserved(
  ctx: AppContext,
  order: OrderToSource,
  open: LineToSource[],
  reserved: Reserved,
): Promise<LineToSource[]> {
  const all = await findOpenLines(ctx.db, [order.id], 'all');
  const unitsOf = new Map(open.map((line) => [line.id, Number(line.quantity)]));
  for (const { order_line_id: line, quantity } of reserved) {
    unitsOf.set(line, (unitsOf.get(line) ?? 0) + quantity);
  }
  return all.flatMap((line) => {
    const quantity = unitsOf.get(line.id) ?? 0;
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}
