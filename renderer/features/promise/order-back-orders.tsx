import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BackOrderView } from '../../../core/contract/promise.ts';
import { Timeline, type TimelineEntry } from '../../components/display/timeline.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';

const SEVERITY = { waiting: 'warning', allocated: 'ok', ended: 'info' } as const;

/** Units of an order that were promised from what is on its way; nothing where there are none. */
export function OrderBackOrders({ number }: { number: string }) {
  const { t } = useTranslation('promise');
  const format = useFormat();
  const { data } = useQuery(orpc.promise.backOrders.queryOptions({ input: { orderNumber: number } }));
  const rows = (data?.rows ?? []).filter(({ status }) => status !== 'ended');
  if (rows.length === 0) return null;
  const inboundWords = ({ inbound }: BackOrderView) => {
    const { reference } = inbound;
    if (inbound.status !== 'expected') return t(`order.${inbound.status}`, { reference });
    return t('order.comes', { reference, date: format.date(inbound.expectedAt) });
  };
  const entries = rows.map(
    (row): TimelineEntry => ({
      id: row.id,
      title: t('order.line', {
        units: format.integer(row.quantity + row.quantityAllocated),
        sku: row.sku,
        facility: row.facility.name,
      }),
      detail: [
        inboundWords(row),
        row.quantityAllocated > 0 &&
          row.quantity > 0 &&
          t('order.allocatedUnits', { units: format.integer(row.quantityAllocated) }),
      ]
        .filter(Boolean)
        .join(' · '),
      when: t(`order.${row.status}`),
      severity: SEVERITY[row.status],
      expected: row.status === 'waiting',
    }),
  );
  return (
    <Section title={t('order.title')}>
      <Timeline label={t('order.title')} entries={entries} />
    </Section>
  );
}
