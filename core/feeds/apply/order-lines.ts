import type { StatedLine } from '../../features/shipments/index.ts';
import type { Batch } from './apply-network.ts';
import type { OrderPlan } from './apply-orders.ts';
import {
  deleteBareLines,
  findStoredLines,
  findStoredOrders,
  type StoredOrderLine,
} from './orders.queries.ts';
import { textOf, type Verdict } from './prepare.ts';

/**
 * Removes lines of orders that are gone at the source, and notes what it states of the others, by the line's id. Every order
 * that was told of is settled in the end.
 */
export async function stateLines(
  batch: Batch,
  plans: readonly OrderPlan[],
  verdicts: readonly Verdict[],
): Promise<Map<number, StatedLine>> {
  const { trx } = batch.command;
  const numbers = plans.map(({ number }) => number);
  const idOf = new Map((await findStoredOrders(trx, numbers)).map(({ number, id }) => [number, id]));
  for (const { number, row } of plans) {
    const id = idOf.get(number);
    if (id === undefined) continue;
    batch.ordersToSettle.add(id);
    batch.ordersToValidate.add(id);
    if (verdicts[row]?.changed) batch.book.orderIds.add(id);
  }
  const spokenIds = plans.filter(speaksOfLines).flatMap(({ number }) => idOf.get(number) ?? []);
  const linesOf = Map.groupBy(await findStoredLines(trx, spokenIds), ({ orderId }) => orderId);
  const stated = new Map<number, StatedLine>();
  for (const plan of plans) {
    for (const line of linesOf.get(idOf.get(plan.number) ?? -1) ?? []) {
      const told = statedOf(plan, line);
      if (told) stated.set(line.id, told);
    }
  }
  await removeLines(batch, plans, verdicts, stated);
  return stated;
}

const isOwn = ({ stored }: OrderPlan) => stored?.workedOnAt == null;

/** Whether a record changes what is shipped or cancelled of lines. */
function speaksOfLines(plan: OrderPlan): boolean {
  if (isOwn(plan) && plan.storedLines.some(({ quantityCancelled }) => quantityCancelled > 0)) return true;
  return plan.lines?.some(({ stated }) => stated.shipped !== null || stated.cancelled !== null) ?? false;
}

/** A record's lines are all there is to say of them: what it does not call cancelled is not. */
function statedOf(plan: OrderPlan, line: StoredOrderLine): StatedLine | null {
  const told = plan.lines?.find(({ lineNumber }) => lineNumber === line.lineNumber)?.stated;
  if (told) return { shipped: told.shipped, cancelled: isOwn(plan) ? (told.cancelled ?? 0) : null };
  const said = textOf(plan.one.fields, 'orderStatus');
  const reopened = plan.stored?.saidStatus === 'cancelled' && said !== null && said !== 'cancelled';
  return reopened && isOwn(plan) && !plan.lines ? { shipped: null, cancelled: 0 } : null;
}

async function removeLines(
  batch: Batch,
  plans: readonly OrderPlan[],
  verdicts: readonly Verdict[],
  stated: Map<number, StatedLine>,
): Promise<void> {
  const removed = new Map<number, { verdict: Verdict | undefined; line: StoredOrderLine }>();
  for (const plan of plans.filter(isOwn)) {
    if (!plan.lines) continue;
    const there = new Set(plan.lines.map(({ lineNumber }) => lineNumber));
    for (const line of plan.storedLines) {
      if (!there.has(line.lineNumber)) removed.set(line.id, { verdict: verdicts[plan.row], line });
    }
  }
  const deleted = await deleteBareLines(batch.command.trx, [...removed.keys()]);
  for (const [id, { verdict, line }] of removed) {
    const open = line.quantity - line.quantityShipped - line.quantityCancelled;
    if (verdict && (deleted.has(id) || open > 0)) {
      verdict.changed = true;
      batch.book.orderIds.add(line.orderId);
    }
    if (!deleted.has(id)) stated.set(id, { shipped: null, cancelled: line.quantity - line.quantityShipped });
  }
}
