import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { PackageX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShipmentEta } from '../../../../core/contract/eta.ts';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { type ChipTone, StatusChip } from '../../../components/display/status-chip.tsx';
import { Timeline, type TimelineEntry } from '../../../components/display/timeline.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { type Format, useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { FactAge, ThingAge } from '../../feeds/freshness/fact-age.tsx';
import { CreateReturnDialog } from '../../shipments/create-return-dialog.tsx';
import { returnableLines } from '../../shipments/return-lines.ts';
import { ShipmentActions } from '../../shipments/shipment-actions.tsx';
import { ShipmentArrival, useShipmentEtas } from './shipment-eta.tsx';

type Shipment = OrderDetail['shipments'][number];
type Translate = ReturnType<typeof useTranslation<'orders'>>['t'];

const Card = styled('article')({
  padding: '10px 12px 2px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& + &': { marginTop: 8 },
  '& .head': { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 8 },
  '& .head strong': { fontWeight: 560 },
  '& .do': { display: 'flex', gap: 6, marginBottom: 10 },
  '& .facts': { margin: '2px 0 10px', color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' },
});

const TROUBLE = ['exception', 'lost', 'damaged', 'returned', 'failed', 'delayed'];

function tone(shipment: Shipment): ChipTone {
  if (shipment.status === 'delivered') return 'ok';
  return TROUBLE.includes(shipment.status) ? 'critical' : 'neutral';
}

/** The scans newest first, under when it is expected. */
function entries(shipment: Shipment, t: Translate, format: Format): TimelineEntry[] {
  const list: TimelineEntry[] = shipment.events.map((event, index) => ({
    id: index,
    title: t(`milestone.${event.milestone}`, { defaultValue: event.description ?? event.milestone }),
    detail: [event.city, event.country].filter(Boolean).join(', ') || undefined,
    when: format.dateTime(event.occurredAt),
    whenTitle: format.instant(event.occurredAt),
    severity:
      event.milestone === 'delivered' ? 'ok' : TROUBLE.includes(event.milestone) ? 'warning' : undefined,
  }));
  if (shipment.deliveredAt === null && shipment.etaP50At !== null) {
    const late = shipment.promisedAt !== null && shipment.etaP50At > shipment.promisedAt;
    list.unshift({
      id: 'eta',
      title: t(late ? 'shipment.expectedLate' : 'shipment.expected'),
      detail:
        shipment.etaP90At === null
          ? undefined
          : t('shipment.atLatest', { date: format.dateTime(shipment.etaP90At) }),
      when: format.dateTime(shipment.etaP50At),
      whenTitle: format.instant(shipment.etaP50At),
      severity: late ? 'warning' : undefined,
      expected: true,
    });
  }
  return list;
}

function ShipmentCard({ shipment, eta }: { shipment: Shipment; eta: ShipmentEta | undefined }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const goods = shipment.lines.map((line) =>
    t('allocation.goods', { quantity: format.integer(line.quantity), sku: line.sku }),
  );
  const facts = [
    shipment.facility && t('shipment.from', { facility: shipment.facility.name }),
    shipment.service,
    shipment.trackingNumber,
  ].filter(Boolean);
  return (
    <Card>
      <div className="head">
        <strong>{shipment.number}</strong>
        <StatusChip
          quiet
          tone={tone(shipment)}
          label={t(`shipment.status.${shipment.status}`, { defaultValue: shipment.status })}
        />
      </div>
      <div className="facts">
        {facts.join(' · ')}
        <div>{goods.join(', ')}</div>
        <ThingAge kind="shipments" thingKey={shipment.number} />
      </div>
      <ShipmentArrival shipment={shipment} eta={eta} />
      {shipment.actions.some((action) => action !== 'createReturn') && (
        <div className="do">
          <ShipmentActions number={shipment.number} actions={shipment.actions} size="small" />
        </div>
      )}
      <Timeline
        label={t('shipment.tracking', { number: shipment.number })}
        entries={entries(shipment, t, format)}
      />
    </Card>
  );
}

/** What has left, and where it is. */
export function OrderShipments({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation(['orders', 'feeds']);
  const { shipments } = detail;
  const etas = useShipmentEtas(shipments);
  const [returning, setReturning] = useState(false);
  const canReturn =
    shipments.some((shipment) => shipment.actions.includes('createReturn')) &&
    returnableLines(detail).length > 0;
  return (
    <Section
      title={t('shipment.title')}
      actions={
        <span style={{ display: 'inline-flex', gap: 10, alignItems: 'center' }}>
          <FactAge kinds={['tracking']} name={t('feeds:kind.tracking')} />
          {canReturn && (
            <Button size="small" startIcon={<PackageX size={13} />} onClick={() => setReturning(true)}>
              {t('feeds:return.open')}
            </Button>
          )}
        </span>
      }
    >
      {returning && <CreateReturnDialog detail={detail} onClose={() => setReturning(false)} />}
      {shipments.length === 0 && <p style={{ color: tokens.textMuted }}>{t('shipment.none')}</p>}
      {shipments.map((shipment) => (
        <ShipmentCard key={shipment.id} shipment={shipment} eta={etas.get(shipment.id)} />
      ))}
    </Section>
  );
}
