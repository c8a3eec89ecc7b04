import type { SourcingRunView } from '../../contract/sourcing.ts';
import { type PlanToPrice, pricePlans } from '../../solvers/sourcing/index.ts';
import type { AppContext } from '../context.ts';
import {
  findOpenLines,
  findOrdersById,
  gather,
  nothingPlanned,
  type PlannedOrder,
  ProposalWriter,
  plainCost,
  planKey,
  problemOf,
} from '../sourcing/index.ts';
import {
  findPlanRows,
  findPlans,
  findReservedOfRun,
  type PlanRow,
  type ReservedUnits,
} from './plans.queries.ts';

/** What the orders of a run have now, beside what the run plans for them. */
export interface CurrentPlan {
  rows: PlanRow[];
  /** Orders that have exactly what the run plans. */
  asPlanned: ReadonlySet<number>;
  /** The plans of the others that have something. */
  others: ReadonlyMap<number, PlannedOrder>;
}

/** What is reserved for a run's orders, priced as the run prices; orders that have what it plans are taken from it. */
export async function currentPlan(ctx: AppContext, run: SourcingRunView): Promise<CurrentPlan> {
  const [planned, reserved] = await Promise.all([
    findPlanRows(ctx.db, run.id),
    findReservedOfRun(ctx.db, run.id),
  ]);
  const reservedOf = Map.groupBy(reserved, ({ orderId }) => orderId);
  const asPlanned = new Set<number>();
  const different: number[] = [];
  for (const { orderId, key } of planned) {
    const now = reservedOf.get(orderId) ?? [];
    if (now.length > 0 && planKey(now) === key) asPlanned.add(orderId);
    else if (now.length > 0) different.push(orderId);
  }
  const priced = await priceReserved(ctx, run, different, reservedOf);
  const others = new Map(priced.map((plan) => [plan.orderId, plan]));
  return { rows: planned.map((row) => rowNow(row, asPlanned, others)), asPlanned, others };
}

function rowNow(
  row: PlanRow,
  asPlanned: ReadonlySet<number>,
  others: ReadonlyMap<number, PlannedOrder>,
): PlanRow {
  if (asPlanned.has(row.orderId)) return row;
  const plan = others.get(row.orderId);
  return plan ? toRow(plan) : { orderId: row.orderId, key: '', costMinor: 0, arrivesAt: null };
}

export function toRow({ orderId, allocations, figures, arrivesAt }: PlannedOrder): PlanRow {
  return { orderId, key: planKey(allocations), costMinor: plainCost(figures), arrivesAt };
}

/** The current plans of some orders of a run, in full. */
export async function currentPlansOf(
  ctx: AppContext,
  runId: number,
  current: Pick<CurrentPlan, 'asPlanned' | 'others'>,
  orderIds: readonly number[],
): Promise<Map<number, PlannedOrder>> {
  const plans = await findPlans(ctx.db, runId, orderIds);
  for (const [orderId, plan] of plans) {
    if (current.asPlanned.has(orderId)) continue;
    const { units, unitsShort } = plan.figures;
    plans.set(orderId, current.others.get(orderId) ?? nothingPlanned(orderId, units + unitsShort));
  }
  return plans;
}

/** Prices what orders have reserved as a run would. */
async function priceReserved(
  ctx: AppContext,
  run: SourcingRunView,
  orderIds: readonly number[],
  reservedOf: ReadonlyMap<number, ReservedUnits[]>,
): Promise<PlannedOrder[]> {
  if (orderIds.length === 0) return [];
  const [orders, open] = await Promise.all([
    findOrdersById(ctx.db, orderIds),
    findOpenLines(ctx.db, orderIds, 'all'),
  ]);
  const units = unitsByLine([...reservedOf.values()].flat());
  const lines = open.map((line) => ({
    ...line,
    quantity: Number(line.quantity) + (units.get(line.id) ?? 0),
  }));
  const stock = { productId: [], facilityId: [], available: [], onHand: [] };
  const parameters = { ...run.parameters, promiseIsHard: false };
  const gathered = await gather(ctx, { orders, lines, stock, parameters }, { at: run.createdAt });
  const { problem } = problemOf(gathered);
  const writer = new ProposalWriter(gathered, problem);
  const plans = orderIds.map((orderId) => toPlan(orderId, reservedOf.get(orderId) ?? []));
  return pricePlans(problem, plans).map((decision) => writer.planned(decision));
}

function unitsByLine(reserved: readonly ReservedUnits[]): Map<number, number> {
  const units = new Map<number, number>();
  for (const { orderLineId, quantity } of reserved) {
    units.set(orderLineId, (units.get(orderLineId) ?? 0) + quantity);
  }
  return units;
}

/** One shipment for each facility. */
export function toPlan(orderId: number, reserved: readonly ReservedUnits[]): PlanToPrice {
  const byFacility = Map.groupBy(reserved, ({ facilityId }) => facilityId);
  return {
    orderId,
    shipments: [...byFacility].map(([facilityId, units]) => ({
      facilityId,
      lines: units.map(({ orderLineId: lineId, productId, quantity }) => ({ lineId, productId, quantity })),
    })),
  };
}
