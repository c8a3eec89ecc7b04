import { styled } from '@mui/material/styles';
import { Archive } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail, OrderRow } from '../../../../core/contract/orders.ts';
import { MoneyText } from '../../../components/display/money-text.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { type Format, useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { HoldChip, OrderStatusChip } from '../order-status.tsx';
import { useSegmentName } from '../use-segment-name.ts';

const Chips = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 6, marginBottom: 12 });

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(4, auto)',
  margin: '0 0 20px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& > div': { padding: '8px 12px', borderRight: `1px solid ${tokens.line}`, minWidth: 0 },
  '& > div:last-of-type': { borderRight: 0 },
  '& dt': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& dd': { fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
  '& small': {
    display: 'block',
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
  },
  '& small.critical': { color: tokens.critical },
  '& small.warning': { color: tokens.warning },
});

const DAY_MS = 86_400_000;
type Translate = ReturnType<typeof useTranslation<'orders'>>['t'];

/** How the promise stands, in words. */
function promiseNote(order: OrderRow, t: Translate, format: Format) {
  if (order.promisedAt === null) return null;
  if (order.late) {
    const count = Math.max(1, Math.round((Date.now() - order.promisedAt) / DAY_MS));
    return { className: 'critical', text: t('detail.lateBy', { count, formatted: format.integer(count) }) };
  }
  if (order.atRisk) return { className: 'warning', text: t('atRisk') };
  if (['delivered', 'returned', 'cancelled'].includes(order.status)) return null;
  return { className: '', text: format.relative(order.promisedAt) };
}

export function OrderHead({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const { order } = detail;
  const segment = useSegmentName();
  const note = promiseNote(order, t, format);
  return (
    <>
      <Chips>
        <OrderStatusChip status={order.status} />
        {order.holdCodes.length > 0 && <HoldChip order={order} />}
        {order.closedAt !== null && (
          <StatusChip
            tone="neutral"
            icon={Archive}
            label={t('closed.short')}
            title={t('closed.since', { when: format.dateTime(order.closedAt) })}
          />
        )}
        {order.late && <StatusChip tone="critical" label={t('late')} />}
        {order.atRisk && <StatusChip tone="warning" label={t('atRisk')} />}
        {order.paymentState === 'failed' && <StatusChip tone="critical" label={t('detail.paymentFailed')} />}
      </Chips>
      <Facts>
        <div>
          <dt>{t('column.promisedAt')}</dt>
          <dd title={format.instant(order.promisedAt)}>
            {format.date(order.promisedAt)}
            {note && <small className={note.className}>{note.text}</small>}
          </dd>
        </div>
        <div>
          <dt>{t('column.expectedAt')}</dt>
          <dd title={format.instant(order.expectedAt)}>
            {format.date(order.expectedAt)}
            <small>{order.expectedAt === null ? t('detail.notUnderWay') : t('detail.p90')}</small>
          </dd>
        </div>
        <div>
          <dt>{t('column.priority')}</dt>
          <dd>
            {order.priority}
            <small>{segment(order.segment) ?? '\u00a0'}</small>
          </dd>
        </div>
        <div>
          <dt>{t('column.total')}</dt>
          <dd>
            <MoneyText value={order.total} />
            <small>{t(`payment.${order.paymentState}`)}</small>
          </dd>
        </div>
      </Facts>
    </>
  );
}
