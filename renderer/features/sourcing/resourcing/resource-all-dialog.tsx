import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { describeError } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { usePersisted } from '../../lists/use-persisted.ts';
import { DEFAULT_PARAMETERS, type EditedParameters } from '../parameters-form.tsx';
import { useSourcingJob } from '../use-sourcing-job.ts';

/** Plans again what is reserved and not yet released; the result is a proposal beside what is reserved now. */
export function ResourceAllDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['workbench', 'sourcing', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const job = useSourcingJob();
  const [stored] = usePersisted<EditedParameters>('sourcing.parameters', DEFAULT_PARAMETERS);
  const confirm = async () => {
    try {
      const outcome = await job.resourceAll({ ...DEFAULT_PARAMETERS, ...stored });
      if (outcome) void navigate(links.sourcingRun(outcome.runId, 'compare'));
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      onClose();
    }
  };
  return (
    <ConfirmDialog
      open
      title={t('resource.title')}
      consequences={[
        t('resource.free'),
        t('resource.promises'),
        t('resource.proposal'),
        t('resource.settings'),
      ]}
      confirmLabel={t('resource.confirm')}
      busy={job.running}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p style={{ color: tokens.textMuted }}>{t('resource.text')}</p>
      {job.running && (
        <div role="status" style={{ display: 'flex', alignItems: 'center', gap: 12, marginTop: 12 }}>
          <span style={{ flex: 1 }}>
            <LinearProgress
              variant={job.progress === null ? 'indeterminate' : 'determinate'}
              value={(job.progress ?? 0) * 100}
              aria-label={job.progress === null ? t('sourcing:run.working') : format.percent(job.progress, 0)}
            />
            <small style={{ color: tokens.textMuted }}>{job.message || '\u00a0'}</small>
          </span>
          <Button size="small" onClick={job.cancel}>
            {t('sourcing:dialog.stop')}
          </Button>
        </div>
      )}
    </ConfirmDialog>
  );
}
