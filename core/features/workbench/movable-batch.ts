import type { PlanTotals, SourcingParameters } from '../../contract/sourcing.ts';
import { pricePlans, type SourcingDecision, type SourcingProblem } from '../../solvers/sourcing/index.ts';
import type { AppContext } from '../context.ts';
import {
  addStock,
  type DecisionValues,
  facilityLimits,
  findAvailable,
  findOpenLines,
  findOrdersById,
  type Gathered,
  gather,
  type PlannedOrder,
  PlanTally,
  ProposalWriter,
  problemOf,
  readPlan,
  type Solved,
} from '../sourcing/index.ts';
import { toPlan } from './current-plan.service.ts';
import { findMovable } from './resource.queries.ts';
import { loadWithout, type ReservedLine } from './resource-facts.ts';

/** What may still move, with everything that it is decided from. */
export interface Batch {
  /** With the stock and the load as if nothing of the batch were reserved. */
  gathered: Gathered;
  /** The load of the facilities with all of it. */
  load: Pick<Gathered, 'ordersByFacility' | 'unitsByFacility'>;
  reserved: ReservedLine[];
}

/** All that is reserved and may still move; with `only`, no more than these orders. */
export async function gatherBatch(
  ctx: AppContext,
  parameters: SourcingParameters,
  only?: ReadonlySet<number>,
): Promise<Batch> {
  const movable = await findMovable(ctx.db);
  const reserved = only ? movable.filter(({ order_id: id }) => only.has(id)) : movable;
  const ids = [...new Set(reserved.map(({ order_id: id }) => id))];
  const [orders, open] = await Promise.all([findOrdersById(ctx.db, ids), findOpenLines(ctx.db, ids, 'all')]);
  const held = new Map<number, number>();
  for (const { order_line_id: line, quantity } of reserved) held.set(line, (held.get(line) ?? 0) + quantity);
  const lines = open.flatMap((line) => {
    const quantity = Number(line.quantity) + (held.get(line.id) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  const products = [...new Set(lines.map((line) => line.product_id))];
  const stock = addStock(await findAvailable(ctx.db, products, 'all'), reserved);
  const gathered = await gather(ctx, { orders, lines, stock, parameters }, { load: true });
  const { ordersByFacility, unitsByFacility } = gathered;
  return {
    gathered: { ...gathered, ...loadWithout(gathered, reserved, new Set()) },
    load: { ordersByFacility, unitsByFacility },
    reserved,
  };
}

/** What the orders of a batch have now. */
export interface PlanNow {
  problem: SourcingProblem;
  writer: ProposalWriter;
  decisions: ReadonlyMap<number, SourcingDecision>;
  plans: ReadonlyMap<number, PlannedOrder>;
}

/** What is reserved, priced as the run prices; late days have their price even where it forbids them. */
export function planNow({ gathered, reserved }: Batch): PlanNow {
  const parameters = { ...gathered.parameters, promiseIsHard: false };
  const { problem } = problemOf({ ...gathered, parameters });
  const writer = new ProposalWriter(gathered, problem);
  const plans = [...Map.groupBy(reserved, ({ order_id: id }) => id)].map(([orderId, units]) =>
    toPlan(
      orderId,
      units.map((one) => ({
        orderId,
        orderLineId: one.order_line_id,
        productId: one.product_id,
        facilityId: one.facility_id,
        quantity: one.quantity,
      })),
    ),
  );
  const decisions = pricePlans(problem, plans);
  return {
    problem,
    writer,
    decisions: new Map(decisions.map((decision) => [decision.orderId, decision])),
    plans: new Map(decisions.map((decision) => [decision.orderId, writer.planned(decision)])),
  };
}

/** A row as the plan that it holds. */
export function planOf([
  orderId,
  outcome,
  ,
  ,
  ,
  allocationsJson,
  ,
  ,
  arrivesAt,
  ,
  figuresJson,
]: DecisionValues) {
  return readPlan({ orderId, outcome, allocationsJson, arrivesAt, figuresJson });
}

/** The figures of plans taken together. */
export function totalsOf(gathered: Gathered, currency: string, plans: Iterable<PlannedOrder>): PlanTotals {
  const tally = new PlanTally(facilityLimits(gathered));
  for (const plan of plans) tally.add(plan);
  return tally.totals(currency, { boundMinor: null, gap: null });
}

/** Rows as if a run had solved them. */
export function toSolved(
  gathered: Gathered,
  currency: string,
  rows: DecisionValues[],
  solved: Solved | null,
): Solved {
  const figures = totalsOf(gathered, currency, rows.map(planOf));
  const { sourced, partial, unsourced, splitOrders, lateOrders } = figures;
  const unitsSourced = figures.byFacility.reduce((sum, { units }) => sum + units, 0);
  return {
    gathered,
    rows,
    outcome: {
      orders: rows.length,
      outcomes: { sourced, partial, unsourced, conflict: 0 },
      splitOrders,
      lateOrders,
      units: unitsSourced + figures.unitsShort,
      unitsSourced,
      cost: { amountMinor: rows.reduce((sum, row) => sum + row[2], 0), currency },
      byFacility: figures.byFacility.map(({ shipments: orders, code, name, units, costMinor }) => {
        return { code, name, orders, units, costMinor };
      }),
      unproven: solved?.outcome.unproven ?? 0,
      ratesLeftOut: gathered.rates.filter((rate) => rate.currency !== currency).length,
      figures: { ...figures, gap: solved?.outcome.figures?.gap ?? null },
    },
  };
}
