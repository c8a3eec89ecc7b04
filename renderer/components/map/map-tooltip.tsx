import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import type { MapFacility, MapHover, ScreenPoint } from './types.ts';

const WIDTH = 230;
const HEIGHT = 96;
const GAP = 14;

const Card = styled('div')({
  position: 'absolute',
  zIndex: 2,
  maxWidth: WIDTH,
  padding: '7px 10px',
  borderRadius: 7,
  backgroundColor: tokens.raised,
  boxShadow: tokens.shadow,
  fontSize: 12,
  lineHeight: 1.45,
  pointerEvents: 'none',
  '& strong': { display: 'block', fontWeight: 600 },
  '& span': { display: 'block', color: tokens.textMuted },
});

const Late = styled('span')({ '&&': { color: tokens.critical, fontWeight: 560 } });

function FacilityLines({ facility }: { facility: MapFacility }) {
  const { t } = useTranslation('map');
  return (
    <>
      <strong>{facility.name}</strong>
      <span>{[t(`kind.${facility.kind}`), facility.city].filter(Boolean).join(' · ')}</span>
      <span>{t(`health.${facility.health}`)}</span>
      {facility.belowSafety > 0 && <span>{t('hover.belowSafety', { count: facility.belowSafety })}</span>}
      <span>{t('hover.openOrders', { count: facility.openOrders })}</span>
    </>
  );
}

function Lines({ hover }: { hover: MapHover }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  if (hover.kind === 'facility') return <FacilityLines facility={hover.facility} />;
  if (hover.kind === 'shipment')
    return (
      <>
        <strong>{t('hover.shipment', { id: hover.id })}</strong>
        <span>{t('hover.travelled', { share: format.percent(hover.fraction, 0) })}</span>
        {hover.late && <Late>{t('hover.late')}</Late>}
      </>
    );
  if (hover.kind === 'facilities')
    return (
      <>
        <strong>{t('hover.facilities', { count: hover.count })}</strong>
        {hover.out > 0 && <Late>{t('hover.out', { count: hover.out })}</Late>}
        {hover.low > 0 && <span>{t('hover.low', { count: hover.low })}</span>}
        <span>{t('hover.zoom')}</span>
      </>
    );
  return (
    <>
      <strong>{t('hover.shipments', { count: hover.count })}</strong>
      {hover.late > 0 && <Late>{t('hover.lateCount', { count: hover.late })}</Late>}
      <span>{t(hover.kind === 'lane' ? 'hover.lane' : 'hover.zoom')}</span>
    </>
  );
}

interface TooltipPlace {
  at: ScreenPoint;
  frame: HTMLElement | null;
}

/** A card beside the pointer and within the map. */
export function TooltipCard({ at, frame, children }: TooltipPlace & { children: ReactNode }) {
  const right = at.x + GAP + WIDTH < (frame?.clientWidth ?? Number.POSITIVE_INFINITY);
  const down = at.y + GAP + HEIGHT < (frame?.clientHeight ?? Number.POSITIVE_INFINITY);
  const move = `translate(${right ? 0 : '-100%'}, ${down ? 0 : '-100%'})`;
  return (
    <Card
      role="status"
      style={{ left: at.x + (right ? GAP : -GAP), top: at.y + (down ? GAP : -GAP), transform: move }}
    >
      {children}
    </Card>
  );
}

/** Says what the pointer is over. */
export function MapTooltip({ hover, at, frame }: TooltipPlace & { hover: MapHover }) {
  return (
    <TooltipCard at={at} frame={frame}>
      <Lines hover={hover} />
    </TooltipCard>
  );
}
