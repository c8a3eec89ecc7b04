import type { PlannedAllocation, SourcingRunView } from '../../contract/sourcing.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import type { Command } from '../journal/index.ts';
import {
  findAvailableNow,
  findOrdersNow,
  insertReservations,
  setConflicts,
  setOrderStatuses,
} from './apply.queries.ts';
import type { ApplyOutcome } from './apply.service.ts';
import { planKey } from './plan-figures.ts';
import { attempt, countConflicts, mustMove, publishSourcing } from './run-commands.ts';
import { runStatus, setRunStatus } from './runs.queries.ts';
import {
  endReservations,
  findHeldNow,
  findReplaced,
  findWishes,
  restoreReservations,
} from './swap.queries.ts';
import { planSwap, type SwapFacts, type SwapPlan, type SwapWish } from './swap-plan.ts';
import type { UndoOutcome } from './undo.service.ts';

/** Swaps what orders have reserved for a run's plan, in one transaction; orders that have moved on meanwhile keep what they have. */
export async function applySwap(
  ctx: AppContext,
  run: SourcingRunView,
  numbers: readonly string[] | undefined,
  tools: JobTools,
): Promise<ApplyOutcome> {
  const wanted = numbers ? new Set(numbers) : null;
  const wishes = (await findWishes(ctx.db, run.id)).filter(({ number }) => !wanted || wanted.has(number));
  const plan = await attempt(ctx, 'sourcing.apply', async (command) => {
    mustMove(run.id, await runStatus(command.trx, run.id), 'applied');
    tools.progress(0.2, { code: 'sourcing.checking', values: { orders: wishes.length } });
    const facts = await factsNow(command, wishes);
    const found = planSwap(wishes, facts);
    tools.signal.throwIfAborted();
    tools.progress(0.5, { code: 'sourcing.reserving', values: { orders: found.swapped.length } });
    await swap(command, run, found, facts);
    await setConflicts(
      command.trx,
      run.id,
      found.conflicts.map(({ orderId }) => orderId),
    );
    await setRunStatus(command.trx, run.id, 'applied', command.at);
    await countConflicts(command, run.id, found);
    recordSwap(command, run.id, found, { before: 'proposed', after: 'applied' });
    publish(command, run.id, found, facts);
    return found;
  });
  const conflictOrders = plan.conflicts.map(({ number, code }) => ({ number, code }));
  return { applied: plan.swapped.length, conflicts: conflictOrders.length, conflictOrders };
}

/** Gives orders back what a run had replaced, where they still have what it gave them and the stock is still there. */
export function undoSwap(ctx: AppContext, runId: number, tools: JobTools): Promise<UndoOutcome> {
  return attempt(ctx, 'sourcing.undo', async (command) => {
    const { trx, at } = command;
    mustMove(runId, await runStatus(trx, runId), 'undone');
    const wishes = await findReplaced(trx, runId);
    tools.progress(0.3, { code: 'sourcing.releasing', values: { orders: wishes.length } });
    const facts = await factsNow(command, wishes);
    const plan = planSwap(wishes, facts);
    await endReservations(trx, heldIds(plan, facts), null, at);
    await restoreReservations(
      trx,
      plan.swapped.flatMap(({ allocations }) => allocations.map(({ id }) => id)),
      at,
    );
    tools.signal.throwIfAborted();
    await setStatuses(command, plan);
    await setRunStatus(trx, runId, 'undone', at);
    recordSwap(command, runId, plan, { before: 'applied', after: 'undone' });
    publish(command, runId, plan, facts);
    const keptOrders = plan.conflicts.map(({ orderId, number }) => {
      return { number, status: facts.ordersNow.get(orderId)?.status ?? '' };
    });
    return { undone: plan.swapped.length, kept: keptOrders.length, keptOrders };
  });
}

async function factsNow({ trx }: Command, wishes: readonly SwapWish[]): Promise<SwapFacts> {
  const ids = wishes.map(({ orderId }) => orderId);
  const [ordersNow, heldNow] = [await findOrdersNow(trx, ids), await findHeldNow(trx, ids)];
  const products = new Set<number>();
  for (const order of ordersNow.values()) for (const id of order.productOfLine.values()) products.add(id);
  return { ordersNow, ...heldNow, available: await findAvailableNow(trx, [...products]) };
}

async function swap(
  command: Command,
  { id, cost }: SourcingRunView,
  plan: SwapPlan<PlannedAllocation>,
  facts: SwapFacts,
): Promise<void> {
  await endReservations(command.trx, heldIds(plan, facts), id, command.at);
  const reservations = plan.swapped.flatMap(({ orderId, allocations }) =>
    allocations.map((allocation) => {
      const productId = facts.ordersNow.get(orderId)?.productOfLine.get(allocation.orderLineId) as number;
      return { ...allocation, orderId, productId, currency: cost.currency };
    }),
  );
  await insertReservations(command, id, command.at, reservations);
  await setStatuses(command, plan);
}

function setStatuses({ trx, at }: Command, { swapped }: Pick<SwapPlan, 'swapped'>): Promise<void> {
  return setOrderStatuses(
    trx,
    at,
    swapped.map(({ orderId, number, before, status }) => ({ id: orderId, number, before, status })),
  );
}

function heldIds({ swapped }: Pick<SwapPlan, 'swapped'>, { held }: SwapFacts): number[] {
  return swapped.flatMap(({ orderId }) => (held.get(orderId) ?? []).map(({ id }) => id));
}

function recordSwap(
  command: Command,
  runId: number,
  { swapped, conflicts }: SwapPlan,
  status: { before: string; after: string },
): void {
  for (const { orderId, number, before, status: after, expectedKey, allocations } of swapped) {
    command.record({
      entity: 'order',
      id: orderId,
      key: number,
      before: { status: before, reserved: expectedKey },
      after: { status: after, run: runId, reserved: planKey(allocations) },
    });
  }
  command.record({
    entity: 'sourcingRun',
    id: runId,
    key: String(runId),
    before: { status: status.before },
    after: { status: status.after, applied: swapped.length, conflicts: conflicts.length },
  });
}

function publish(
  command: Command,
  runId: number,
  { swapped }: Pick<SwapPlan, 'swapped'>,
  { ordersNow }: SwapFacts,
): void {
  const ids = swapped.map(({ orderId }) => orderId);
  const products = ids.flatMap((id) => [...(ordersNow.get(id)?.productOfLine.values() ?? [])]);
  publishSourcing(command, runId, ids, products);
}
