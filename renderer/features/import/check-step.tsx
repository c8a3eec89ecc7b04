import Button from '@mui/material/Button';
import { ArrowLeft, Database } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportAccount } from '../../../core/contract/import.ts';
import { useCommand } from '../../lib/commands.ts';
import { useFormat } from '../../lib/format.ts';
import { useJob } from '../../lib/jobs.ts';
import { AccountView } from './account/account-view.tsx';
import { Stack, StepBody, StepFoot } from './import-styles.ts';
import { JobPanel } from './job-panel.tsx';
import { useImportRun } from './use-import-run.ts';
import { updateWizard, useWizard } from './wizard-store.ts';

/** What the import will do, beside the button that does it. */
function useConsequences(account: ImportAccount | null) {
  const { t } = useTranslation('import');
  const format = useFormat();
  if (!account) return { changes: 0, note: '' };
  const { inserted, updated, quarantined } = account.totals;
  const changes = inserted + updated;
  if (changes === 0 && quarantined === 0) return { changes, note: t('check.nothing') };
  const parts = [
    t('check.inserted', { count: inserted, formatted: format.integer(inserted) }),
    t('check.updated', { count: updated, formatted: format.integer(updated) }),
    t('check.quarantined', { count: quarantined, formatted: format.integer(quarantined) }),
  ];
  const counts = [inserted, updated, quarantined];
  return { changes, note: parts.filter((_part, index) => (counts[index] ?? 0) > 0).join(' · ') };
}

/** The button says how much it will do. */
function useLabel(account: ImportAccount | null, changes: number): string {
  const { t } = useTranslation('import');
  const format = useFormat();
  if (!account) return t('steps.import');
  const { quarantined } = account.totals;
  return changes === 0 && quarantined > 0
    ? t('check.setAside', { count: quarantined, formatted: format.integer(quarantined) })
    : t('check.import', { count: changes, formatted: format.integer(changes) });
}

/** Step 3: what the import would do, row by row, before it does it. */
export function CheckStep() {
  const { t } = useTranslation(['import', 'common']);
  const { tables, checked, jobId } = useWizard();
  const job = useJob(jobId);
  const run = useImportRun();
  const { changes, note } = useConsequences(checked);
  const start = () => void run.start(tables, false);
  const label = useLabel(checked, changes);
  const pointless = changes === 0 && checked?.totals.quarantined === 0;
  useCommand({
    id: 'import.start',
    title: label,
    group: t('title'),
    shortcut: '$mod+Enter',
    icon: Database,
    enabled: checked !== null && !pointless,
    run: start,
  });
  return (
    <>
      <StepBody>
        <Stack className="inner">
          {checked ? (
            <AccountView account={checked} />
          ) : (
            <JobPanel
              job={job}
              title={t('check.running')}
              stopped={t('check.stopped')}
              onCancel={run.cancel}
              onRetry={() => void run.start(tables, true)}
            />
          )}
        </Stack>
      </StepBody>
      <StepFoot>
        <Button
          variant="text"
          startIcon={<ArrowLeft size={14} />}
          onClick={() => {
            run.cancel();
            updateWizard({ step: 'understand' });
          }}
        >
          {t('check.back')}
        </Button>
        <span className="note push">{note}</span>
        <Button
          variant="contained"
          color="primary"
          startIcon={<Database size={14} />}
          disabled={checked === null || pointless}
          onClick={start}
        >
          {label}
        </Button>
      </StepFoot>
    </>
  );
}
