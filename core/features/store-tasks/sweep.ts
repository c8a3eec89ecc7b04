import { ORPCError } from '@orpc/server';
import type { StoreTaskKind, StoreTaskStatus } from '../../contract/store-tasks.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { endTask } from './commands.queries.ts';
import { expireHolding, expireWithin } from './expire.service.ts';
import { knownTask, type TaskKey } from './known-store.ts';
import { taskStatus } from './store-task.ts';
import { findOverTasks, findTasks } from './tasks.queries.ts';

const SWEEP_EVERY_MS = 20_000;
const MOST_AT_ONCE = 200;

/** Ends tasks whose parcel has left or whose order is cancelled, and those whose date is over. Without any it writes nothing. */
export async function sweepStoreTasks(ctx: AppContext): Promise<{ ended: number; expired: number }> {
  const ended = await endOver(ctx);
  const overdue = await findTasks(ctx.db.read, {
    statuses: ['ready'],
    expiresBefore: ctx.clock(),
    limit: MOST_AT_ONCE,
  });
  let expired = 0;
  for (const key of overdue) {
    try {
      expired += await expireOverdue(ctx, key, expireWithin);
    } catch (error) {
      if (!isTold(error)) throw error;
      expired += await expireOverdue(ctx, key, expireHolding);
    }
  }
  return { ended, expired };
}

function expireOverdue(ctx: AppContext, key: TaskKey, expire: typeof expireWithin): Promise<number> {
  return runCommand(ctx, 'storeTasks.expire', async (command) => {
    const task = await knownTask(command, key);
    const over = task.status === 'ready' && task.expiresAt !== null && task.expiresAt < command.at;
    if (over) await expire(command, task);
    return over ? 1 : 0;
  });
}

/** Another system has been told of the shipment: it cannot be taken back here. */
function isTold(error: unknown): boolean {
  return error instanceof ORPCError && error.data?.reason === 'alreadySent';
}

async function endOver(ctx: AppContext): Promise<number> {
  const over = await findOverTasks(ctx.db.read, MOST_AT_ONCE);
  if (over.length === 0) return 0;
  return runCommand(ctx, 'storeTasks.end', async (command) => {
    let ended = 0;
    for (const row of over) {
      const facts = { ...row, kind: row.kind as StoreTaskKind, status: row.status as StoreTaskStatus };
      const status = taskStatus(facts);
      if (!(await endTask(command.trx, row.id, { status }, command.at))) continue;
      ended += 1;
      command.publish({ type: 'storeTasks.changed', facility: row.facility });
    }
    return ended;
  });
}

/** Sweeps again and again until it is stopped. */
export function startStoreTaskSweep(ctx: AppContext): () => Promise<void> {
  let sweeping: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    sweeping ??= sweepStoreTasks(ctx)
      .catch((error: unknown) =>
        ctx.log(`store tasks: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => {
        sweeping = null;
      });
  }, SWEEP_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await sweeping;
  };
}
