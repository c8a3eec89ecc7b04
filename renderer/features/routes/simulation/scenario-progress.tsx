import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../../core/contract/jobs.ts';
import { useFormat } from '../../../lib/format.ts';
import { jobMessage } from '../../../lib/job-words.ts';
import { tokens } from '../../../lib/tokens.ts';
import type { LivePlan } from '../ask/use-live-plan.ts';

const Root = styled('div')({
  display: 'grid',
  gap: 6,
  '& p': { margin: 0, color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' },
  '& .buttons': { display: 'flex', gap: 6, marginTop: 2 },
});

interface ScenarioProgressProps {
  job: JobView | null;
  live: LivePlan | null;
  currency: string;
  onStop: () => void;
  onCancel: () => void;
}

/** How far a scenario's search is, and the two ways to end it. */
export function ScenarioProgress({ job, live, currency, onStop, onCancel }: ScenarioProgressProps) {
  const { t } = useTranslation(['simulation', 'jobs']);
  const format = useFormat();
  const best = live?.best ?? null;
  const share = job?.progress ?? null;
  const words = job ? jobMessage(job, t, format) : '';
  const cost = best && best.leftOut === 0 ? format.moneyMinor(Math.round(best.costMinor), currency) : null;
  return (
    <Root role="status">
      <p>
        {best
          ? t('running.best', { count: best.vehicles, leftOut: best.leftOut })
          : words || t('running.starts')}
      </p>
      <LinearProgress
        variant={share === null ? 'indeterminate' : 'determinate'}
        value={(share ?? 0) * 100}
        aria-label={share === null ? t('running.starts') : format.percent(share, 0)}
      />
      <p>{cost ? t('running.cost', { cost }) : '\u00a0'}</p>
      <div className="buttons">
        <Button size="small" disabled={!best} onClick={onStop}>
          {t('running.stop')}
        </Button>
        <Button size="small" variant="text" onClick={onCancel}>
          {t('running.cancel')}
        </Button>
      </div>
    </Root>
  );
}
