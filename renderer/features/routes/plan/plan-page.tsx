import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { RouteGantt } from '../gantt/route-gantt.tsx';
import { RouteList } from '../list/route-list.tsx';
import { usePlanName } from '../use-plan-name.ts';
import { ImportDoneDialog } from './import-done-dialog.tsx';
import { PlanActions } from './plan-actions.tsx';
import { PlanDialogs, type PlanQuestion } from './plan-dialogs.tsx';
import { PlanFiguresStrip } from './plan-figures-strip.tsx';
import { PlanMapView } from './plan-map-view.tsx';
import { PlanNotices } from './plan-notices.tsx';
import { PlanParts, usePlanPart } from './plan-parts.tsx';
import { PlanStopsTable } from './plan-stops-table.tsx';
import { RiskView } from './risk-view.tsx';
import { RoutePane } from './route-pane.tsx';
import { SearchLine } from './search-line.tsx';
import { StopPane } from './stop-pane.tsx';
import { usePlanCommands } from './use-plan-commands.ts';
import { type PlanEdit, usePlanEdit } from './use-plan-edit.ts';
import { type PlanSelection, usePlanSelection } from './use-plan-selection.ts';

const Split = styled('div')({
  display: 'flex',
  flex: '1 1 auto',
  minHeight: 0,
  '& > .map': { display: 'flex', flex: '1 1 58%', minWidth: 0 },
  '& > .list': {
    display: 'flex',
    flex: '1 1 42%',
    minWidth: 300,
    borderLeft: `1px solid ${tokens.line}`,
    overflow: 'hidden',
  },
});

interface BodyProps {
  plan: RoutePlanDetail;
  edit: PlanEdit;
  selection: PlanSelection;
  readOnly: boolean;
}

function PlanBody({ plan, edit, selection, readOnly }: BodyProps) {
  const part = usePlanPart();
  const views = {
    plan,
    readOnly,
    selectedStop: selection.stop,
    selectedRoute: selection.route,
    onSelectStop: selection.selectStop,
    onSelectRoute: selection.selectRoute,
    onPreview: edit.preview,
    onApply: edit.apply,
  };
  if (part === 'gantt') return <RouteGantt {...views} />;
  if (part === 'stops')
    return <PlanStopsTable plan={plan} active={selection.stop} onOpen={selection.selectStop} />;
  if (part === 'risk') return <RiskView plan={plan} selection={selection} />;
  return (
    <Split>
      <div className="map">
        <PlanMapView plan={plan} edit={edit} selection={selection} readOnly={readOnly} />
      </div>
      <div className="list">
        <RouteList {...views} />
      </div>
    </Split>
  );
}

function PlanPane({ plan, edit, selection, readOnly }: BodyProps) {
  const stop = plan.stops.find(({ number }) => number === selection.stop);
  const route = plan.routes.find(({ number }) => number === selection.route);
  if (stop)
    return (
      <StopPane
        plan={plan}
        stop={stop}
        edit={edit}
        readOnly={readOnly}
        onOpenRoute={selection.selectRoute}
        onClose={() => selection.selectStop(null)}
      />
    );
  if (!route) return null;
  return (
    <RoutePane
      plan={plan}
      route={route}
      edit={edit}
      readOnly={readOnly}
      onClose={() => selection.selectRoute(null)}
    />
  );
}

function OpenPlan({ plan }: { plan: RoutePlanDetail }) {
  const { t } = useTranslation('routes');
  const nameOf = usePlanName();
  const [question, setQuestion] = useState<PlanQuestion | null>(null);
  const edit = usePlanEdit(plan);
  const commands = usePlanCommands(plan);
  const selection = usePlanSelection(
    (stop) => plan.stops.find(({ number }) => number === stop)?.route ?? null,
  );
  const readOnly = plan.status !== 'draft' || commands.search.running;
  const parts = { plan, edit, selection, readOnly };
  const close = () => setQuestion(null);
  return (
    <Screen
      title={nameOf(plan)}
      crumbs={[{ label: t('title'), to: links.routes() }]}
      toolbar={<PlanParts planId={plan.id} />}
      actions={<PlanActions plan={plan} edit={edit} commands={commands} onAsk={setQuestion} />}
    >
      {commands.search.running && <SearchLine job={commands.search} />}
      <PlanFiguresStrip plan={plan} />
      <PlanNotices plan={plan} />
      <PlanBody {...parts} />
      <PlanPane {...parts} />
      <PlanDialogs plan={plan} question={question} commands={commands} onClose={close} />
      {question === 'importDone' && <ImportDoneDialog plan={plan} onClose={close} />}
    </Screen>
  );
}

/** One route plan: on the map beside its routes, along the day, stop by stop, and how well it would hold. */
export function PlanPage({ planId }: { planId: number }) {
  const { t } = useTranslation('routes');
  const { data, error, refetch } = useQuery({
    ...orpc.routes.plan.queryOptions({ input: { planId } }),
    placeholderData: keepPreviousData,
  });
  if (data) return <OpenPlan plan={data} />;
  return (
    <Screen title={t('plan.one')} crumbs={[{ label: t('title'), to: links.routes() }]}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div style={{ padding: 16 }}>
          <PaneSkeleton />
        </div>
      )}
    </Screen>
  );
}
