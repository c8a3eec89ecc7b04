import { styled } from '@mui/material/styles';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { RouteParameters, RoutePlanDetail, StopChange } from '../../../../core/contract/routes.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { orpc } from '../../../lib/rpc.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { OverlayMap } from '../compare/overlay-map.tsx';
import { PlanBars } from '../compare/plan-bars.tsx';
import { PlanChangesTable } from '../compare/plan-changes-table.tsx';
import type { ComparedPlan } from '../compare/plan-figure-rows.ts';
import { PlanFiguresTable } from '../compare/plan-figures-table.tsx';
import { PlanDay } from './plan-day.tsx';
import { PlanRisk } from './plan-risk.tsx';
import { PlanTogether } from './plan-together.tsx';
import { ScenarioChoice } from './scenario-choice.tsx';

const VIEWS = ['figures', 'map', 'changes', 'gantt', 'risk', 'together'] as const;
type View = (typeof VIEWS)[number];

const Root = styled('section')({ marginTop: 22 });
const Body = styled('div')({ paddingTop: 14, minHeight: 420 });

/** A scenario that has a plan. */
export interface PlannedScenario {
  number: number;
  /** Its column. */
  index: number;
  name: string;
  outOfDate: boolean;
  planId: number;
  plan: RoutePlanDetail | undefined;
  /** What it is planned with. */
  parameters: RouteParameters;
}

function Changes({ planned, changes }: { planned: readonly PlannedScenario[]; changes: StopChange[][] }) {
  const { t } = useTranslation('routes');
  const [first, ...others] = planned;
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.max(
    0,
    others.findIndex(({ number }) => number === chosen),
  );
  const other = others[at];
  if (!first || !other) return null;
  const title = t('compare.changesFromTo', { before: first.name, after: other.name });
  return (
    <Section level={2} title={title}>
      <ScenarioChoice planned={others} chosen={other.number} onChoose={setChosen} />
      <PlanChangesTable
        key={other.number}
        changes={changes[at] ?? []}
        timeZone={first.plan?.timeZone ?? 'UTC'}
        label={title}
      />
    </Section>
  );
}

function useCompared(planned: readonly PlannedScenario[]) {
  const { t } = useTranslation(['simulation', 'routes']);
  const answer = useQuery({
    ...orpc.routes.compare.queryOptions({ input: { planIds: planned.map(({ planId }) => planId) } }),
    placeholderData: keepPreviousData,
  });
  const compared = planned.flatMap(({ number, name, outOfDate, planId }, at): ComparedPlan[] => {
    const known = answer.data?.plans;
    // Until a new plan is compared, its column tells the one before.
    const plan = known?.find(({ id }) => id === planId) ?? known?.[at];
    if (!plan) return [];
    const note = outOfDate ? t('scenario.outOfDate') : t(`routes:status.${plan.status}`);
    return [{ key: String(number), name, note, currency: plan.currency, figures: plan.figures }];
  });
  return { ...answer, compared };
}

/** The scenarios that have a plan against each other; the first is what the others are seen against. */
export function Comparison({ planned }: { planned: readonly PlannedScenario[] }) {
  const { t } = useTranslation('simulation');
  const { data, error, refetch, compared } = useCompared(planned);
  const [params, setParams] = useSearchParams();
  const offered = VIEWS.filter((view) => view !== 'changes' || planned.length > 1);
  const view = offered.find((one) => one === params.get('view')) ?? 'figures';
  const choose = (next: View) => setParams(next === 'figures' ? {} : { view: next }, { replace: true });
  return (
    <Root aria-label={t('compare.title')}>
      <Tabs value={view} onChange={(_, next: View) => choose(next)} aria-label={t('compare.title')}>
        {offered.map((one) => (
          <Tab key={one} value={one} label={t(`compare.${one}`)} />
        ))}
      </Tabs>
      <Body>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <PaneSkeleton />
        ) : (
          <>
            {view === 'figures' && (
              <>
                <PlanFiguresTable plans={compared} />
                <div style={{ height: 24 }} />
                <PlanBars plans={compared} />
              </>
            )}
            {view === 'map' && (
              <OverlayMap
                plans={planned.map(({ number, name, plan }) => ({ key: String(number), name, plan }))}
              />
            )}
            {view === 'changes' && <Changes planned={planned} changes={data.changes} />}
            {view === 'gantt' && <PlanDay planned={planned} />}
            {view === 'together' && <PlanTogether planned={planned} />}
            {view === 'risk' && <PlanRisk planned={planned} />}
          </>
        )}
      </Body>
    </Root>
  );
}
