import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { FactList } from '../../../components/display/fact-list.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { useCountryName } from '../../lists/use-country-name.ts';
import { OrderBackOrders } from '../../promise/order-back-orders.tsx';
import { OrderHolds } from '../holds/order-holds.tsx';
import { OrderActions, type OrderQuestion } from './order-actions-bar.tsx';
import { OrderAllocations } from './order-allocations.tsx';
import { OrderHead } from './order-head.tsx';
import { OrderJournal } from './order-journal.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderMoney } from './order-money.tsx';
import { OrderShipments } from './order-shipments.tsx';

/** An order by its number, as the core knows it now. */
export function useOrderDetail(number: string | undefined) {
  const { data, error, refetch } = useQuery({
    ...orpc.orders.detail.queryOptions({ input: { number: number ?? '' } }),
    enabled: number !== undefined,
    placeholderData: keepPreviousData,
  });
  return { detail: data?.order.number === number ? data : undefined, error, refetch };
}

function Destination({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation('orders');
  const country = useCountryName();
  const { shipTo, customer } = detail;
  const town = [shipTo.postalCode, shipTo.city].filter(Boolean).join(' ');
  const lines = [
    shipTo.name,
    shipTo.street,
    town,
    shipTo.region,
    shipTo.country && country(shipTo.country),
  ].filter(Boolean);
  return (
    <Section title={t('detail.destination')}>
      <FactList
        facts={[
          {
            label: t('detail.shipTo'),
            value:
              lines.length > 0 ? (
                <span style={{ whiteSpace: 'pre-line' }}>{lines.join('\n')}</span>
              ) : (
                t('notGiven')
              ),
          },
          { label: t('detail.located'), value: shipTo.latitude === null ? t('detail.notLocated') : null },
          {
            label: t('detail.service'),
            value:
              detail.serviceLevel &&
              t(`service.${detail.serviceLevel}`, { defaultValue: detail.serviceLevel }),
          },
          { label: t('detail.collectAt'), value: detail.collectAt?.name ?? null },
          { label: t('detail.complete'), value: detail.shipComplete ? t('detail.completeOnly') : null },
          { label: t('column.customer'), value: customer && `${customer.name} (${customer.code})` },
          { label: t('detail.email'), value: customer?.email ?? null },
          { label: t('detail.phone'), value: customer?.phone ?? null },
        ]}
      />
    </Section>
  );
}

function Content({ detail }: { detail: OrderDetail }) {
  return (
    <>
      <OrderHead detail={detail} />
      <OrderHolds detail={detail} />
      <OrderLines detail={detail} />
      <OrderAllocations detail={detail} />
      <OrderBackOrders number={detail.order.number} />
      <OrderShipments detail={detail} />
      <Destination detail={detail} />
      <OrderMoney detail={detail} />
      <OrderJournal journal={detail.journal} />
    </>
  );
}

interface OrderPaneProps {
  number: string;
  onAsk: (question: OrderQuestion) => void;
  onClose: () => void;
}

/** Everything about one order, and what may be done to it now. */
export function OrderPane({ number, onAsk, onClose }: OrderPaneProps) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const { detail, error, refetch } = useOrderDetail(number);
  const subtitle = detail && [
    detail.order.customer ?? detail.shipTo.name ?? t('customerUnknown'),
    t(`channel.${detail.order.channel}`),
    t('detail.orderedOn', { date: format.dateTime(detail.order.orderedAt) }),
  ];
  return (
    <SidePane
      name="order"
      title={number}
      subtitle={subtitle ? subtitle.join(' · ') : '\u00a0'}
      width={540}
      onClose={onClose}
      footer={detail && detail.actions.length > 0 && <OrderActions actions={detail.actions} onAsk={onAsk} />}
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : detail ? (
        <Content key={number} detail={detail} />
      ) : (
        <PaneSkeleton />
      )}
    </SidePane>
  );
}
