import type { PlannedAllocation } from '../../contract/sourcing.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import type { Command } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import {
  findAvailableNow,
  findDecisionsToApply,
  findOrdersNow,
  insertReservations,
  releaseOrder,
  type StoredDecision,
  setConflicts,
  setOrderStatuses,
} from './apply.queries.ts';
import { type ApplyPlan, type ConflictCode, type PlannedOrder, planApply } from './apply-plan.ts';
import { attempt, countConflicts, mustMove, mustNotBeScenario, publishSourcing } from './run-commands.ts';
import { findRun, runStatus, setRunStatus } from './runs.queries.ts';
import { applySwap } from './swap.service.ts';

export type ApplyInput = { runId: number; numbers?: string[] | undefined };

export type ApplyOutcome = {
  applied: number;
  conflicts: number;
  conflictOrders: { number: string; code: ConflictCode }[];
};

/**
 * Reserves what a run proposes, in one transaction. What is available is looked at again: orders whose stock was taken
 * meanwhile, or that have changed, are reported as conflicts and stay as they are.
 */
export async function applyRun(ctx: AppContext, input: ApplyInput, tools: JobTools): Promise<ApplyOutcome> {
  const run = await findRun(ctx.db, input.runId);
  if (!run) throw notFound('sourcing run', String(input.runId));
  mustNotBeScenario(run);
  if (run.kind === 'resource') return applySwap(ctx, run, input.numbers, tools);
  const decisions = await findDecisionsToApply(ctx.db, input.runId);
  const wanted = input.numbers ? new Set(input.numbers) : null;
  const planned = await toPlanned(
    decisions.filter(({ number }) => !wanted || wanted.has(number)),
    tools,
  );
  const plan = await attempt(ctx, 'sourcing.apply', (command) =>
    applyPlanned(command, input.runId, planned, run.cost.currency, tools),
  );
  return summary(plan);
}

/** Swaps what one order has reserved for a run's plan of it, in one transaction; a conflict leaves all as it was. */
export async function applyAnew(
  ctx: AppContext,
  runId: number,
  tools: JobTools,
): Promise<{ changed: boolean }> {
  const run = await findRun(ctx.db, runId);
  if (!run) throw notFound('sourcing run', String(runId));
  const planned = await toPlanned(await findDecisionsToApply(ctx.db, runId), tools);
  const [order] = planned;
  if (!order) return { changed: false };
  await attempt(ctx, 'sourcing.apply', async (command) => {
    const freed = await releaseOrder(command.trx, order.orderId, command.at);
    const now = (await findOrdersNow(command.trx, [order.orderId])).get(order.orderId);
    if (now?.status === 'sourced') {
      await setOrderStatuses(command.trx, command.at, [
        { id: now.id, number: now.number, before: 'sourced', status: 'open' },
      ]);
    }
    const plan = await applyPlanned(command, runId, planned, run.cost.currency, tools, freed);
    if (plan.conflicts.length > 0) {
      throw conflict(
        'The order or its stock has changed meanwhile. Try again.',
        plan.conflicts[0]?.code ?? '',
      );
    }
    return plan;
  });
  return { changed: true };
}

async function applyPlanned(
  command: Command,
  runId: number,
  planned: PlannedOrder[],
  currency: string,
  tools: JobTools,
  alsoChanged: number[] = [],
): Promise<ApplyPlan> {
  const { trx, at } = command;
  mustMove(runId, await runStatus(trx, runId), 'applied');
  tools.progress(0.2, { code: 'sourcing.checking', values: { orders: planned.length } });
  const ordersNow = await findOrdersNow(
    trx,
    planned.map(({ orderId }) => orderId),
  );
  const products = new Set<number>();
  for (const order of ordersNow.values()) for (const id of order.productOfLine.values()) products.add(id);
  const plan = planApply(planned, ordersNow, await findAvailableNow(trx, [...products]), currency);
  tools.signal.throwIfAborted();
  tools.progress(0.5, { code: 'sourcing.reserving', values: { orders: plan.orders.length } });
  await insertReservations(command, runId, at, plan.reservations);
  await setOrderStatuses(trx, at, plan.orders);
  await setConflicts(
    trx,
    runId,
    plan.conflicts.map(({ orderId }) => orderId),
  );
  await setRunStatus(trx, runId, 'applied', at);
  await countConflicts(command, runId, plan);
  tools.signal.throwIfAborted();
  tools.progress(0.9, { code: 'sourcing.saving' });
  recordPlan(command, runId, plan);
  publishPlan(command, runId, plan, alsoChanged);
  return plan;
}

function recordPlan(command: Command, runId: number, plan: ApplyPlan): void {
  const reservationsOf = Map.groupBy(plan.reservations, (reservation) => reservation.orderId);
  for (const order of plan.orders) {
    const reserved = (reservationsOf.get(order.id) ?? []).map(({ orderLineId, facilityId, quantity }) => {
      return { orderLineId, facilityId, quantity };
    });
    command.record({
      entity: 'order',
      id: order.id,
      key: order.number,
      before: { status: order.before },
      after: { status: order.status, run: runId, reserved },
    });
  }
  const after = { status: 'applied', ...summary(plan), conflictOrders: undefined };
  command.record({
    entity: 'sourcingRun',
    id: runId,
    key: String(runId),
    before: { status: 'proposed' },
    after,
  });
}

function publishPlan(command: Command, runId: number, plan: ApplyPlan, alsoChanged: number[]): void {
  publishSourcing(
    command,
    runId,
    plan.orders.map((order) => order.id),
    [...alsoChanged, ...plan.reservations.map((reservation) => reservation.productId)],
  );
}

/** Parses the stored plans a few at a time: the core goes on answering meanwhile. */
async function toPlanned(decisions: StoredDecision[], tools: JobTools): Promise<PlannedOrder[]> {
  const planned: PlannedOrder[] = [];
  for (const { orderId, number, allocationsJson } of decisions) {
    planned.push({ orderId, number, allocations: JSON.parse(allocationsJson) as PlannedAllocation[] });
    if (planned.length % 1000 !== 0) continue;
    tools.signal.throwIfAborted();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return planned;
}

function summary(plan: ApplyPlan): ApplyOutcome {
  return {
    applied: plan.orders.length,
    conflicts: plan.conflicts.length,
    conflictOrders: plan.conflicts.map(({ number, code }) => ({ number, code })),
  };
}
