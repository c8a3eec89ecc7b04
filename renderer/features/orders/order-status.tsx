import {
  Archive,
  Ban,
  CircleDashed,
  CircleDot,
  Hand,
  Inbox,
  type LucideIcon,
  Package,
  PackageCheck,
  PackageOpen,
  Pause,
  Send,
  Split,
  Truck,
  Undo2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderRow, OrderStatus } from '../../../core/contract/orders.ts';
import { type ChipTone, StatusChip } from '../../components/display/status-chip.tsx';
import { tokens } from '../../lib/tokens.ts';
import { holdNames } from './holds/hold-codes.tsx';

/** A shape a state; colour only where someone has to act or it is over well. */
const LOOK: Record<OrderStatus, { icon: LucideIcon; tone: ChipTone }> = {
  received: { icon: Inbox, tone: 'neutral' },
  open: { icon: CircleDot, tone: 'accent' },
  partiallySourced: { icon: CircleDashed, tone: 'accent' },
  sourced: { icon: Split, tone: 'neutral' },
  released: { icon: Send, tone: 'neutral' },
  picking: { icon: Hand, tone: 'neutral' },
  packed: { icon: Package, tone: 'neutral' },
  partiallyShipped: { icon: PackageOpen, tone: 'neutral' },
  shipped: { icon: Truck, tone: 'neutral' },
  delivered: { icon: PackageCheck, tone: 'ok' },
  returned: { icon: Undo2, tone: 'neutral' },
  cancelled: { icon: Ban, tone: 'neutral' },
};

export function OrderStatusChip({ status, quiet }: { status: OrderStatus; quiet?: boolean }) {
  const { t } = useTranslation('orders');
  return <StatusChip {...LOOK[status]} quiet={quiet} label={t(`status.${status}`)} />;
}

/** The state in a table cell, with the hold that may lie over it, and whether the order is closed. */
export function OrderStatusCell({ order }: { order: Pick<OrderRow, 'status' | 'holdReason' | 'closedAt'> }) {
  const { t } = useTranslation('orders');
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, verticalAlign: 'middle' }}>
      <OrderStatusChip status={order.status} quiet />
      {order.holdReason !== null && (
        <span
          title={t('held.because', { reason: order.holdReason })}
          style={{ display: 'inline-flex', alignItems: 'center', gap: 3, color: tokens.warning }}
        >
          <Pause size={12} strokeWidth={2.6} aria-hidden />
          {t('held.short')}
        </span>
      )}
      {order.closedAt !== null && (
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 3, color: tokens.textMuted }}>
          <Archive size={12} aria-hidden />
          {t('closed.short')}
        </span>
      )}
    </span>
  );
}

/** A held order's chip with the reasons: what a person wrote, else the names of the rules. */
export function HoldChip({ order }: { order: Pick<OrderRow, 'holdReason' | 'holdCodes'> }) {
  const { t } = useTranslation('orders');
  const { t: words } = useTranslation('validation');
  const { holdReason } = order;
  return (
    <StatusChip
      tone="warning"
      icon={Pause}
      label={t('held.because', { reason: holdNames(order, words) })}
      {...(holdReason === null ? {} : { title: holdReason })}
    />
  );
}
