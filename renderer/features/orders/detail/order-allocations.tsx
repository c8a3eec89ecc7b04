import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { type DecisionReason, decisionReason } from '../../../../core/contract/sourcing.ts';
import { MoneyText } from '../../../components/display/money-text.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { FacilityLabel } from '../../lists/facility-label.tsx';
import { DecisionWhy, ReasonText } from '../../sourcing/decision-why.tsx';
import { RejectDialog } from './reject-dialog.tsx';

type Allocation = OrderDetail['allocations'][number];

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': { padding: '7px 0', borderTop: `1px solid ${tokens.line}` },
  '& li:first-of-type': { borderTop: 0, paddingTop: 0 },
  '& .line': { display: 'flex', alignItems: 'center', gap: 10 },
  '& .line > a': { flex: 1, minWidth: 0 },
  '& .detail': { color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' },
  '& a': { color: tokens.text, textDecoration: 'none' },
  '& .past': { opacity: 0.65 },
});

const Reason = styled('div')({
  margin: '4px 0 10px',
  padding: '10px 12px',
  borderRadius: 8,
  backgroundColor: tokens.subtle,
  '& .more': { marginTop: 12 },
});

/** Allocations that were decided together, with the reason they share. */
interface Decision {
  runId: number | null;
  reason: DecisionReason | null;
  allocations: Allocation[];
}

function byDecision(allocations: readonly Allocation[]): Decision[] {
  const groups = Map.groupBy(allocations, (one) => `${one.runId}|${JSON.stringify(one.reason)}`);
  return [...groups.values()].map((group) => {
    const parsed = decisionReason.safeParse(group[0]?.reason);
    return {
      runId: group[0]?.runId ?? null,
      reason: parsed.success ? parsed.data : null,
      allocations: group,
    };
  });
}

function AllocationLine({ allocation }: { allocation: Allocation }) {
  const { t } = useTranslation(['orders', 'rules']);
  const format = useFormat();
  const [rejecting, setRejecting] = useState(false);
  const holds = allocation.status === 'reserved' || allocation.status === 'released';
  const facts = [
    t('allocation.goods', { quantity: format.integer(allocation.quantity), sku: allocation.sku }),
    allocation.service,
  ].filter(Boolean);
  return (
    <li className={allocation.status === 'cancelled' ? 'past' : undefined}>
      <div className="line">
        <Link to={links.facilityOnMap(allocation.facility.code)}>
          <FacilityLabel facility={allocation.facility} place />
        </Link>
        <StatusChip
          quiet
          tone={allocation.status === 'shipped' ? 'ok' : 'neutral'}
          label={t(`allocation.status.${allocation.status}`)}
        />
        {allocation.cost.amountMinor > 0 && (
          <span>
            <MoneyText value={allocation.cost} />
          </span>
        )}
      </div>
      <div className="line">
        <span className="detail" style={{ flex: 1 }}>
          {facts.join(' · ')}
        </span>
        {holds && (
          <Button size="small" variant="text" onClick={() => setRejecting(true)}>
            {t('rules:reject.action')}
          </Button>
        )}
      </div>
      {rejecting && <RejectDialog allocation={allocation} onClose={() => setRejecting(false)} />}
    </li>
  );
}

function Why({ decision }: { decision: Decision }) {
  const { t } = useTranslation('orders');
  const [open, setOpen] = useState(false);
  const { reason, allocations, runId } = decision;
  if (!reason) return null;
  const chosen = [...new Set(allocations.map((one) => one.facility.name))];
  const currency = allocations[0]?.cost.currency ?? 'EUR';
  return (
    <Reason>
      {open ? (
        <DecisionWhy reason={reason} currency={currency} chosen={chosen} />
      ) : (
        <ReasonText reason={reason} currency={currency} chosen={chosen} />
      )}
      <div style={{ display: 'flex', gap: 6, margin: '6px 0 0 -6px' }}>
        <Button
          size="small"
          variant="text"
          startIcon={open ? <ChevronDown size={13} /> : <ChevronRight size={13} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'allocation.less' : 'allocation.more')}
        </Button>
        {runId !== null && (
          <Button size="small" variant="text" component={Link} to={links.sourcingRun(runId)}>
            {t('allocation.run', { id: runId })}
          </Button>
        )}
      </div>
    </Reason>
  );
}

/** Which facility ships what, and why; what was given back is kept apart. */
export function OrderAllocations({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation('orders');
  const [all, setAll] = useState(false);
  const active = detail.allocations.filter((one) => one.status !== 'cancelled');
  const past = detail.allocations.length - active.length;
  const decisions = byDecision(all ? detail.allocations : active);
  return (
    <Section title={t('allocation.title')}>
      {active.length === 0 && (
        <p style={{ color: tokens.textMuted, marginBottom: 6 }}>{t('allocation.none')}</p>
      )}
      {decisions.map((decision) => (
        <div key={decision.allocations[0]?.id}>
          <List>
            {decision.allocations.map((allocation) => (
              <AllocationLine key={allocation.id} allocation={allocation} />
            ))}
          </List>
          <Why decision={decision} />
        </div>
      ))}
      {past > 0 && !all && (
        <Button size="small" variant="text" onClick={() => setAll(true)}>
          {t('allocation.past', { count: past })}
        </Button>
      )}
    </Section>
  );
}
