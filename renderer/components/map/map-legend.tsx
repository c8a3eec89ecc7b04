import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import { FACILITY_KINDS, HEALTHS } from './facility-icons.ts';
import {
  FacilityClusterSymbol,
  FacilitySymbol,
  KindSymbol,
  LaneSymbol,
  ShipmentClusterSymbol,
  ShipmentSymbol,
} from './map-symbols.tsx';
import type { MapLayers } from './types.ts';

const Card = styled('section')({
  position: 'absolute',
  left: 12,
  bottom: 12,
  maxWidth: 280,
  maxHeight: 'calc(100% - 24px)',
  overflow: 'auto',
  borderRadius: 8,
  backgroundColor: tokens.raised,
  boxShadow: tokens.shadow,
  fontSize: 12,
});

const Toggle = styled(ButtonBase)({
  display: 'flex',
  width: '100%',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 12,
  padding: '7px 10px',
  borderRadius: 8,
  font: 'inherit',
  fontWeight: 600,
  color: tokens.text,
});

const Body = styled('div')({ display: 'flex', flexDirection: 'column', gap: 8, padding: '0 12px 10px' });
const Block = styled('div')({
  '& h2': { margin: '0 0 5px', fontSize: 11, fontWeight: 520, color: tokens.textQuiet },
  '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  '& li': {
    display: 'flex',
    alignItems: 'center',
    gap: 7,
    height: 21,
    color: tokens.textMuted,
    whiteSpace: 'nowrap',
  },
});

const STORED = 'vigie.map.legend';

function Key({ symbol, children }: { symbol: ReactNode; children: ReactNode }) {
  return (
    <li>
      {symbol}
      {children}
    </li>
  );
}

function FacilityKeys() {
  const { t } = useTranslation('map');
  return (
    <>
      <Block>
        <h2>{t('legend.kind')}</h2>
        <ul>
          {FACILITY_KINDS.map((kind) => (
            <Key key={kind} symbol={<KindSymbol kind={kind} />}>
              {t(`kind.${kind}`)}
            </Key>
          ))}
          <Key symbol={<FacilityClusterSymbol />}>{t('legend.facilityCluster')}</Key>
        </ul>
      </Block>
      <Block>
        <h2>{t('legend.health')}</h2>
        <ul>
          {HEALTHS.map((health) => (
            <Key key={health} symbol={<FacilitySymbol kind="store" health={health} />}>
              {t(`health.${health}`)}
            </Key>
          ))}
        </ul>
      </Block>
    </>
  );
}

function ShipmentKeys({ layers }: { layers: MapLayers }) {
  const { t } = useTranslation('map');
  return (
    <Block>
      <h2>{t('legend.shipments')}</h2>
      <ul>
        {layers.shipments && (
          <>
            <Key symbol={<ShipmentSymbol late={false} />}>{t('legend.onTime')}</Key>
            <Key symbol={<ShipmentSymbol late />}>{t('legend.late')}</Key>
            <Key symbol={<ShipmentClusterSymbol late />}>{t('legend.shipmentCluster')}</Key>
          </>
        )}
        {layers.lanes && (
          <>
            <Key symbol={<LaneSymbol late={false} />}>{t('legend.lane')}</Key>
            <Key symbol={<LaneSymbol late />}>{t('legend.lateLane')}</Key>
          </>
        )}
      </ul>
    </Block>
  );
}

/** What each mark on the map means; only of the layers that are shown. */
export function MapLegend({ layers }: { layers: MapLayers }) {
  const { t } = useTranslation('map');
  const id = useId();
  const [open, setOpen] = useState(() => localStorage.getItem(STORED) !== 'closed');
  const toggle = () => {
    localStorage.setItem(STORED, open ? 'closed' : 'open');
    setOpen(!open);
  };
  const Chevron = open ? ChevronDown : ChevronUp;
  return (
    <Card aria-label={t('legend.title')}>
      <Toggle onClick={toggle} aria-expanded={open} aria-controls={id}>
        {t('legend.title')}
        <Chevron size={14} />
      </Toggle>
      {open && (
        <Body id={id}>
          {layers.facilities && <FacilityKeys />}
          {(layers.shipments || layers.lanes) && <ShipmentKeys layers={layers} />}
        </Body>
      )}
    </Card>
  );
}
