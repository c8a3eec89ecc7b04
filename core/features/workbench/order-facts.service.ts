import type { SourcingRunView } from '../../contract/sourcing.ts';
import type { AppContext } from '../context.ts';
import {
  addStock,
  findAvailable,
  findOpenLines,
  findOrdersById,
  type Gathered,
  gather,
  type HeldUnits,
  ProposalWriter,
  problemOf,
} from '../sourcing/index.ts';
import { applyChanges } from './apply-changes.ts';
import {
  type DecisionOfOrder,
  findDecisionsTaking,
  findHeldOfOrder,
  findHeldOfRun,
} from './facts.queries.ts';
import { findChangesOfRun } from './scenarios.queries.ts';
import { changeFacts } from './simulate.service.ts';
import { type Taking, takingsOf } from './takings.ts';

/** One order of a run with today's facts, the run's instant, and what the run gives to its other orders. */
export interface OrderFacts {
  gathered: Gathered;
  ruled: ReturnType<typeof problemOf>;
  writer: ProposalWriter;
  /** What other orders of the run take of its products. */
  takings: Taking[];
  productIds: number[];
}

/**
 * Gathers one order of a run as the run saw it: its own reservations are free for it, those of a proposal's other orders are where the
 * proposal puts them, a what-if's network is changed.
 */
export async function gatherOrder(
  ctx: AppContext,
  run: SourcingRunView,
  decision: DecisionOfOrder,
): Promise<OrderFacts> {
  const { orderId } = decision;
  const [orders, open, held, changes] = await Promise.all([
    findOrdersById(ctx.db, [orderId]),
    findOpenLines(ctx.db, [orderId], 'all'),
    findHeldOfOrder(ctx.db, orderId),
    findChangesOfRun(ctx.db, run.id),
  ]);
  const lines = open.flatMap((line) => {
    const mine = held.filter(({ order_line_id: id }) => id === line.id);
    const quantity = Number(line.quantity) + mine.reduce((sum, units) => sum + units.quantity, 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  const productIds = [...new Set(lines.map((line) => line.product_id))];
  const skus = [...new Set(lines.map((line) => line.sku))];
  const others = await findDecisionsTaking(ctx.db, run.id, skus, orderId);
  const takings = takingsOf(others, new Map(lines.map((line) => [line.sku, line.product_id])));
  const parameters = { ...run.parameters, ruleVersionId: run.parameters.ruleVersionId ?? null };
  const stock = await stockFor(ctx, run, orderId, productIds, held);
  const at = run.createdAt;
  const base = await gather(ctx, { orders, lines, stock, parameters }, { load: true, at });
  const changed = applyChanges(base, changes, await changeFacts(ctx, changes, at));
  const gathered = run.status === 'proposed' ? withoutTaken(changed, run, decision, takings) : changed;
  const ruled = problemOf(gathered);
  return { gathered, ruled, writer: new ProposalWriter(gathered, ruled.problem), takings, productIds };
}

async function stockFor(
  ctx: AppContext,
  run: SourcingRunView,
  orderId: number,
  productIds: readonly number[],
  held: readonly HeldUnits[],
): Promise<Gathered['stock']> {
  const available = await findAvailable(ctx.db, productIds, 'all');
  const swapped =
    run.kind === 'resource' && run.status === 'proposed' && productIds.length > 0
      ? await findHeldOfRun(ctx.db, run.id, productIds, orderId)
      : [];
  return addStock(available, [...held, ...swapped]);
}

/** A proposal has not taken anything yet: what it gives to others is not there for this order. */
function withoutTaken(
  gathered: Gathered,
  run: SourcingRunView,
  decision: DecisionOfOrder,
  takings: readonly Taking[],
): Gathered {
  const taken = takings.map(({ productId, facilityId, units }) => {
    return { product_id: productId, facility_id: facilityId, quantity: -units };
  });
  const own = new Set(
    (JSON.parse(decision.allocationsJson) as { facility: string }[]).map(({ facility }) => facility),
  );
  const shipments = new Map(run.figures?.byFacility.map((load) => [load.code, load.shipments]));
  const ordersByFacility = new Map(gathered.ordersByFacility);
  for (const { id, code } of gathered.facilities) {
    const more = (shipments.get(code) ?? 0) - (own.has(code) ? 1 : 0);
    ordersByFacility.set(id, (ordersByFacility.get(id) ?? 0) + more);
  }
  return { ...gathered, stock: addStock(gathered.stock, taken), ordersByFacility };
}
