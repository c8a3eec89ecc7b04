import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base, instant, page, reads, writes } from './base.ts';

export const JOB_STATUSES = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const;

/** Long work: its state, and once ended its outcome or its error in words. */
export const jobView = z.object({
  id: z.string(),
  kind: z.string(),
  actor: z.string(),
  status: z.enum(JOB_STATUSES),
  /** 0 to 1; null while unknown. */
  progress: z.number().nullable(),
  /** A code for the language files (`jobs:message.*`) with its numbers. */
  message: z
    .object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
    .nullable(),
  outcome: z.unknown(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
export type JobView = z.infer<typeof jobView>;

export const jobsContract = {
  list: reads('orders:read')
    .input(z.object({ ...page }))
    .output(z.object({ rows: z.array(jobView), total: z.number().int() })),
  get: reads('orders:read')
    .input(z.object({ id: z.string() }))
    .output(jobView),
  /** Idempotent: cancelling an ended job changes nothing. */
  cancel: writes('orders:write')
    .input(z.object({ id: z.string() }))
    .output(z.object({})),
  /** The job's state now, then each change, until it has ended. */
  watch: base
    .meta({ permission: 'orders:read', idempotent: true })
    .input(z.object({ id: z.string() }))
    .output(eventIterator(jobView)),
};
