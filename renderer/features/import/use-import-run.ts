import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportAccount } from '../../../core/contract/import.ts';
import { describeError } from '../../lib/errors.ts';
import { followJob } from '../../lib/jobs.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { importFiles, updateWizard, useWizard, type WizardTable } from './wizard-store.ts';

/** Follows the job to its end, also while another screen is shown, and keeps its account. */
async function keepOutcome(jobId: string, dryRun: boolean): Promise<void> {
  const job = await followJob(jobId);
  if (job.status !== 'done') return;
  const account = job.outcome as ImportAccount;
  updateWizard(dryRun ? { checked: account } : { done: account });
}

/** Starts the dry run or the import of the wizard's tables. */
export function useImportRun() {
  const { t } = useTranslation('import');
  const { jobId } = useWizard();
  const { mutate, isPending } = useMutation(
    orpc.import.start.mutationOptions({
      onError: (error) => {
        const { title, action } = describeError(error, t);
        showToast({ severity: 'critical', message: title, detail: action });
      },
    }),
  );
  const start = useCallback(
    (tables: readonly WizardTable[], dryRun: boolean) => {
      updateWizard(dryRun ? { step: 'check', jobId: null, checked: null } : { step: 'import', jobId: null });
      mutate(
        { files: importFiles(tables), dryRun, remember: true },
        {
          onSuccess: (started) => {
            updateWizard({ jobId: started.jobId });
            keepOutcome(started.jobId, dryRun).catch(() => {});
          },
        },
      );
    },
    [mutate],
  );
  const cancel = useCallback(() => {
    if (jobId) void rpc.jobs.cancel({ id: jobId });
  }, [jobId]);
  return { start, cancel, starting: isPending };
}
