import { sourcingParameters } from '../../contract/sourcing.ts';
import type { AppContext } from '../context.ts';
import { discardRun } from '../sourcing/index.ts';
import { findMovable } from './resource.queries.ts';
import type { ResourceOutcome } from './resource.service.ts';
import { markRun, readSchedule } from './schedule.service.ts';
import { nextRunAt } from './schedule.ts';

const LOOK_EVERY_MS = 30_000;

/**
 * Re-sources when the schedule says so: a proposal that changes nothing is dropped, one that saves enough is applied if the schedule wants
 * that, any other waits for a person. @returns null when it was not due
 */
export async function resourceWhenDue(ctx: AppContext): Promise<ResourceOutcome | null> {
  const state = await readSchedule(ctx);
  const due = nextRunAt(state);
  if (due === null || due > ctx.clock()) return null;
  await markRun(ctx, ctx.clock());
  const { parameters, applyFromMinor } = state.schedule;
  if ((await findMovable(ctx.db)).length === 0) return null;
  const input = { parameters: sourcingParameters.parse(parameters) };
  const outcome = await ctx.jobs.runToEnd<ResourceOutcome>('workbench.resource', input, ctx.actor);
  if (outcome.changed === 0) await discardRun(ctx, outcome.runId);
  else if (applyFromMinor !== null && outcome.savedMinor >= applyFromMinor) {
    await ctx.jobs.runToEnd('sourcing.apply', { runId: outcome.runId }, ctx.actor);
  }
  return outcome;
}

/** Looks again and again until it is stopped; resolves once the last re-sourcing is over. */
export function startResourcing(ctx: AppContext): () => Promise<void> {
  let working: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    working ??= resourceWhenDue(ctx)
      .catch((error: unknown) =>
        ctx.log(`re-sourcing: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => {
        working = null;
      });
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await working;
  };
}
