import { Pause } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '../../../../core/contract/orders.ts';
import { tokens } from '../../../lib/tokens.ts';

/** Why an order is held, as chips of a table cell. */
export function HoldCodes({ order }: { order: Pick<OrderRow, 'holdCodes' | 'holdReason'> }) {
  const { t } = useTranslation('validation');
  if (order.holdCodes.length === 0) return null;
  return (
    <span
      title={order.holdReason ?? undefined}
      style={{ display: 'inline-flex', alignItems: 'center', gap: 5, verticalAlign: 'middle' }}
    >
      <Pause size={12} strokeWidth={2.6} aria-hidden color={tokens.warning} />
      {order.holdCodes.map((code) => t(`code.${code}`)).join(' · ')}
    </span>
  );
}
