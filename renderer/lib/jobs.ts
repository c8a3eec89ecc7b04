import { useEffect, useState } from 'react';
import type { JobView } from '../../core/contract/jobs.ts';
import { rpc } from './rpc.ts';

const REWATCH_AFTER_MS = 300;

export function hasEnded(job: JobView): boolean {
  return job.status !== 'queued' && job.status !== 'running';
}

/** A job that failed, with the core's code. */
export class JobFailure extends Error {
  readonly code: string;

  constructor({ code, message }: { code: string; message: string }) {
    super(message);
    this.name = 'JobFailure';
    this.code = code;
  }
}

/** An ended job's outcome; null when it was stopped. @throws JobFailure */
export function outcomeOf<T>(job: JobView): T | null {
  if (job.status === 'done') return job.outcome as T;
  if (job.status === 'cancelled') return null;
  throw new JobFailure(job.error ?? { code: job.status, message: job.status });
}

interface FollowOptions {
  onChange?: (job: JobView) => void;
  signal?: AbortSignal;
}

/** Resolves with the job once it has ended, whatever its end; survives restarts of the core. */
export async function followJob(id: string, { onChange, signal }: FollowOptions = {}): Promise<JobView> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      for await (const job of await rpc.jobs.watch({ id }, { signal })) {
        onChange?.(job);
        if (hasEnded(job)) return job;
      }
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (signal?.aborted || code === 'NOT_FOUND' || code === 'FORBIDDEN') throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, REWATCH_AFTER_MS));
  }
}

/** The job as it is now, live until it ends; null before the first answer or without an id. */
export function useJob(id: string | null | undefined): JobView | null {
  const [job, setJob] = useState<JobView | null>(null);
  useEffect(() => {
    setJob(null);
    if (!id) return;
    const controller = new AbortController();
    followJob(id, { onChange: setJob, signal: controller.signal }).catch(() => {});
    return () => controller.abort();
  }, [id]);
  return job?.id === id ? job : null;
}
