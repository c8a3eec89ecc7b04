import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportAccount } from '../../../core/contract/import.ts';
import { describeError } from '../../lib/errors.ts';
import { followJob } from '../../lib/jobs.ts';
import { rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { currentWizard, importFiles, updateWizard, useWizard, type WizardTable } from './wizard-store.ts';

/** Follows the job to its end, also while another screen is shown, and keeps its account. */
async function keepOutcome(jobId: string, dryRun: boolean): Promise<void> {
  const job = await followJob(jobId);
  if (job.status !== 'done' || currentWizard().jobId !== jobId) return;
  const account = job.outcome as ImportAccount;
  updateWizard(dryRun ? { checked: account } : { done: account });
}

/** Starts the dry run or the import of the wizard's tables. The step changes at once, so the start outlives its button. */
export function useImportRun() {
  const { t } = useTranslation('import');
  const { jobId } = useWizard();
  const start = useCallback(
    async (tables: readonly WizardTable[], dryRun: boolean) => {
      const before = currentWizard().step;
      updateWizard(dryRun ? { step: 'check', jobId: null, checked: null } : { step: 'import', jobId: null });
      try {
        const started = await rpc.import.start({ files: importFiles(tables), dryRun, remember: true });
        updateWizard({ jobId: started.jobId });
        await keepOutcome(started.jobId, dryRun);
      } catch (error) {
        updateWizard({ step: before });
        const { title, action } = describeError(error, t);
        showToast({ severity: 'critical', message: title, detail: action });
      }
    },
    [t],
  );
  const cancel = useCallback(() => {
    if (jobId) void rpc.jobs.cancel({ id: jobId });
  }, [jobId]);
  return { start, cancel };
}
