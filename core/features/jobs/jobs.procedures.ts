import type { JobView } from '../../contract/jobs.ts';
import type { AppContext } from '../context.ts';
import { notFound, os } from '../procedures.ts';

export const jobsProcedures = {
  list: os.jobs.list.handler(({ context, input }) => context.jobs.list(input.offset, input.limit)),
  get: os.jobs.get.handler(({ context, input }) => findJob(context, input.id)),
  cancel: os.jobs.cancel.handler(async ({ context, input }) => {
    context.jobs.cancel((await findJob(context, input.id)).id);
    return {};
  }),
  watch: os.jobs.watch.handler(({ context, input, signal }) => watch(context, input.id, signal)),
};

const ENDED = new Set<JobView['status']>(['done', 'failed', 'cancelled', 'interrupted']);

async function findJob(context: AppContext, id: string): Promise<JobView> {
  const job = await context.jobs.get(id);
  if (!job) throw notFound('job', id);
  return job;
}

async function* watch(
  context: AppContext,
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<JobView> {
  const stop = new AbortController();
  const events = context.events.subscribe(signal ? AbortSignal.any([signal, stop.signal]) : stop.signal);
  try {
    let job = await findJob(context, id);
    yield job;
    while (!ENDED.has(job.status)) {
      const next = await events.next();
      if (next.done) return;
      if (next.value.type !== 'job.changed' || next.value.job.id !== id) continue;
      job = next.value.job;
      yield job;
    }
  } finally {
    stop.abort();
  }
}
