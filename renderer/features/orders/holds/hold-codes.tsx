import type { TFunction } from 'i18next';
import { Pause } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '../../../../core/contract/orders.ts';
import { tokens } from '../../../lib/tokens.ts';

const WRITTEN: readonly string[] = ['manual', 'source'];

/** What holds an order: the names of the rules; of a single hold by a person or its source, what they wrote. */
export function holdNames(
  { holdCodes, holdReason }: Pick<OrderRow, 'holdCodes' | 'holdReason'>,
  t: TFunction<'validation'>,
): string {
  const [only, ...others] = holdCodes;
  if (only && others.length === 0 && holdReason !== null && WRITTEN.includes(only)) return holdReason;
  return holdCodes.map((code) => t(`code.${code}`)).join(', ');
}

/** Why an order is held, in a table cell. */
export function HoldCodes({ order }: { order: Pick<OrderRow, 'holdCodes' | 'holdReason'> }) {
  const { t } = useTranslation('validation');
  if (order.holdCodes.length === 0) return null;
  return (
    <span
      title={order.holdReason ?? undefined}
      style={{ display: 'flex', alignItems: 'center', gap: 5, minWidth: 0, width: '100%' }}
    >
      <Pause size={12} strokeWidth={2.6} aria-hidden style={{ flexShrink: 0, color: tokens.warning }} />
      <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{holdNames(order, t)}</span>
    </span>
  );
}
