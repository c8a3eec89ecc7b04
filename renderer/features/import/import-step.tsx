import Button from '@mui/material/Button';
import { FilePlus2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { hasEnded, useJob } from '../../lib/jobs.ts';
import { AccountView } from './account/account-view.tsx';
import { Stack, StepBody, StepFoot } from './import-styles.ts';
import { JobPanel } from './job-panel.tsx';
import { NextSteps } from './next-steps.tsx';
import { useImportRun } from './use-import-run.ts';
import { resetWizard, updateWizard, useWizard } from './wizard-store.ts';

/** Step 4: the import under way, then its account. */
export function ImportStep() {
  const { t } = useTranslation(['import', 'common']);
  const format = useFormat();
  const { tables, done, jobId } = useWizard();
  const job = useJob(jobId);
  const run = useImportRun();
  const changes = done ? done.totals.inserted + done.totals.updated : 0;
  const over = done !== null || (job !== null && hasEnded(job));
  return (
    <>
      <StepBody>
        <Stack className="inner">
          {done ? (
            <>
              <div role="status">
                <h2 style={{ fontSize: 20, fontWeight: 620, letterSpacing: '-0.014em' }}>
                  {changes === 0
                    ? t('done.unchanged')
                    : t('done.changed', { count: changes, formatted: format.integer(changes) })}
                </h2>
              </div>
              <NextSteps account={done} />
              <AccountView account={done} />
            </>
          ) : (
            <JobPanel
              job={job}
              title={t('importing.running')}
              stopped={t('importing.stopped')}
              onCancel={run.cancel}
              onRetry={() => void run.start(tables, false)}
            />
          )}
        </Stack>
      </StepBody>
      <StepFoot>
        {!done && <span className="note">{t('importing.background')}</span>}
        {!done && over && (
          <Button className="push" onClick={() => updateWizard({ step: 'understand', jobId: null })}>
            {t('check.back')}
          </Button>
        )}
        {done && (
          <Button
            className="push"
            variant="contained"
            color="primary"
            startIcon={<FilePlus2 size={14} />}
            onClick={resetWizard}
          >
            {t('done.again')}
          </Button>
        )}
      </StepFoot>
    </>
  );
}
