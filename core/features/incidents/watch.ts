import type { CoreEvent } from '../../contract/events.ts';
import type { AppContext } from '../context.ts';
import { type Detected, detectAll, detectShipments } from './detect.service.ts';

/** What has changed is looked at after so long: changes come in bursts. */
const SOON_MS = 1_000;
/** Everything is looked at so often while things change, and so often when nothing does: promises break by themselves. */
const BUSY_MS = 5_000;
/** A look that takes long is followed by so many times as long a rest. */
const REST_FACTOR = 10;
const CLOCK_MS = 60_000;
/** What is kept is read whole again so often while nothing changes: another program may have written to a database that does not tell. */
const REREAD_MS = 5 * 60_000;
/** With more than that, looking at everything is as quick. */
const MOST_NAMED = 2_000;

const turns = new WeakMap<object, Promise<unknown>>();

/** One look at a time in each workspace: two at once would open the same incident twice. */
function inTurn<Result>(ctx: AppContext, look: () => Promise<Result>): Promise<Result> {
  const mine = (turns.get(ctx.db) ?? Promise.resolve()).catch(() => {}).then(look);
  turns.set(ctx.db, mine);
  return mine;
}

/** Reads everything again, and looks at it. */
export async function detectNow(ctx: AppContext): Promise<Detected> {
  await ctx.grids.rereadUnderWay();
  return lookAgain(ctx);
}

/** Looks at everything by what is kept, after a look that is under way: what is looked for has changed. */
export function lookAgain(ctx: AppContext): Promise<Detected> {
  return inTurn(ctx, () => detectAll(ctx));
}

/** Looks at shipments as they change, and at everything by the clock, until it is stopped. */
export function startDetection(ctx: AppContext): () => Promise<void> {
  const changed = new Set<number>();
  let everything = true;
  let lookedAt = 0;
  let readAt = ctx.clock();
  let restMs = BUSY_MS;
  let looking: Promise<unknown> | null = null;
  let rereading: Promise<unknown> = Promise.resolve();

  const note = (event: CoreEvent): void => {
    if (event.type === 'shipments.changed') {
      for (const id of event.ids ?? []) changed.add(id);
      if (!event.ids) everything = true;
    }
    if (event.type === 'waves.changed') everything = true;
  };
  const logged = (error: unknown): void =>
    ctx.log(`incidents: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const reread = (): void => {
    readAt = ctx.clock();
    rereading = ctx.grids.rereadUnderWay().then(() => {
      everything = true;
    }, logged);
  };
  const look = async (): Promise<void> => {
    const due = ctx.clock() - lookedAt;
    const ids = [...changed];
    const busy = everything || ids.length > 0;
    if (due >= CLOCK_MS || (busy && due >= restMs)) {
      changed.clear();
      everything = false;
      lookedAt = ctx.clock();
      if (!busy && lookedAt - readAt >= REREAD_MS) reread();
      const { tookMs } = await lookAgain(ctx);
      restMs = Math.max(BUSY_MS, tookMs * REST_FACTOR);
    } else if (ids.length > 0 && ids.length <= MOST_NAMED) {
      changed.clear();
      everything = true;
      await inTurn(ctx, () => detectShipments(ctx, ids));
    }
  };

  const stopListening = ctx.events.listen(note);
  const timer = setInterval(() => {
    looking ??= look()
      .catch(logged)
      .finally(() => {
        looking = null;
      });
  }, SOON_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stopListening();
    await Promise.all([looking, rereading]);
  };
}
