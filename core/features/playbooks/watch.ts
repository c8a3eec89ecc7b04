import type { AppContext } from '../context.ts';
import { advanceRun } from './advance.service.ts';
import { arePaused } from './playbook-settings.ts';
import { findDueRuns } from './runs.queries.ts';
import { startFitting } from './start.service.ts';
import { inTurn } from './turns.ts';

const LOOK_MS = 2_000;
/** Timers run out by themselves: so often even when nothing changes. */
const CLOCK_MS = 15_000;

/** Goes on with the runs whose time has come and begins those that start by themselves. While paused it does nothing. */
export function tickPlaybooks(ctx: AppContext): Promise<{ advanced: number; begun: number }> {
  return inTurn(ctx, async () => {
    if (await arePaused(ctx)) return { advanced: 0, begun: 0 };
    const due = await findDueRuns(ctx.db.read, ctx.clock());
    for (const id of due) await advanceOrLog(ctx, id);
    return { advanced: due.length, begun: await startFitting(ctx) };
  });
}

/** One run that fails does not keep the others waiting. */
async function advanceOrLog(ctx: AppContext, id: number): Promise<void> {
  try {
    await advanceRun(ctx, id);
  } catch (error) {
    ctx.log(`playbooks: run ${id}: ${explain(error)}`);
  }
}

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Looks when incidents or playbooks change, and by the clock, until it is stopped. */
export function startPlaybooks(ctx: AppContext): () => Promise<void> {
  let changed = true;
  let lookedAt = 0;
  let looking: Promise<unknown> | null = null;
  const stopListening = ctx.events.listen(({ type }) => {
    if (type === 'incidents.changed' || type === 'playbooks.changed') changed = true;
  });
  const timer = setInterval(() => {
    if (looking || (!changed && ctx.clock() - lookedAt < CLOCK_MS)) return;
    changed = false;
    lookedAt = ctx.clock();
    looking = tickPlaybooks(ctx)
      .catch((error: unknown) => ctx.log(`playbooks: ${explain(error)}`))
      .finally(() => {
        looking = null;
      });
  }, LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stopListening();
    await looking;
  };
}
