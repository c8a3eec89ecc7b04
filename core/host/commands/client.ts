import { createRouterClient, type RouterClient } from '@orpc/server';
import type { JobView } from '../../contract/jobs.ts';
import type { AppContext } from '../../features/context.ts';
import { router } from '../router.ts';
import { progressLine } from './output.ts';

export type Client = RouterClient<typeof router, Record<never, never>>;

/** The same procedures that the screens call, in this process. */
export function localClient(ctx: AppContext): Client {
  return createRouterClient(router, { context: ctx });
}

/** Waits for a job with a progress line; Ctrl-C cancels it. @throws when it failed or was cancelled. */
export async function finishJob(client: Client, jobId: string, signal: AbortSignal): Promise<JobView> {
  const line = progressLine();
  const cancel = () => void client.jobs.cancel({ id: jobId });
  signal.addEventListener('abort', cancel);
  try {
    let last: JobView | undefined;
    for await (const job of await client.jobs.watch({ id: jobId })) {
      last = job;
      line.show(job.progress, job.message?.code ?? job.kind);
    }
    if (last?.status === 'done') return last;
    throw new Error(last?.error?.message ?? 'Cancelled: nothing half done is left.');
  } finally {
    signal.removeEventListener('abort', cancel);
    line.end();
  }
}
