import { styled } from '@mui/material/styles';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { RoutePlanView, StopChange } from '../../../../core/contract/routes.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Screen, Section } from '../../../components/layout/screen.tsx';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { usePlanName } from '../use-plan-name.ts';
import { comparedIds, MOST_COMPARED } from './compared-ids.ts';
import { OverlayMap } from './overlay-map.tsx';
import { PlanBars } from './plan-bars.tsx';
import { PlanChangesTable } from './plan-changes-table.tsx';
import type { ComparedPlan } from './plan-figure-rows.ts';
import { PlanFiguresTable } from './plan-figures-table.tsx';
import { PlanPicker } from './plan-picker.tsx';

const Body = styled('div')({ padding: '14px 16px 40px', '& > section': { marginTop: 26 } });

function Comparison({ plans, changes }: { plans: RoutePlanView[]; changes: StopChange[][] }) {
  const { t } = useTranslation('routes');
  const nameOf = usePlanName();
  const details = useQueries({
    queries: plans.map(({ id }) => orpc.routes.plan.queryOptions({ input: { planId: id } })),
  });
  const compared = plans.map(
    (plan): ComparedPlan => ({
      key: String(plan.id),
      name: nameOf(plan),
      note: t(`status.${plan.status}`),
      currency: plan.currency,
      figures: plan.figures,
    }),
  );
  const overlaid = compared.map(({ key, name }, index) => ({ key, name, plan: details[index]?.data }));
  const [first, ...others] = compared;
  return (
    <>
      <PlanFiguresTable plans={compared} />
      <section>
        <PlanBars plans={compared} />
      </section>
      <Section level={2} title={t('compare.overlay')}>
        <OverlayMap plans={overlaid} />
      </Section>
      {others.map((other, index) => {
        const title = t('compare.changesFromTo', { before: first?.name, after: other.name });
        return (
          <Section key={other.key} level={2} title={title}>
            <PlanChangesTable
              changes={changes[index] ?? []}
              timeZone={plans[0]?.timeZone ?? 'UTC'}
              label={title}
            />
          </Section>
        );
      })}
    </>
  );
}

/** Up to four plans side by side: figures, bars, routes over one another, and what changed stop by stop. */
export function ComparePage() {
  const { t } = useTranslation('routes');
  const ids = comparedIds(useParams().ids);
  const { data, error, refetch } = useQuery({
    ...orpc.routes.compare.queryOptions({ input: { planIds: ids } }),
    placeholderData: keepPreviousData,
    enabled: ids.length > 0,
  });
  return (
    <Screen
      title={t('compare.title')}
      crumbs={[{ label: t('title'), to: links.routes() }]}
      toolbar={<PlanPicker ids={ids} most={MOST_COMPARED} plans={data?.plans ?? []} />}
      scroll
    >
      {ids.length === 0 ? (
        <EmptyState title={t('compare.empty')}>{t('compare.emptyText')}</EmptyState>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Body>{data ? <Comparison {...data} /> : <PaneSkeleton />}</Body>
      )}
    </Screen>
  );
}
