import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import type { RouteJob } from '../ask/use-route-job.ts';

/** The solver at work on this plan: what it does, how far it is, and the ways to end it. */
export function SearchLine({ job }: { job: RouteJob }) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const { progress } = job;
  return (
    <div
      role="status"
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: 12,
        flexShrink: 0,
        padding: '6px 12px',
        borderBottom: `1px solid ${tokens.line}`,
      }}
    >
      <span style={{ color: tokens.textMuted, whiteSpace: 'nowrap' }}>{job.message || t('ask.working')}</span>
      <LinearProgress
        sx={{ flex: 1 }}
        variant={progress === null ? 'indeterminate' : 'determinate'}
        value={(progress ?? 0) * 100}
        aria-label={progress === null ? t('ask.working') : format.percent(progress, 0)}
      />
      <Button size="small" onClick={job.stopAndKeep}>
        {t('ask.stopAndKeep')}
      </Button>
      <Button size="small" variant="text" onClick={job.cancel}>
        {t('ask.cancel')}
      </Button>
    </div>
  );
}
