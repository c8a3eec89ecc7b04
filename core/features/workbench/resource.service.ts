import type { SourcingParameters } from '../../contract/sourcing.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { conflict } from '../procedures.ts';
import {
  addStock,
  type DecisionValues,
  type PlannedOrder,
  plainCost,
  planKey,
  type Solved,
  solveGathered,
  storeProposal,
} from '../sourcing/index.ts';
import {
  type Batch,
  gatherBatch,
  type PlanNow,
  planNow,
  planOf,
  toSolved,
  totalsOf,
} from './movable-batch.ts';
import { loadWithout, withoutPinned, worseOff } from './resource-facts.ts';

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
