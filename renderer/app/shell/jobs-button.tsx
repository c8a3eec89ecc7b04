import ButtonBase from '@mui/material/ButtonBase';
import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../core/contract/jobs.ts';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { tokens } from '../../lib/tokens.ts';
import { JobRow } from './job-row.tsx';
import { useJobs } from './use-jobs.ts';

const Trigger = styled(ButtonBase)({
  height: 28,
  minWidth: 28,
  gap: 6,
  padding: '0 7px',
  borderRadius: 6,
  color: tokens.textMuted,
  fontFamily: 'inherit',
  fontSize: 'calc(var(--v-font) - 1px)',
  fontVariantNumeric: 'tabular-nums',
  '&:hover': { backgroundColor: tokens.hover, color: tokens.text },
});

const Panel = styled('div')({ width: 380, maxHeight: 440, overflow: 'auto' });
const Head = styled('h2')({
  position: 'sticky',
  top: 0,
  padding: '10px 14px',
  fontSize: 'var(--v-font)',
  fontWeight: 600,
  backgroundColor: tokens.raised,
  borderBottom: `1px solid ${tokens.line}`,
});

const RADIUS = 7;
const LENGTH = 2 * Math.PI * RADIUS;

/** The mean progress of what runs, as a ring. */
function Ring({ jobs }: { jobs: readonly JobView[] }) {
  const share = jobs.reduce((sum, job) => sum + (job.progress ?? 0), 0) / jobs.length;
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden>
      <circle cx="9" cy="9" r={RADIUS} fill="none" stroke={tokens.lineStrong} strokeWidth="2.4" />
      <circle
        cx="9"
        cy="9"
        r={RADIUS}
        fill="none"
        stroke={tokens.accent}
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeDasharray={`${Math.max(0.04, share) * LENGTH} ${LENGTH}`}
        transform="rotate(-90 9 9)"
      />
    </svg>
  );
}

/** How many jobs run; opens the list with progress and cancel. */
export function JobsButton() {
  const { t } = useTranslation('shell');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { jobs, running } = useJobs();
  const label = t('jobs.running', { count: running.length });
  return (
    <>
      <Trigger onClick={(event) => setAnchor(event.currentTarget)} aria-label={label} aria-haspopup="dialog">
        {running.length > 0 ? <Ring jobs={running} /> : <ListChecks size={16} />}
        {running.length > 0 && running.length}
      </Trigger>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -4, horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('jobs.title') } }}
      >
        <Panel>
          <Head>{t('jobs.title')}</Head>
          {jobs.length === 0 ? (
            <EmptyState icon={ListChecks} title={t('jobs.none')}>
              {t('jobs.noneHint')}
            </EmptyState>
          ) : (
            jobs.map((job) => <JobRow key={job.id} job={job} />)
          )}
        </Panel>
      </Popover>
    </>
  );
}
