import { useTranslation } from 'react-i18next';
import type { PlanFigures } from '../../../../core/contract/workbench.ts';
import { ScatterChart } from '../../../components/charts/scatter-chart.tsx';
import { useFormat } from '../../../lib/format.ts';
import { planKey, serviceShare, usePlanName } from './plans.ts';

/** What each plan costs an order against the orders that it ships whole and in time. */
export function CostServiceChart({ plans, strongKey }: { plans: readonly PlanFigures[]; strongKey: string }) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const nameOf = usePlanName();
  const currency = plans[0]?.currency ?? 'EUR';
  const points = plans.map((plan) => ({
    key: planKey(plan.reference),
    label: nameOf(plan),
    x: plan.cost.totalMinor,
    y: serviceShare(plan),
    strong: planKey(plan.reference) === strongKey,
  }));
  return (
    <ScatterChart
      title={t('compare.costService')}
      nameLabel={t('compare.plan')}
      points={points}
      x={{
        label: t('compare.costAxis', { currency }),
        short: (minor) => format.moneyCompact({ amountMinor: minor, currency }),
        full: (minor) => format.moneyMinor(minor, currency),
        least: 0,
      }}
      y={{
        label: t('compare.serviceAxis'),
        short: (share) => format.percent(share, 1),
        full: (share) => format.percent(share, 1),
        least: 0,
        greatest: 1,
        leastSpan: 0.04,
      }}
    />
  );
}
