import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { Copy, Pencil, Play, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { JobView } from '../../../../core/contract/jobs.ts';
import type { RouteParameters, RoutePlanDetail, RoutePlanView } from '../../../../core/contract/routes.ts';
import { type ScenarioView, scenarioParameters } from '../../../../core/contract/simulations.ts';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { JobFailure } from '../../../lib/jobs.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import type { LivePlan } from '../ask/use-live-plan.ts';
import { PlanStatusChip } from '../plan-status.tsx';
import { routeErrorWords } from '../route-errors.ts';

import { changeLines } from './change-lines.ts';
import { PublishButton } from './publish-button.tsx';
import { isSupposed } from './scenario-changes.ts';
import { ScenarioFigures } from './scenario-figures.tsx';
import { ScenarioMap } from './scenario-map.tsx';
import { ScenarioProgress } from './scenario-progress.tsx';
import { useChangeWords } from './use-change-words.ts';

/** Head, changes, map, outcome and buttons stand on one line with those of the other columns. */
const Root = styled('article')({
  display: 'grid',
  gridRow: 'span 5',
  gridTemplateRows: 'subgrid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  rowGap: 0,
  minWidth: 0,
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  overflow: 'hidden',
  backgroundColor: tokens.surface,
  '& > header': { display: 'flex', alignItems: 'center', gap: 7, padding: '8px 6px 4px 12px' },
  '& > header h2': {
    flex: 1,
    minWidth: 0,
    fontSize: 'var(--v-font)',
    fontWeight: 600,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& > .body': { padding: '10px 12px', minHeight: 158 },
  '& > footer': {
    display: 'flex',
    gap: 6,
    alignItems: 'center',
    flexWrap: 'wrap',
    padding: '8px 12px',
    borderTop: `1px solid ${tokens.line}`,
  },
});

const Lines = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: '0 6px 8px 12px',
  minHeight: 62,
  '& li': { display: 'flex', alignItems: 'center', gap: 4, minHeight: 24, color: tokens.textMuted },
  '& li > span': { flex: 1, minWidth: 0 },
});

export interface ScenarioState {
  scenario: ScenarioView;
  job: JobView | null;
  running: boolean;
  live: LivePlan | null;
  plan: RoutePlanDetail | undefined;
}

export interface ScenarioActions {
  edit: (scenario: ScenarioView) => void;
  copy: ((scenario: ScenarioView) => void) | null;
  remove: ((scenario: ScenarioView) => void) | null;
  dropChange: (scenario: ScenarioView, key: keyof ScenarioView['changes']) => void;
  run: (scenario: ScenarioView) => void;
  stop: (scenario: ScenarioView) => void;
  cancel: (scenario: ScenarioView) => void;
}

interface ScenarioCardProps {
  index: number;
  state: ScenarioState;
  parameters: RouteParameters;
  first: RoutePlanView | null;
  currency: string;
  actions: ScenarioActions;
}

function Head({ index, state, actions }: Pick<ScenarioCardProps, 'index' | 'state' | 'actions'>) {
  const { t } = useTranslation('simulation');
  const { scenario, running } = state;
  const { name } = scenario;
  const { copy, remove } = actions;
  return (
    <header>
      <SeriesMark index={index} size={12} />
      <h2 title={name}>{name}</h2>
      <IconButton
        size="small"
        disabled={running}
        aria-label={t('scenario.edit', { name })}
        title={t('scenario.edit', { name })}
        onClick={() => actions.edit(scenario)}
      >
        <Pencil size={14} />
      </IconButton>
      <IconButton
        size="small"
        disabled={!copy}
        aria-label={t('scenario.copy', { name })}
        title={t('scenario.copy', { name })}
        onClick={() => copy?.(scenario)}
      >
        <Copy size={14} />
      </IconButton>
      <IconButton
        size="small"
        disabled={!remove || running}
        aria-label={t('scenario.remove', { name })}
        title={t('scenario.remove', { name })}
        onClick={() => remove?.(scenario)}
      >
        <Trash2 size={14} />
      </IconButton>
    </header>
  );
}

