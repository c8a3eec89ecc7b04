import type { FeedRun } from '../contract/feeds.ts';
import type { AppContext } from '../features/context.ts';
import type { JobTools } from '../jobs/jobs.ts';
import { feedsOf } from './engine/engine.ts';

export const FEED_JOBS = {
  sync: 'feeds.sync',
  backfill: 'feeds.backfill',
  reconcile: 'feeds.reconcile',
} as const;
const LOOK_EVERY_MS = 200;

interface RunInput {
  feedId: number;
  name: string;
  from?: number;
}

/** Names the code of the feeds' jobs: a run that somebody asked for, with progress, and cancelled like any job. */
export function defineFeedJobs(ctx: AppContext): void {
  for (const [kind, job] of Object.entries(FEED_JOBS) as [keyof typeof FEED_JOBS, string][]) {
    ctx.jobs.define<RunInput>(job, (input, tools) => performRun(ctx, kind, input, tools));
  }
}

async function performRun(
  ctx: AppContext,
  kind: keyof typeof FEED_JOBS,
  { feedId, name, from }: RunInput,
  tools: JobTools,
): Promise<FeedRun> {
  const engine = feedsOf(ctx);
  const look = setInterval(() => {
    const run = engine.runOf(feedId);
    if (run) tools.progress(run.progress, { code: `feeds.${kind}`, values: { name, records: run.received } });
  }, LOOK_EVERY_MS);
  try {
    const run = await engine.run(
      feedId,
      { kind, trigger: 'user', ...(from === undefined ? {} : { from }) },
      tools.signal,
    );
    await engine.publisher.flush();
    tools.signal.throwIfAborted();
    if (run.error) throw new Error(run.error.message);
    return run;
  } finally {
    clearInterval(look);
  }
}
