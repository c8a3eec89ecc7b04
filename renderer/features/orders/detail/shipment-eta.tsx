import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ShipmentEta } from '../../../../core/contract/eta.ts';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { FactList } from '../../../components/display/fact-list.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';

type Shipment = OrderDetail['shipments'][number];

const Root = styled('div')({
  marginBottom: 10,
  padding: '8px 10px',
  borderRadius: 6,
  backgroundColor: tokens.subtle,
  '& .why': { marginTop: 6, color: tokens.textMuted },
});

/** What the arrivals of these shipments are told from, by their id. */
export function useShipmentEtas(shipments: readonly Shipment[]): ReadonlyMap<number, ShipmentEta> {
  const ids = shipments.filter(({ deliveredAt }) => deliveredAt === null).map(({ id }) => id);
  const { data } = useQuery({
    ...orpc.eta.shipments.queryOptions({ input: { ids } }),
    enabled: ids.length > 0,
  });
  return new Map((data ?? []).map((eta) => [eta.id, eta]));
}

/** When it arrives by our account and by the carrier's, and what ours is told from. */
export function ShipmentArrival({ shipment, eta }: { shipment: Shipment; eta: ShipmentEta | undefined }) {
  const { t } = useTranslation(['orders', 'eta']);
  const format = useFormat();
  const { etaP50At, etaP90At, carrierEtaAt } = shipment;
  if (shipment.deliveredAt !== null || (!eta && carrierEtaAt === null)) return null;
  const range =
    etaP50At === null
      ? null
      : t('eta:shipment.range', {
          p50: format.dateTime(etaP50At),
          p90: etaP90At === null ? '…' : format.dateTime(etaP90At),
        });
  return (
    <Root>
      <FactList
        facts={[
          { label: t('eta:shipment.ours'), value: range },
          {
            label: t('eta:shipment.carrier'),
            value: carrierEtaAt === null ? t('eta:shipment.carrierSilent') : format.dateTime(carrierEtaAt),
          },
          {
            label: t('eta:shipment.late'),
            value: eta?.lateChance === null || !eta ? null : format.percent(eta.lateChance, 0),
          },
        ]}
      />
      {eta && <Why eta={eta} />}
    </Root>
  );
}

function Why({ eta }: { eta: ShipmentEta }) {
  const { t } = useTranslation(['eta', 'orders']);
  const format = useFormat();
  const lane = `${eta.origin ?? '?'} → ${eta.destination ?? '?'}`;
  const group = t(`level.${eta.level}`, { carrier: eta.carrier, service: eta.service, lane });
  const since =
    eta.since === 'departure'
      ? t('shipment.sinceDeparture')
      : t('shipment.since', { milestone: t(`orders:milestone.${eta.since}`) });
  return (
    <p className="why" title={format.instant(eta.at)}>
      {t('shipment.why', { count: eta.known, formatted: format.integer(eta.known), group, since })}
    </p>
  );
}
