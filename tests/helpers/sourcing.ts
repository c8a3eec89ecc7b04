import { type SourcingSelection, sourcingParameters } from '../../core/contract/sourcing.ts';
import type { Database } from '../../core/db/database.ts';
import type { AppContext } from '../../core/features/context.ts';
import { listDecisions } from '../../core/features/sourcing/decisions.queries.ts';

export type Parameters = Partial<ReturnType<typeof sourcingParameters.parse>>;

/** Proposes for a selection of orders (all that wait, if none is given) and waits for the run's id. */
export async function proposeRun(
  ctx: AppContext,
  selection: SourcingSelection = { filter: {} },
  parameters: Parameters = {},
): Promise<number> {
  const input = { selection, parameters: sourcingParameters.parse(parameters) };
  const { runId } = await ctx.jobs.runToEnd<{ runId: number }>('sourcing.propose', input, ctx.actor);
  return runId;
}

export function applyRun(ctx: AppContext, runId: number, numbers?: string[]) {
  return ctx.jobs.runToEnd<{
    applied: number;
    conflicts: number;
    conflictOrders: { number: string; code: string }[];
  }>('sourcing.apply', { runId, numbers }, ctx.actor);
}

export function undoRun(ctx: AppContext, runId: number) {
  return ctx.jobs.runToEnd<{
    undone: number;
    kept: number;
    keptOrders: { number: string; status: string }[];
  }>('sourcing.undo', { runId }, ctx.actor);
}

export async function decisionsOf(ctx: AppContext, runId: number) {
  const { rows } = await listDecisions(ctx.db, { runId, sort: 'number', offset: 0, limit: 1000 });
  return rows;
}

/** Active reservations as `order: quantity x SKU @ facility`, sorted. */
export async function reservations(db: Database): Promise<string[]> {
  const rows = await db.read
    .selectFrom('allocation as a')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .innerJoin('product as p', 'p.id', 'a.product_id')
    .innerJoin('facility as f', 'f.id', 'a.facility_id')
    .select(['o.number', 'a.quantity', 'p.sku', 'f.code'])
    .where('a.status', 'in', ['reserved', 'released'])
    .execute();
  return rows.map((row) => `${row.number}: ${row.quantity} x ${row.sku} @ ${row.code}`).sort();
}

export async function orderStatus(db: Database, number: string): Promise<string> {
  const row = await db.read
    .selectFrom('sales_order')
    .select('status')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return row.status;
}

/** Positions whose reservations exceed what may be promised, or differ from the sum of their allocations. */
export async function brokenPositions(db: Database): Promise<unknown[]> {
  const [positions, active] = await Promise.all([
    db.read.selectFrom('stock_position').selectAll().execute(),
    db.read
      .selectFrom('allocation')
      .select(['product_id', 'facility_id', 'quantity'])
      .where('status', 'in', ['reserved', 'released'])
      .execute(),
  ]);
  const sums = new Map<string, number>();
  for (const { product_id, facility_id, quantity } of active) {
    const key = `${product_id}@${facility_id}`;
    sums.set(key, (sums.get(key) ?? 0) + quantity);
  }
  return positions.filter((p) => {
    const allocated = sums.get(`${p.product_id}@${p.facility_id}`) ?? 0;
    const free = p.on_hand - p.reserved_external - p.safety_stock;
    return allocated !== p.reserved_allocated || allocated > Math.max(0, free);
  });
}
