import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { JobFailure } from '../../../lib/jobs.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useLivePlan } from '../ask/use-live-plan.ts';
import { ScenarioProgress } from '../simulation/scenario-progress.tsx';
import { TogetherResult } from './together-result.tsx';
import { useTogether } from './use-together.ts';

const Intro = styled('p')({ margin: '0 0 10px', maxWidth: 760, color: tokens.textMuted });
const Work = styled('div')({ minHeight: 96, maxWidth: 420 });

interface TogetherPanelProps {
  parameters: RouteParameters;
  onOpenPlan: (planId: number) => void;
}

/** Lets the tours choose the facility of orders that are reserved and not released, and shows what that saves. */
export function TogetherPanel({ parameters, onOpenPlan }: TogetherPanelProps) {
  const { t } = useTranslation('together');
  const { currency } = usePreferences();
  const { job, jobId, running, outcome, error, start, stop, cancel } = useTogether(parameters);
  const live = useLivePlan(running ? jobId : null);
  const alone = parameters.depots.length < 2;
  const run = (
    <Button startIcon={<Play size={14} />} disabled={running || alone} onClick={() => void start()}>
      {t(outcome ? 'again' : 'start')}
    </Button>
  );
  return (
    <Section level={2} title={t('title')} actions={run}>
      <Intro>{t(alone ? 'oneDepot' : 'text')}</Intro>
      {running && (
        <Work>
          <ScenarioProgress job={job} live={live} currency={currency} onStop={stop} onCancel={cancel} />
        </Work>
      )}
      {error && <ErrorState error={new JobFailure(error)} onRetry={() => void start()} />}
      {job?.status === 'cancelled' && <p role="status">{t('cancelled')}</p>}
      {outcome && <TogetherResult outcome={outcome} onOpenPlan={onOpenPlan} />}
    </Section>
  );
}
