import type { OrderStatus } from '../../contract/orders.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { setOrderStatuses } from './apply.queries.ts';
import type { OrderAfter } from './apply-plan.ts';
import { mustMove, publishSourcing } from './run-commands.ts';
import { findRun, runStatus, setRunStatus } from './runs.queries.ts';
import { undoSwap } from './swap.service.ts';
import {
  findOrdersOfRun,
  findOrdersWithGoods,
  type ReservedOrder,
  releaseReservations,
  UNDOABLE_STATUSES,
} from './undo.queries.ts';

export type UndoOutcome = {
  undone: number;
  kept: number;
  /** Orders that keep what the run reserved, with the state in which they are. */
  keptOrders: { number: string; status: string }[];
};

/** Releases exactly what the run reserved and that has not moved on; says which orders keep theirs. */
export async function undoRun(ctx: AppContext, runId: number, tools: JobTools): Promise<UndoOutcome> {
  if ((await findRun(ctx.db, runId))?.kind === 'resource') return undoSwap(ctx, runId, tools);
  return runCommand(ctx, 'sourcing.undo', async (command) => {
    const { trx, at } = command;
    mustMove(runId, await runStatus(trx, runId), 'undone');
    const orders = await findOrdersOfRun(trx, runId);
    const undoable = orders.filter(isUndoable);
    tools.progress(0.3, { code: 'sourcing.releasing', values: { orders: undoable.length } });
    const ids = undoable.map((order) => order.id);
    const products = await releaseReservations(trx, runId, ids, at);
    const after = await statusesAfter(command, undoable);
    tools.signal.throwIfAborted();
    await setOrderStatuses(trx, at, after);
    await setRunStatus(trx, runId, 'undone', at);
    recordUndo(command, runId, after);
    publishSourcing(command, runId, ids, products);
    const kept = orders.filter((order) => !isUndoable(order) || order.movedOn > 0);
    const keptOrders = kept.map(({ number, status }) => ({ number, status }));
    return { undone: undoable.length, kept: kept.length, keptOrders };
  });
}

function isUndoable(order: ReservedOrder): boolean {
  return order.reserved > 0 && (UNDOABLE_STATUSES as readonly string[]).includes(order.status);
}

/** An order is open again, or partially sourced if other runs or people have reserved for it too. */
async function statusesAfter(command: Command, orders: ReservedOrder[]): Promise<OrderAfter[]> {
  const ids = orders.map((order) => order.id);
  const withGoods = await findOrdersWithGoods(command.trx, ids);
  return orders.map(({ id, number, status }) => ({
    id,
    number,
    before: status as OrderStatus,
    status: withGoods.has(id) ? 'partiallySourced' : 'open',
  }));
}

function recordUndo(command: Command, runId: number, orders: OrderAfter[]): void {
  for (const order of orders) {
    command.record({
      entity: 'order',
      id: order.id,
      key: order.number,
      before: { status: order.before },
      after: { status: order.status, undoneRun: runId },
    });
  }
  const [before, after] = [{ status: 'applied' }, { status: 'undone', orders: orders.length }];
  command.record({ entity: 'sourcingRun', id: runId, key: String(runId), before, after });
}
