import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { anythingToServe } from './back-orders.queries.ts';
import { serveWaiting } from './back-orders.service.ts';
import { expireOverdue, publishHolds } from './hold.service.ts';
import { anyOverdue } from './holds.queries.ts';
import { promiseNetwork } from './network-cache.ts';

const SWEEP_EVERY_MS = 5_000;

/** Gives back the holds whose time is over, and gives orders that wait what is there for them. Without either it writes nothing. */
export async function sweepPromises(ctx: AppContext): Promise<{ expired: number; served: number }> {
  const expired = (await anyOverdue(ctx.db, ctx.clock()))
    ? await runCommand(ctx, 'promise.expire', expireOverdue)
    : 0;
  if (!(await anythingToServe(ctx.db))) return { expired, served: 0 };
  const served = await runCommand(ctx, 'promise.serve', async (command) => {
    const { orderIds, productIds } = await serveWaiting({ trx: command.trx, tools: command, at: command.at });
    if (orderIds.length === 0) return 0;
    command.publish({ type: 'orders.changed', ids: orderIds });
    publishHolds(command, productIds);
    return orderIds.length;
  });
  return { expired, served };
}

/** Sweeps again and again until it is stopped, and keeps the network read, so that no quote waits for it. */
export function startPromiseSweep(ctx: AppContext): () => Promise<void> {
  let sweeping: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    sweeping ??= Promise.all([sweepPromises(ctx), promiseNetwork(ctx)])
      .catch((error: unknown) =>
        ctx.log(`promises: ${error instanceof Error ? error.message : String(error)}`),
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
