import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Address } from '../../../core/contract/base.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { FactList } from '../../components/display/fact-list.tsx';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { Timeline } from '../../components/display/timeline.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { SidePane } from '../../components/layout/side-pane.tsx';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { orpc, type rpc } from '../../lib/rpc.ts';
import { FactAge, ThingAge } from '../feeds/freshness/fact-age.tsx';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { ShipmentActions } from '../shipments/shipment-actions.tsx';
import { PaneLink } from './pane-link.ts';

type ShipmentDetail = Awaited<ReturnType<typeof rpc.tower.shipment>>;

function place({ postalCode, city, country }: Pick<Address, 'postalCode' | 'city' | 'country'>): string {
  return [[postalCode, city].filter(Boolean).join(' '), country].filter(Boolean).join(', ');
}

function Lane({ detail }: { detail: ShipmentDetail }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  const { shipment, destination, fraction } = detail;
  const from = shipment.facility;
  const share = format.percent(fraction, 0);
  return (
    <>
      <LinearProgress
        variant="determinate"
        value={fraction * 100}
        aria-label={t('shipment.progress', { share })}
      />
      <div style={{ height: 10 }} />
      <FactList
        facts={[
          {
            label: t('shipment.from'),
            value: from && <PaneLink to={links.facilityOnMap(from.code)}>{from.name}</PaneLink>,
          },
          { label: t('shipment.to'), value: place(destination) || t('shipment.unknownPlace') },
          { label: t('shipment.travelled'), value: t('shipment.progress', { share }) },
        ]}
      />
    </>
  );
}

function Times({ detail }: { detail: ShipmentDetail }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  const { shippedAt, promisedAt, etaP50At, etaP90At } = detail.shipment;
  const when = (at: number | null) =>
    at === null ? null : <span title={format.instant(at)}>{format.dateTime(at)}</span>;
  return (
    <FactList
      facts={[
        { label: t('shipment.shipped'), value: when(shippedAt) },
        { label: t('shipment.promised'), value: when(promisedAt) },
        { label: t('shipment.etaP50'), value: when(etaP50At) },
        { label: t('shipment.etaP90'), value: when(etaP90At) },
      ]}
    />
  );
}

function Contents({ detail }: { detail: ShipmentDetail }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  const { shipment, orderNumber, customer } = detail;
  const units = shipment.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <FactList
      facts={[
        {
          label: t('shipment.order'),
          value: orderNumber && <PaneLink to={links.order(orderNumber)}>{orderNumber}</PaneLink>,
        },
        { label: t('shipment.customer'), value: customer },
        { label: t('shipment.service'), value: shipment.service },
        { label: t('shipment.tracking'), value: shipment.trackingNumber },
        {
          label: t('shipment.contents'),
          value: t('facility.units', { count: units, formatted: format.integer(units) }),
        },
      ]}
    />
  );
}

function Scans({ detail }: { detail: ShipmentDetail }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  const { events } = detail.shipment;
  if (events.length === 0) return <p>{t('shipment.noScans')}</p>;
  const newestFirst = [...events].sort((a, b) => b.occurredAt - a.occurredAt);
  return (
    <Timeline
      label={t('shipment.scans')}
      entries={newestFirst.map((event) => ({
        id: `${event.occurredAt} ${event.milestone}`,
        title: t(`milestone.${event.milestone}`, { defaultValue: event.description ?? event.milestone }),
        detail: [place({ ...event, postalCode: null }), event.description].filter(Boolean).join(' · '),
        when: format.dateTime(event.occurredAt),
        whenTitle: format.instant(event.occurredAt),
        severity: event.milestone === 'exception' ? ('critical' as const) : undefined,
      }))}
    />
  );
}

/** How old what is known of it is: what feeds said of it, else what carriers said of all. */
function Ages({ number }: { number: string }) {
  const { t } = useTranslation('feeds');
  return (
    <span style={{ display: 'inline-flex', gap: 10 }}>
      <ThingAge kind="shipments" thingKey={number} />
      <FactAge kinds={['tracking']} name={t('kind.tracking')} />
    </span>
  );
}

/** One shipment: its lane, when it is expected, what carriers scanned, and the order it belongs to. */
export function ShipmentPane({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation('tower');
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(orpc.tower.shipment.queryOptions({ input: { id } }));
  const order = data?.orderNumber;
  return (
    <SidePane
      name="shipment"
      title={data ? data.shipment.number : t('shipment.title', { id })}
      subtitle={data?.shipment.service ?? ' '}
      actions={
        data && (
          <StatusChip
            tone={data.late ? 'critical' : 'ok'}
            label={t(data.late ? 'shipment.late' : 'shipment.onTime')}
          />
        )
      }
      onClose={onClose}
      footer={
        <>
          {order && (
            <Button variant="contained" color="primary" onClick={() => void navigate(links.order(order))}>
              {t('shipment.openOrder', { number: order })}
            </Button>
          )}
          {data && <ShipmentActions number={data.shipment.number} actions={data.shipment.actions} />}
        </>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <Section title={t('shipment.lane')}>
            <Lane detail={data} />
          </Section>
          <Section title={t('shipment.times')}>
            <Times detail={data} />
          </Section>
          <Section title={t('shipment.what')}>
            <Contents detail={data} />
          </Section>
          <Section title={t('shipment.scans')} actions={<Ages number={data.shipment.number} />}>
            <Scans detail={data} />
          </Section>
        </>
      ) : (
        <PaneSkeleton />
      )}
    </SidePane>
  );
}
