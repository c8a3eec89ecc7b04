import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JointOutcome } from '../../../../core/contract/joint-plans.ts';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { hasEnded, useJob } from '../../../lib/jobs.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { routeErrorWords } from '../route-errors.ts';

/** The last search for each day as it was asked for: it is still there when one comes back to the page. */
const lastJobs = new Map<string, string>();

/** One search for tours and facilities together, and what came of it. */
export function useTogether(parameters: RouteParameters) {
  const { t } = useTranslation(['together', 'routes', 'common']);
  const key = JSON.stringify(parameters);
  const [started, setStarted] = useState<{ key: string; jobId: string } | null>(null);
  const [starting, setStarting] = useState(false);
  const jobId = (started?.key === key ? started.jobId : lastJobs.get(key)) ?? null;
  const job = useJob(jobId);
  const start = async () => {
    setStarting(true);
    try {
      const { jobId: id } = await rpc.jointPlans.propose(parameters);
      lastJobs.set(key, id);
      setStarted({ key, jobId: id });
    } catch (error) {
      const { title, action } = routeErrorWords(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      setStarting(false);
    }
  };
  return {
    job,
    jobId,
    running: starting || (jobId !== null && (job === null || !hasEnded(job))),
    outcome: job?.status === 'done' ? (job.outcome as JointOutcome) : null,
    error: job?.status === 'failed' ? job.error : null,
    start,
    stop: () => jobId && void rpc.routes.stop({ jobId }),
    cancel: () => jobId && void rpc.jobs.cancel({ id: jobId }),
  };
}
