import { sourcingParameters } from '../../contract/sourcing.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import {
  priceAlternatives,
  pricePlans,
  type SourcingDecision,
  type SourcingOrder,
  type SourcingProblem,
} from '../../solvers/sourcing/index.ts';
import type { AppContext } from '../context.ts';
import { type DecisionValues, planKey, storeProposal } from '../sourcing/index.ts';
import { toPlan } from './current-plan.service.ts';
import { type Batch, gatherBatch, type PlanNow, planNow, toSolved, totalsOf } from './movable-batch.ts';

/** Units of scarce stock (or of a facility's day), by a key of their own; an order may take them up to `atMost` in all. */
export type FacilityNeed = { key: string; units: number; atMost: number };

/** A facility that may ship an order whole; handling and rules have their price there. */
export type FacilityChoice = { facilityId: number; priceMinor: number; needs: FacilityNeed[] };

/** An order that is reserved whole at one facility and may still move. */
export type OrderChoices = {
  orderId: number;
  number: string;
  facilityId: number;
  /** The one that it has comes first. */
  choices: FacilityChoice[];
};

/** Orders that may move, as the facts were when they were gathered. */
export type ChosenFacilities = { batch: Batch; now: PlanNow; orders: OrderChoices[] };

/** Its own vehicles need no carrier's rate, and bring it on their day. */
const POSSIBLE = new Set(['dearer', 'late', 'noRate']);

/** Which of some facilities may ship which of some orders whole, by stock, capacity and the rules in force. */
export async function gatherChoices(
  ctx: AppContext,
  { orderIds, facilityIds }: { orderIds: ReadonlySet<number>; facilityIds: readonly number[] },
): Promise<ChosenFacilities> {
  const { batch, now } = await gatherWhole(ctx, orderIds);
  const available = stockOf(now.problem);
  const orders = now.problem.orders.flatMap((order): OrderChoices[] => {
    const only = now.decisions.get(order.id)?.shipments[0];
    if (!only) return [];
    const own = { facilityId: only.facilityId, priceMinor: priceOf(only) };
    const others = otherFacilities(now.problem, order, own.facilityId).filter(({ facilityId }) =>
      facilityIds.includes(facilityId),
    );
    const choices = [own, ...others].map((choice) => {
      return { ...choice, needs: needsOf(now.problem, order, choice.facilityId, available) };
    });
    const number = batch.gathered.orders.find(({ id }) => id === order.id)?.number ?? '';
    return [{ orderId: order.id, number, facilityId: own.facilityId, choices }];
  });
  return { batch, now, orders };
}

/** Orders that are split, or of which a part is missing, keep what they have: it is not in the stock that the others share. */
async function gatherWhole(
  ctx: AppContext,
  wanted: ReadonlySet<number>,
): Promise<{ batch: Batch; now: PlanNow }> {
  const parameters = sourcingParameters.parse({});
  const batch = await gatherBatch(ctx, parameters, wanted);
  const now = planNow(batch);
  const whole = new Set(
    [...now.decisions.values()].flatMap(({ orderId, outcome, shipments }) =>
      outcome === 'sourced' && shipments.length === 1 ? [orderId] : [],
    ),
  );
  if (whole.size === now.decisions.size) return { batch, now };
  const rest = await gatherBatch(ctx, parameters, whole);
  return { batch: rest, now: planNow(rest) };
}

function priceOf({ handlingMinor, rulePriceMinor = 0 }: { handlingMinor: number; rulePriceMinor?: number }) {
  return handlingMinor + rulePriceMinor;
}

function otherFacilities(problem: SourcingProblem, order: SourcingOrder, facilityId: number) {
  const facilityIds = new Set([facilityId]);
  return priceAlternatives(problem, order, { costMinor: 0, facilityIds, complete: true }).flatMap(
    ({ facilityId: other, code, cost }) => {
      if (!POSSIBLE.has(code)) return [];
      const handlingMinor = problem.facilities.find(({ id }) => id === other)?.handlingMinor ?? 0;
      return [{ facilityId: other, priceMinor: cost ? priceOf(cost) : handlingMinor }];
    },
  );
}

/** What a class of orders may take of a product at a facility. */
function stockOf({ stock }: SourcingProblem) {
  const rows = new Map<string, number>();
  for (let i = 0; i < stock.productId.length; i++)
    rows.set(`${stock.productId[i]}@${stock.facilityId[i]}`, i);
  return (key: string, stockClass: number | undefined) => {
    const row = rows.get(key);
    if (row === undefined) return 0;
    const keptBack = stockClass === undefined ? 0 : (stock.keptBack?.[stockClass]?.[row] ?? 0);
    return Math.max(0, (stock.available[row] ?? 0) - keptBack);
  };
}

function needsOf(
  { facilities }: SourcingProblem,
  order: SourcingOrder,
  facilityId: number,
  available: ReturnType<typeof stockOf>,
): FacilityNeed[] {
  const units = new Map<string, number>();
  for (const { productId, quantity } of order.lines) {
    const key = `${productId}@${facilityId}`;
    units.set(key, (units.get(key) ?? 0) + quantity);
  }
  const needs = [...units].map(([key, wanted]) => {
    return { key, units: wanted, atMost: available(key, order.stockClass) };
  });
  const aDay = facilities.find(({ id }) => id === facilityId)?.capacityOrders ?? null;
  return aDay === null ? needs : [...needs, { key: `orders@${facilityId}`, units: 1, atMost: aDay }];
}

/**
 * Proposes that orders move to other facilities, and that the others of the batch keep what they have: applied and undone like any
 * re-sourcing. @returns the run's id
 */
export function proposeMoves(
  ctx: AppContext,
  { batch, now }: ChosenFacilities,
  { moves, note, started }: { moves: ReadonlyMap<number, number>; note: string; started: number },
  tools: JobTools,
): Promise<number> {
  const by = { actor: ctx.actor, at: ctx.clock(), reason: 'other', note };
  const rows = [...moves].flatMap(([orderId, facilityId]) => {
    const before = now.plans.get(orderId)?.allocations ?? [];
    const plan = toPlan(orderId, [...unitsOf(now, orderId, facilityId)]);
    const [decision] = pricePlans(now.problem, [plan]) as [SourcingDecision];
    const row = [...now.writer.row(decision, by)] as DecisionValues;
    row[11] = planKey(before);
    return [row];
  });
  const { currency } = now.writer;
  const plansBefore = rows.flatMap(([orderId]) => now.plans.get(orderId) ?? []);
  const before = totalsOf(batch.gathered, currency, plansBefore);
  const solved = toSolved(batch.gathered, currency, rows, null);
  return storeProposal(ctx, solved, { kind: 'resource', name: note, skipped: [], started, before }, tools);
}

function unitsOf({ problem }: PlanNow, orderId: number, facilityId: number) {
  const lines = problem.orders.find(({ id }) => id === orderId)?.lines ?? [];
  return lines.map(({ id: orderLineId, productId, quantity }) => {
    return { orderId, orderLineId, productId, facilityId, quantity };
  });
}
