import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../core/contract/jobs.ts';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { useFormat } from '../../lib/format.ts';
import { jobMessage, jobTitle } from '../../lib/job-words.ts';
import { hasEnded } from '../../lib/jobs.ts';
import { orpc } from '../../lib/rpc.ts';
import type { Severity } from '../../lib/tokens.ts';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('div')({
  padding: '10px 14px',
  '& + &': { borderTop: `1px solid ${tokens.line}` },
  '& .head': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 8,
    minHeight: 24,
  },
  '& .head strong': {
    fontWeight: 520,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .foot': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', overflowWrap: 'anywhere' },
});

const END: Record<'done' | 'failed' | 'cancelled' | 'interrupted', Severity> = {
  done: 'ok',
  failed: 'critical',
  cancelled: 'info',
  interrupted: 'warning',
};

/** The job's own message, else when it started or how long it took. */
function useFootnote(job: JobView): string {
  const { t } = useTranslation(['jobs', 'shell']);
  const format = useFormat();
  if (job.error) return job.error.message;
  if (job.message && !hasEnded(job)) return jobMessage(job, t, format);
  if (job.finishedAt && job.startedAt) {
    return t('shell:jobs.took', {
      when: format.relative(job.finishedAt),
      duration: format.duration((job.finishedAt - job.startedAt) / 1000),
    });
  }
  return t(`shell:jobs.status.${job.status}`);
}

export function JobRow({ job }: { job: JobView }) {
  const { t } = useTranslation(['shell', 'jobs']);
  const format = useFormat();
  const cancel = useMutation(orpc.jobs.cancel.mutationOptions());
  const footnote = useFootnote(job);
  const ended = hasEnded(job);
  return (
    <Root>
      <div className="head">
        <strong>{jobTitle(job, t)}</strong>
        {ended ? (
          <StatusChip
            quiet
            tone={END[job.status as keyof typeof END]}
            label={t(`jobs.status.${job.status}`)}
          />
        ) : (
          <Button size="small" disabled={cancel.isPending} onClick={() => cancel.mutate({ id: job.id })}>
            {t('jobs.cancel')}
          </Button>
        )}
      </div>
      {!ended && (
        <LinearProgress
          sx={{ my: 1.5 }}
          variant={job.progress === null ? 'indeterminate' : 'determinate'}
          value={(job.progress ?? 0) * 100}
          aria-label={t('jobs.progress', { share: format.percent(job.progress ?? 0, 0) })}
        />
      )}
      <div className="foot">{footnote}</div>
    </Root>
  );
}
