import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanReference } from '../../../../core/contract/workbench.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { ChangesTable } from './changes-table.tsx';
import { CostServiceChart } from './cost-service-chart.tsx';
import { FacilityLoads } from './facility-loads.tsx';
import { FiguresTable } from './figures-table.tsx';
import { PlanPicker } from './plan-picker.tsx';
import { type ComparedPlans, planKey, usePlanName } from './plans.ts';

const Scroller = styled('div')({ flex: 1, minHeight: 0, overflow: 'auto', padding: '14px 16px 40px' });
const Root = styled('div')({ containerType: 'inline-size', '& > section': { marginTop: 26 } });

const Top = styled('div', { shouldForwardProp: (name) => name !== 'stacked' })<{ stacked: boolean }>(
  ({ stacked }) => ({
    display: 'grid',
    gridTemplateColumns: stacked ? 'minmax(0, 1fr)' : 'minmax(0, 1fr) minmax(300px, 420px)',
    gap: '20px 28px',
    '@container (max-width: 1150px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
);

/** Figures of plans, kept on screen while another set loads. */
export function usePlanFigures(plans: readonly PlanReference[], enabled = true) {
  return useQuery({
    ...orpc.workbench.compare.queryOptions({ input: { plans: [...plans] } }),
    placeholderData: keepPreviousData,
    enabled: enabled && plans.length > 0,
  });
}

interface ComparisonProps {
  plans: readonly PlanReference[];
  /** The plan that it is about: the others are seen against the first, this one is stressed. */
  about: PlanReference;
  activeNumber: string | null;
  onOpen: (number: string) => void;
}

/** Plans side by side: their figures, cost against service, the load of facilities, and the orders that changed. */
export function Comparison({ plans, about, activeNumber, onOpen }: ComparisonProps) {
  const { t } = useTranslation('workbench');
  const nameOf = usePlanName();
  const { data, error, refetch } = usePlanFigures(plans);
  const strongKey = planKey(about);
  const figures = data?.plans;
  const first = plans.find((plan) => planKey(plan) !== strongKey);
  const firstName =
    first &&
    nameOf(
      figures?.find(({ reference }) => planKey(reference) === planKey(first)) ?? {
        reference: first,
        name: '',
      },
    );
  return (
    <Root>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : figures === undefined ? (
        <PaneSkeleton />
      ) : (
        <>
          <Top stacked={figures.length > 3}>
            <FiguresTable plans={figures} strongKey={strongKey} />
            <CostServiceChart plans={figures} strongKey={strongKey} />
          </Top>
          <Section level={2} title={t('load.title')}>
            <FacilityLoads plans={figures} strongKey={strongKey} />
          </Section>
          {first && (
            <Section
              level={2}
              title={t('changes.heading', { name: firstName })}
              actions={<span style={{ color: tokens.textMuted }}>{t('changes.hint')}</span>}
            >
              <ChangesTable
                before={first}
                after={about}
                currency={figures[0]?.currency ?? 'EUR'}
                activeNumber={activeNumber}
                onOpen={onOpen}
              />
            </Section>
          )}
        </>
      )}
    </Root>
  );
}

interface CompareViewProps {
  runId: number;
  compared: ComparedPlans;
  activeNumber: string | null;
  onOpen: (number: string) => void;
}

/** A run beside other plans that the planner picks. */
export function CompareView({ runId, compared, activeNumber, onOpen }: CompareViewProps) {
  const { data } = usePlanFigures(compared.plans);
  return (
    <Scroller tabIndex={0}>
      <PlanPicker runId={runId} compared={compared} figures={data?.plans} />
      <Comparison
        plans={compared.plans}
        about={{ type: 'run', runId }}
        activeNumber={activeNumber}
        onOpen={onOpen}
      />
    </Scroller>
  );
}
