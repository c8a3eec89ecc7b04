import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import type { rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { StationList } from '../station-parts.tsx';

type Rows = Awaited<ReturnType<typeof rpc.manifests.list>>['withoutScan'];

const Head = styled('header')({
  '& h2': { fontSize: 22, fontWeight: 600, margin: 0 },
  '& p': { color: tokens.textMuted, fontSize: 16, margin: '4px 0 0' },
});

/** Shipments that left the facility without anybody having scanned them onto a vehicle. */
export function WithoutScan({ rows, timeZone }: { rows: Rows; timeZone: string }) {
  const { t } = useTranslation(['floor-dock', 'waves']);
  const format = useFormat();
  return (
    <>
      <Head>
        <h2>{t('dock.withoutScan')}</h2>
        <p>{t('dock.withoutScanText')}</p>
      </Head>
      <StationList>
        {rows.map(({ shipment, order, carrier, trackingNumber, shippedAt, status }) => (
          <li key={shipment}>
            <div className="row">
              <strong>{shipment}</strong>
              <span className="quiet">
                {[carrier, trackingNumber].filter((part) => part !== null).join(' · ') || t('dock.noCarrier')}
              </span>
              <span className="quiet">
                {t('dock.leftAt', { time: format.time(shippedAt, timeZone) })} ·{' '}
                {t(`waves:shipmentStatus.${status}`)}
                {order !== null && (
                  <>
                    {' · '}
                    <Link to={links.order(order)} style={{ color: tokens.accent }}>
                      {order}
                    </Link>
                  </>
                )}
              </span>
            </div>
          </li>
        ))}
      </StationList>
    </>
  );
}
