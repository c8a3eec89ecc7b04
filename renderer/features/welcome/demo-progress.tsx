import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { useFormat } from '../../lib/format.ts';
import { jobMessage } from '../../lib/job-words.ts';
import { hasEnded, useJob } from '../../lib/jobs.ts';
import { rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('div')({
  padding: '12px 18px',
  height: 90,
  '& .head': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    justifyContent: 'space-between',
    minHeight: 28,
  },
  '& .head strong': { fontWeight: 600, display: 'flex', alignItems: 'center', gap: 8 },
  '& .note': { color: tokens.textMuted },
});

interface DemoProgressProps {
  jobId: string;
  onRetry: () => void;
  onDone: () => void;
}

/** The demo network in the making; opens the tower when it is ready. */
export function DemoProgress({ jobId, onRetry, onDone }: DemoProgressProps) {
  const { t } = useTranslation(['welcome', 'common', 'jobs']);
  const job = useJob(jobId);
  const format = useFormat();
  const done = useRef(onDone);
  done.current = onDone;
  const status = job?.status;
  useEffect(() => {
    if (status !== 'done') return;
    showToast({ message: t('created') });
    done.current();
  }, [status, t]);

  const broken = job !== null && hasEnded(job) && status !== 'done';
  const note = job ? jobMessage(job, t, format) : '';
  return (
    <Root>
      <div className="head">
        <strong>
          {broken && <SeverityIcon severity={status === 'failed' ? 'critical' : 'warning'} />}
          {t(broken ? 'failed' : 'creating')}
        </strong>
        {broken ? (
          <Button size="small" onClick={onRetry}>
            {t('common:action.retry')}
          </Button>
        ) : (
          <Button size="small" onClick={() => void rpc.jobs.cancel({ id: jobId })}>
            {t('stop')}
          </Button>
        )}
      </div>
      {broken ? (
        <p className="note">{job.error?.message}</p>
      ) : (
        <>
          <LinearProgress
            sx={{ my: 1.5 }}
            aria-label={t('creating')}
            variant={job?.progress == null ? 'indeterminate' : 'determinate'}
            value={(job?.progress ?? 0) * 100}
          />
          <p className="note">{note}&nbsp;</p>
        </>
      )}
    </Root>
  );
}
