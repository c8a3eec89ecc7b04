import type { PlanTotals, SourcingParameters } from '../../contract/sourcing.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import { pricePlans, type SourcingDecision } from '../../solvers/sourcing/index.ts';
import type { AppContext } from '../context.ts';
import { conflict } from '../procedures.ts';
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
  plainCost,
  planKey,
  problemOf,
  readPlan,
  type Solved,
  solveGathered,
  storeProposal,
} from '../sourcing/index.ts';
import { toPlan } from './current-plan.service.ts';
import { findMovable } from './resource.queries.ts';
import { loadWithout, type ReservedLine, withoutPinned, worseOff } from './resource-facts.ts';

/** Orders that a plan would harm keep what they have, and the rest is solved again; so often before all keep it. */
const MOST_ROUNDS = 5;

export interface ResourceOutcome {
  runId: number;
  /** Orders that the proposal would serve differently. */
  changed: number;
  /** What it earns more than what is reserved now. */
  savedMinor: number;
}

/**
 * The best plan of all orders that are reserved and not being picked, as if what they have reserved were free. Nobody gets fewer
 * units, or later than promised and than now. A proposal: nothing is reserved anew.
 */
export async function proposeResource(
  ctx: AppContext,
  parameters: SourcingParameters,
  tools: JobTools,
): Promise<ResourceOutcome> {
  const started = performance.now();
  tools.progress(null, { code: 'sourcing.gathering' });
  const batch = await gatherBatch(ctx, parameters);
  if (batch.gathered.orders.length === 0) {
    throw conflict(
      'No order is reserved and not being picked yet: there is nothing to re-source.',
      'nothing',
    );
  }
  const now = planNow(batch);
  const found = await solveKept(batch, now, tools);
  const better = found && gain(now, found.plans) > 0 ? found : null;
  const rows = mergedRows(now, better);
  const totals = totalsOf(batch.gathered, now.writer.currency, now.plans.values());
  const solved = toSolved(batch.gathered, now.writer.currency, rows, better?.solved ?? null);
  const run = { kind: 'resource' as const, skipped: [], started, before: totals };
  const runId = await storeProposal(ctx, solved, run, tools);
  const changed = rows.filter((row) => row[7] !== row[11]).length;
  const savedMinor = (solved.outcome.figures?.profitMinor ?? 0) - totals.profitMinor;
  return { runId, changed, savedMinor };
}

interface Batch {
  /** With the stock and the load as if nothing of the batch were reserved. */
  gathered: Gathered;
  /** The load of the facilities with all of it. */
  load: Pick<Gathered, 'ordersByFacility' | 'unitsByFacility'>;
  reserved: ReservedLine[];
}

async function gatherBatch(ctx: AppContext, parameters: SourcingParameters): Promise<Batch> {
  const reserved = await findMovable(ctx.db);
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

interface PlanNow {
  writer: ProposalWriter;
  decisions: ReadonlyMap<number, SourcingDecision>;
  plans: ReadonlyMap<number, PlannedOrder>;
}

/** What is reserved, priced as the run prices; late days have their price even where it forbids them. */
function planNow({ gathered, reserved }: Batch): PlanNow {
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
    writer,
    decisions: new Map(decisions.map((decision) => [decision.orderId, decision])),
    plans: new Map(decisions.map((decision) => [decision.orderId, writer.planned(decision)])),
  };
}

interface Found {
  solved: Solved;
  plans: Map<number, PlannedOrder>;
}

/** Solves until nobody is worse off; null when that does not come about. */
async function solveKept(batch: Batch, now: PlanNow, tools: JobTools): Promise<Found | null> {
  const pinned = new Set<number>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { orders, lines, kept } = withoutPinned(batch.gathered, batch.reserved, pinned);
    if (orders.length === 0) return null;
    const load = loadWithout(batch.load, batch.reserved, pinned);
    const stock = addStock(batch.gathered.stock, kept);
    const solved = await solveGathered({ ...batch.gathered, orders, lines, stock, ...load }, tools);
    const plans = new Map(solved.rows.map((row) => [row[0], planOf(row)]));
    const worse = worseOff(now.plans, plans.values());
    if (worse.length === 0) return { solved, plans };
    for (const orderId of worse) pinned.add(orderId);
  }
  return null;
}

function planOf([orderId, outcome, , , , allocationsJson, , , arrivesAt, , figuresJson]: DecisionValues) {
  return readPlan({ orderId, outcome, allocationsJson, arrivesAt, figuresJson });
}

/** What new plans are worth more than what is reserved: units first, then money at plain prices. */
function gain(now: PlanNow, plans: ReadonlyMap<number, PlannedOrder>): number {
  let [units, money] = [0, 0];
  for (const [orderId, { figures }] of plans) {
    const was = now.plans.get(orderId)?.figures;
    if (!was) continue;
    units += figures.units - was.units;
    money += plainCost(was) - plainCost(figures);
  }
  return units === 0 ? money : units;
}

/** A row for each order: the new plan, or what it has where that stays. */
function mergedRows(now: PlanNow, found: Found | null): DecisionValues[] {
  const rows = new Map(found?.solved.rows.map((row) => [row[0], row]));
  return [...now.decisions].map(([orderId, decision]) => {
    const row = [...(rows.get(orderId) ?? now.writer.row(decision))] as DecisionValues;
    row[11] = planKey(now.plans.get(orderId)?.allocations ?? []);
    return row;
  });
}

function totalsOf(gathered: Gathered, currency: string, plans: Iterable<PlannedOrder>): PlanTotals {
  const tally = new PlanTally(facilityLimits(gathered));
  for (const plan of plans) tally.add(plan);
  return tally.totals(currency, { boundMinor: null, gap: null });
}

function toSolved(
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
