import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2, CheckCheck, ListChecks, MapIcon, Scale3d } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useNavigate, useParams, useSearchParams } from 'react-router';
import type { SourcingRunView } from '../../../core/contract/sourcing.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { useCommand, useRegisterCommands } from '../../lib/commands.ts';
import { links, RUN_PARTS, type RunPart } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { useUndoCommand } from '../lists/undo.ts';
import { CompareView, usePlanFigures } from './compare/compare-view.tsx';
import { useComparedPlans } from './compare/plans.ts';
import { DecisionPane } from './decision-pane.tsx';
import { FlowsView } from './flows/flows-view.tsx';
import { RunDialogs, type RunQuestion } from './run-dialogs.tsx';
import { ConflictBanner } from './runs/conflict-banner.tsx';
import { JobLine } from './runs/job-line.tsx';
import { RunActions } from './runs/run-actions.tsx';
import { RunFacilities } from './runs/run-facilities.tsx';
import { RunOrders } from './runs/run-orders.tsx';
import { useDecisionQuery } from './use-decision-query.ts';
import { useRunCommands } from './use-run-commands.ts';

const PART_ICONS = { orders: ListChecks, compare: Scale3d, map: MapIcon, facilities: Building2 } as const;

function usePart(): RunPart {
  const { part } = useParams();
  return RUN_PARTS.find((known) => known === part) ?? 'orders';
}

/** The parts of the workbench; what is compared and the order that is open stay the same in all of them. */
function PartTabs({ runId }: { runId: number }) {
  const { t } = useTranslation('workbench');
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const address = (part: RunPart) => ({ pathname: links.sourcingRun(runId, part), search: String(params) });
  useRegisterCommands(
    RUN_PARTS.map((part, index) => ({
      id: `sourcing.part.${part}`,
      title: t(`part.show.${part}`),
      group: t('sourcing:title'),
      shortcut: String(index + 1),
      icon: PART_ICONS[part],
      run: () => void navigate(address(part)),
    })),
  );
  return (
    <Tabs
      value={usePart()}
      variant="scrollable"
      scrollButtons={false}
      aria-label={t('part.label')}
      sx={{ minHeight: 0, borderBottom: 0, '& .MuiTab-root': { minHeight: 30 } }}
    >
      {RUN_PARTS.map((part) => (
        <Tab key={part} value={part} component={NavLink} to={address(part)} label={t(`part.${part}`)} />
      ))}
    </Tabs>
  );
}

/** The decision of one order of the run, from the URL's `order`. */
function useDecision(runId: number, number: string | null) {
  const { data, error } = useQuery({
    ...orpc.sourcing.decisions.queryOptions({ input: { runId, search: number ?? '', limit: 50 } }),
    enabled: number !== null,
  });
  const decision = data && (data.rows.find((row) => row.number === number) ?? null);
  return { decision, error };
}

function useOpenOrder() {
  const [params, setParams] = useSearchParams();
  const number = params.get('order');
  const open = (next: string | null) => {
    const changed = new URLSearchParams(params);
    if (next) changed.set('order', next);
    else changed.delete('order');
    setParams(changed, { replace: number !== null && next !== null });
  };
  return { number, open };
}

interface RunBodyProps {
  run: SourcingRunView;
  order: ReturnType<typeof useOpenOrder>;
}

function RunBody({ run, order }: RunBodyProps) {
  const part = usePart();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const query = useDecisionQuery();
  const compared = useComparedPlans(run.id);
  const { data, error } = usePlanFigures(compared.plans);
  const figuresOf = (runId: number) =>
    data?.plans.find(({ reference }) => reference.type === 'run' && reference.runId === runId);
  const toOrders = () => void navigate({ pathname: links.sourcingRun(run.id), search: String(params) });
  if (part === 'compare')
    return <CompareView runId={run.id} compared={compared} activeNumber={order.number} onOpen={order.open} />;
  if (part === 'map') return <FlowsView runId={run.id} compared={compared} />;
  if (part === 'facilities') {
    const showFacility = (facility: string) => {
      query.set({ facility });
      toOrders();
    };
    const [first] = data?.plans ?? [];
    const against = first && figuresOf(run.id) !== first ? first : undefined;
    return (
      <RunFacilities figures={figuresOf(run.id)} against={against} error={error} onOpen={showFacility} />
    );
  }
  const showConflicts = () => query.set({ outcomes: ['conflict'] });
  return (
    <>
      <ConflictBanner run={run} onShow={showConflicts} />
      <RunOrders
        run={run}
        figures={figuresOf(run.id)}
        query={query}
        activeNumber={order.number}
        onOpen={order.open}
      />
    </>
  );
}

/** The workbench of one run: its orders with their reasons, beside other plans, on the map, by facility; and what to do with it. */
export function RunPage({ runId }: { runId: number }) {
  const { t } = useTranslation(['sourcing', 'common']);
  const [question, setQuestion] = useState<RunQuestion | null>(null);
  const commands = useRunCommands(runId);
  const order = useOpenOrder();
  const { decision, error: decisionError } = useDecision(runId, order.number);
  const {
    data: run,
    error,
    refetch,
  } = useQuery({
    ...orpc.sourcing.run.queryOptions({ input: { runId } }),
    placeholderData: keepPreviousData,
  });
  const own = usePlanFigures([{ type: 'run', runId }]).data?.plans[0];
  const scenarioId = own?.scenarioId ?? null;
  useUndoCommand(t('title'));
  useCommand({
    id: 'sourcing.apply',
    title: t('run.applyCommand'),
    group: t('title'),
    shortcut: '$mod+Enter',
    icon: CheckCheck,
    enabled: run?.status === 'proposed' && scenarioId === null && !commands.job.running && question === null,
    run: () => setQuestion('apply'),
  });
  return (
    <Screen
      title={own?.name || t('run.name', { id: runId })}
      crumbs={[{ label: t('title'), to: links.sourcing() }]}
      toolbar={<PartTabs runId={runId} />}
      actions={
        run && (
          <RunActions run={run} scenarioId={scenarioId} busy={commands.job.running} onAsk={setQuestion} />
        )
      }
    >
      {commands.job.running && (
        <JobLine
          share={commands.job.progress}
          message={commands.job.message}
          onCancel={commands.job.cancel}
        />
      )}
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : run === undefined ? (
        <div style={{ padding: 16 }}>
          <PaneSkeleton blocks={1} />
        </div>
      ) : (
        <>
          <RunBody run={run} order={order} />
          <RunDialogs run={run} question={question} commands={commands} onClose={() => setQuestion(null)} />
        </>
      )}
      {order.number && run && (
        <DecisionPane
          run={run}
          number={order.number}
          decision={decision}
          error={decisionError}
          onClose={() => order.open(null)}
        />
      )}
    </Screen>
  );
}