function Changes({ state, actions }: Pick<ScenarioCardProps, 'state' | 'actions'>) {
  const { t } = useTranslation('simulation');
  const words = useChangeWords();
  const { scenario, running } = state;
  const lines = changeLines(scenario.changes, words);
  return (
    <Lines aria-label={t('scenario.changes')}>
      {lines.length === 0 && (
        <li>
          <span>{t('scenario.same')}</span>
        </li>
      )}
      {lines.map(({ key, text }) => (
        <li key={`${key} ${text}`}>
          <span>{text}</span>
          <IconButton
            size="small"
            disabled={running}
            aria-label={t('scenario.dropChange', { change: text })}
            onClick={() => actions.dropChange(scenario, key)}
          >
            <X size={13} />
          </IconButton>
        </li>
      ))}
    </Lines>
  );
}

function Outcome({ state, first, currency, actions }: Omit<ScenarioCardProps, 'index' | 'parameters'>) {
  const { t } = useTranslation(['simulation', 'routes', 'common']);
  const { scenario, job, running, live, plan } = state;
  const failure = job?.error ? routeErrorWords(new JobFailure(job.error), t) : null;
  if (running)
    return (
      <ScenarioProgress
        job={job}
        live={live}
        currency={currency}
        onStop={() => actions.stop(scenario)}
        onCancel={() => actions.cancel(scenario)}
      />
    );
  return (
    <>
      {job?.status === 'failed' && (
        <div role="alert" style={{ marginBottom: 8 }}>
          <StatusChip tone="critical" quiet label={failure?.title ?? t('scenario.failed')} />
          <p style={{ color: tokens.textMuted, marginTop: 4 }}>{failure?.action}</p>
        </div>
      )}
      {plan && <ScenarioFigures plan={plan} first={first && first.id !== plan.id ? first : null} />}
      {!plan && scenario.planId !== null && <PaneSkeleton blocks={1} />}
      {!plan && scenario.planId === null && job?.status !== 'failed' && (
        <span style={{ color: tokens.textMuted }}>
          {t(job?.status === 'cancelled' ? 'scenario.cancelled' : 'scenario.notRun')}
        </span>
      )}
    </>
  );
}

/** A scenario as a column: what it does otherwise, its search while it runs, its routes and what they come to. */
export function ScenarioCard(props: ScenarioCardProps) {
  const { state, parameters, actions } = props;
  const { t } = useTranslation('simulation');
  const { scenario, running, live, plan } = state;
  const nothing = running ? t('running.starts') : scenario.planId === null ? t('scenario.noMap') : '';
  const supposed = isSupposed(scenarioParameters(parameters, scenario.changes));
  return (
    <Root aria-label={scenario.name}>
      <Head {...props} />
      <Changes {...props} />
      <ScenarioMap
        label={t('scenario.map', { name: scenario.name })}
        live={running ? live : null}
        plan={plan}
        nothing={nothing}
      />
      <div className="body">
        <Outcome {...props} />
      </div>
      <footer>
        <Button
          size="small"
          startIcon={<Play size={13} />}
          disabled={running}
          onClick={() => actions.run(scenario)}
        >
          {t(scenario.planId !== null ? 'scenario.runAgain' : 'scenario.run')}
        </Button>
        {scenario.planId !== null && (
          <Button size="small" component={Link} to={links.routePlan(scenario.planId)}>
            {t('scenario.openPlan')}
          </Button>
        )}
        {plan?.id === scenario.planId &&
          plan?.status === 'draft' &&
          !supposed &&
          !scenario.outOfDate &&
          !running && <PublishButton plan={plan} />}
        {plan && plan.status !== 'draft' && <PlanStatusChip status={plan.status} quiet />}
        {scenario.outOfDate && !running && (
          <StatusChip
            tone="warning"
            quiet
            label={t('scenario.outOfDate')}
            title={t('scenario.outOfDateHint')}
          />
        )}
        {supposed && (
          <StatusChip
            tone="neutral"
            quiet
            label={t('scenario.supposed')}
            title={t('scenario.supposedHint')}
          />
        )}
      </footer>
    </Root>
  );
}
