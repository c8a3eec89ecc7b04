import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../core/contract/jobs.ts';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { useFormat } from '../../lib/format.ts';
import { jobMessage } from '../../lib/job-words.ts';
import { hasEnded } from '../../lib/jobs.ts';
import { tokens } from '../../lib/tokens.ts';
import { Panel } from './import-styles.ts';

const Body = styled('div')({
  display: 'grid',
  gap: 10,
  padding: '18px 18px 20px',
  '& .head': { display: 'flex', alignItems: 'center', gap: 8, minHeight: 28 },
  '& .head strong': { flex: 1, fontSize: 16, fontWeight: 600 },
  '& p': { color: tokens.textMuted, fontVariantNumeric: 'tabular-nums', lineHeight: 1.5 },
});

interface JobPanelProps {
  job: JobView | null;
  title: string;
  /** What holds when it was stopped half way. */
  stopped: string;
  onCancel: () => void;
  onRetry: () => void;
}

/** The dry run or the import under way, or why it ended early. */
export function JobPanel({ job, title, stopped, onCancel, onRetry }: JobPanelProps) {
  const { t } = useTranslation(['import', 'common', 'jobs']);
  const format = useFormat();
  const broken = job !== null && hasEnded(job) && job.status !== 'done';
  if (broken) {
    const failed = job.status === 'failed';
    return (
      <Panel aria-label={title}>
        <Body role="alert">
          <div className="head">
            <SeverityIcon severity={failed ? 'critical' : 'warning'} size={16} />
            <strong>{t(failed ? 'job.failed' : 'job.stopped')}</strong>
            <Button onClick={onRetry}>{t('common:action.retry')}</Button>
          </div>
          {job.error && <p>{job.error.message}</p>}
          <p>{stopped}</p>
        </Body>
      </Panel>
    );
  }
  const share = job?.progress ?? null;
  return (
    <Panel aria-label={title}>
      <Body>
        <div className="head">
          <strong>{title}</strong>
          <Button onClick={onCancel} disabled={job === null}>
            {t('job.stop')}
          </Button>
        </div>
        <LinearProgress
          variant={share === null ? 'indeterminate' : 'determinate'}
          value={(share ?? 0) * 100}
          aria-label={title}
        />
        <p role="status">{(job && jobMessage(job, t, format)) || t('job.starting')}</p>
      </Body>
    </Panel>
  );
}
