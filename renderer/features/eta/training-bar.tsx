import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../core/contract/jobs.ts';
import { useFormat } from '../../lib/format.ts';
import { jobMessage } from '../../lib/job-words.ts';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  flexShrink: 0,
  padding: '6px 12px',
  borderBottom: `1px solid ${tokens.line}`,
  backgroundColor: tokens.subtle,
  '& .MuiLinearProgress-root': { flex: '1 1 auto' },
});

/** A training under way, and the way to stop it. */
export function TrainingBar({ job, onStop }: { job: JobView; onStop: () => void }) {
  const { t } = useTranslation(['eta', 'jobs']);
  const format = useFormat();
  return (
    <Root role="status">
      <span>{jobMessage(job, t, format) || t('training')}</span>
      <LinearProgress
        variant={job.progress === null ? 'indeterminate' : 'determinate'}
        value={(job.progress ?? 0) * 100}
        aria-label={t('training')}
      />
      <Button size="small" onClick={onStop}>
        {t('action.stop')}
      </Button>
    </Root>
  );
}
