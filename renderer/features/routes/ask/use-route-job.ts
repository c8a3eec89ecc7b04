import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../../core/contract/jobs.ts';
import { useFormat } from '../../../lib/format.ts';
import { jobMessage } from '../../../lib/job-words.ts';
import { followJob, JobFailure } from '../../../lib/jobs.ts';
import { rpc } from '../../../lib/rpc.ts';

export interface RouteJob {
  running: boolean;
  /** Null until it has been started. */
  jobId: string | null;
  /** From 0 to 1; null while unknown. */
  progress: number | null;
  message: string;
  /** Resolves with the plan; null when it was cancelled. @throws when it failed */
  follow: (start: () => Promise<{ jobId: string }>) => Promise<number | null>;
  /** Ends the search and keeps the best so far. */
  stopAndKeep: () => void;
  /** Ends it and keeps nothing. */
  cancel: () => void;
}

/** One search for tours at a time, with its progress in words. */
export function useRouteJob(): RouteJob {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const [running, setRunning] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const [job, setJob] = useState<JobView | null>(null);
  const id = useRef<string | null>(null);
  const follow: RouteJob['follow'] = async (start) => {
    setRunning(true);
    setJob(null);
    try {
      const started = await start();
      id.current = started.jobId;
      setJobId(started.jobId);
      const ended = await followJob(started.jobId, { onChange: setJob });
      if (ended.error) throw new JobFailure(ended.error);
      return ended.status === 'done' ? (ended.outcome as { planId: number }).planId : null;
    } finally {
      id.current = null;
      setJobId(null);
      setRunning(false);
    }
  };
  return {
    running,
    jobId,
    progress: job?.progress ?? null,
    message: job ? jobMessage(job, t, format) : '',
    follow,
    stopAndKeep: () => {
      if (id.current) void rpc.routes.stop({ jobId: id.current });
    },
    cancel: () => {
      if (id.current) void rpc.jobs.cancel({ id: id.current });
    },
  };
}
