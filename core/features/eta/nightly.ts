import { DAY_MS, LEAST_SHIPMENTS } from '../../solvers/eta/index.ts';
import type { AppContext } from '../context.ts';
import { countDeliveries, findNewestModel, findOvertaken } from './eta.queries.ts';
import { startTraining } from './eta.service.ts';
import { forecastEach } from './forecast.service.ts';

const LOOK_EVERY_MS = 60_000;
/** 2:00 UTC: few are at work in Europe. */
const NIGHT_MS = 2 * 3_600_000;

/** Whether a night has begun since it last learnt, or tried to. */
export function isNightDue(last: number, now: number): boolean {
  return last < Math.floor((now - NIGHT_MS) / DAY_MS) * DAY_MS + NIGHT_MS;
}

/** Learns anew each night; in between says anew when those arrive that should have by now. Until it is stopped. */
export function startEtaClock(ctx: AppContext): () => Promise<void> {
  let triedAt = ctx.clock();
  let working: Promise<unknown> | null = null;
  const abort = new AbortController();
  const look = async (): Promise<void> => {
    const now = ctx.clock();
    const newest = await findNewestModel(ctx.db.read);
    if (isNightDue(Math.max(triedAt, newest?.trained_at ?? 0), now)) {
      triedAt = now;
      if ((await countDeliveries(ctx.db.read, LEAST_SHIPMENTS)) < LEAST_SHIPMENTS) return;
      await startTraining(ctx);
    } else if (newest) {
      const overtaken = await findOvertaken(ctx.db.read, now);
      await forecastEach(ctx, overtaken, { signal: abort.signal, progress: () => {} });
    }
  };
  const timer = setInterval(() => {
    working ??= look()
      .catch((error: unknown) => {
        if (!abort.signal.aborted)
          ctx.log(`delivery times: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        working = null;
      });
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    abort.abort();
    await working;
  };
}
