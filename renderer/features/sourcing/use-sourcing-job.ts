import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../core/contract/jobs.ts';
import type { SourcingSelection } from '../../../core/contract/sourcing.ts';
import { useFormat } from '../../lib/format.ts';
import { jobMessage } from '../../lib/job-words.ts';
import { followJob, outcomeOf } from '../../lib/jobs.ts';
import { rpc } from '../../lib/rpc.ts';
import type { EditedParameters } from './parameters-form.tsx';

/** One sourcing job at a time, with its progress in words. */
export function useSourcingJob() {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const [running, setRunning] = useState(false);
  const [job, setJob] = useState<JobView | null>(null);
  const id = useRef<string | null>(null);

  const follow = async <T>(start: () => Promise<{ jobId: string }>): Promise<T | null> => {
    setRunning(true);
    setJob(null);
    try {
      const { jobId } = await start();
      id.current = jobId;
      return outcomeOf<T>(await followJob(jobId, { onChange: setJob }));
    } finally {
      id.current = null;
      setRunning(false);
    }
  };
  return {
    running,
    progress: job?.progress ?? null,
    message: job ? jobMessage(job, t, format) : '',
    cancel: () => {
      if (id.current) void rpc.jobs.cancel({ id: id.current });
    },
    propose: (selection: SourcingSelection, parameters: EditedParameters) =>
      follow<{ runId: number }>(() => rpc.sourcing.propose({ selection, parameters })),
    apply: (runId: number) =>
      follow<{ applied: number; conflicts: number }>(() => rpc.sourcing.apply({ runId })),
    undo: (runId: number) => follow<{ undone: number; kept: number }>(() => rpc.sourcing.undo({ runId })),
    /** A new proposal for the orders that a run left out when it was applied. */
    resolveConflicts: (runId: number) =>
      follow<{ runId: number }>(() => rpc.sourcing.resolveConflicts({ runId })),
    /** The best plan of everything that is reserved and not released. */
    resourceAll: (parameters: Partial<EditedParameters>) =>
      follow<{ runId: number }>(() => rpc.workbench.resource({ parameters })),
    /** A what-if and the network as it is. */
    simulate: (id: number) =>
      follow<{ runId: number; baselineRunId: number }>(() => rpc.workbench.simulate({ id })),
    resource: (number: string) =>
      follow<{ runId: number; changed: boolean }>(() => rpc.sourcing.resource({ number })),
  };
}
