import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { SourcingRunView } from '../../../../core/contract/sourcing.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { describeError } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useSourcingJob } from '../use-sourcing-job.ts';
import { JobLine } from './job-line.tsx';

const Root = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '6px 14px',
  borderBottom: `1px solid ${tokens.line}`,
  backgroundColor: tokens.warningSoft,
  flexShrink: 0,
  '& p': { flex: 1 },
});

interface ConflictBannerProps {
  run: SourcingRunView;
  onShow: () => void;
}

/** Orders that were left out when a run was applied, and the way to source them again. */
export function ConflictBanner({ run, onShow }: ConflictBannerProps) {
  const { t } = useTranslation(['workbench', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const job = useSourcingJob();
  const count = run.outcomes.conflict;
  if (count === 0) return null;
  const again = async () => {
    try {
      const outcome = await job.resolveConflicts(run.id);
      if (outcome) void navigate(links.sourcingRun(outcome.runId));
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    }
  };
  if (job.running) return <JobLine share={job.progress} message={job.message} onCancel={job.cancel} />;
  return (
    <Root role="status">
      <SeverityIcon severity="warning" size={15} />
      <p>{t('conflicts.text', { count, formatted: format.integer(count) })}</p>
      <Button size="small" variant="text" onClick={onShow}>
        {t('conflicts.show')}
      </Button>
      {run.status === 'applied' && (
        <Button size="small" onClick={() => void again()}>
          {t('conflicts.again')}
        </Button>
      )}
    </Root>
  );
}
