import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { DecisionView, PlannedAllocation, SourcingRunView } from '../../../core/contract/sourcing.ts';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { MoneyText } from '../../components/display/money-text.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { SidePane } from '../../components/layout/side-pane.tsx';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { chosenFacilities } from './decision-columns.tsx';
import { OutcomeChip } from './run-status.tsx';
import { OrderWhy } from './why/order-why.tsx';

const Plan = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li': { padding: '8px 0', borderTop: `1px solid ${tokens.line}` },
  '& > li:first-of-type': { borderTop: 0, paddingTop: 0 },
  '& .head': { display: 'flex', justifyContent: 'space-between', gap: 10, fontWeight: 560 },
  '& .detail': { color: tokens.textMuted },
  '& .goods': { margin: '2px 0 0', padding: 0, listStyle: 'none', color: tokens.textMuted },
});

function ShipmentPlan({
  allocations,
  currency,
}: {
  allocations: readonly PlannedAllocation[];
  currency: string;
}) {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const parts = [...Map.groupBy(allocations, (allocation) => allocation.facility).values()];
  return (
    <Plan>
      {parts.map((part) => {
        const [first] = part;
        if (!first) return null;
        const costMinor = part.reduce((sum, allocation) => sum + allocation.costMinor, 0);
        const facts = [
          first.service ?? t('plan.distanceTariff'),
          first.distanceMetres !== null && format.distance(first.distanceMetres),
          first.transitDays !== null &&
            t('plan.transit', { count: first.transitDays, formatted: format.integer(first.transitDays) }),
        ].filter(Boolean);
        return (
          <li key={first.facility}>
            <div className="head">
              <span>{first.facilityName}</span>
              <span>
                <MoneyText value={{ amountMinor: costMinor, currency }} />
              </span>
            </div>
            <div className="detail">{facts.join(' · ')}</div>
            <ul className="goods">
              {part.map((allocation) => (
                <li key={allocation.orderLineId}>
                  {t('plan.goods', { quantity: format.integer(allocation.quantity), sku: allocation.sku })}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </Plan>
  );
}

interface DecisionPaneProps {
  run: SourcingRunView;
  number: string;
  /** Undefined while it loads, null when the run has no such order. */
  decision: DecisionView | null | undefined;
  error: unknown;
  onClose: () => void;
}

/** One decision: what ships from where, why, at what cost, and what else was possible. */
export function DecisionPane({ run, number, decision, error, onClose }: DecisionPaneProps) {
  const { t } = useTranslation('sourcing');
  const navigate = useNavigate();
  const place = decision && [decision.city, decision.country].filter(Boolean).join(', ');
  return (
    <SidePane
      name="decision"
      title={number}
      subtitle={decision ? [decision.customer, place].filter(Boolean).join(' · ') : '\u00a0'}
      actions={decision && <OutcomeChip outcome={decision.outcome} />}
      width={520}
      onClose={onClose}
      footer={<Button onClick={() => void navigate(links.order(number))}>{t('decision.openOrder')}</Button>}
    >
      {error ? (
        <ErrorState error={error} />
      ) : decision === undefined ? (
        <PaneSkeleton />
      ) : decision === null ? (
        <EmptyState title={t('decision.missing')}>{t('decision.missingText')}</EmptyState>
      ) : (
        <>
          {decision.allocations.length > 0 && (
            <Section
              title={t('plan.title', {
                count: chosenFacilities(decision).length,
                formatted: chosenFacilities(decision).length,
              })}
            >
              <ShipmentPlan allocations={decision.allocations} currency={decision.cost.currency} />
            </Section>
          )}
          <OrderWhy key={number} run={run} decision={decision} chosen={chosenFacilities(decision)} />
        </>
      )}
    </SidePane>
  );
}
