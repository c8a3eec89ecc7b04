import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import { FacilitySymbol } from './map-symbols.tsx';
import type { MapStop, StopMark } from './routes-map-types.ts';

const Legend = styled('section')({
  position: 'absolute',
  left: 12,
  bottom: 12,
  padding: '6px 12px',
  borderRadius: 8,
  backgroundColor: tokens.raised,
  boxShadow: tokens.shadow,
  fontSize: 12,
  '& ul': { listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap', columnGap: 14 },
  '& li': { display: 'flex', alignItems: 'center', gap: 6, minHeight: 21, color: tokens.textMuted },
});

/** A stop as the map draws it. */
export function StopSymbol({
  mark,
  state = 'planned',
  colour = tokens.textMuted,
}: {
  mark: StopMark;
  state?: MapStop['state'];
  colour?: string;
}) {
  const look = {
    fill: state === 'leftOut' ? tokens.surface : colour,
    stroke: state === 'planned' ? colour : tokens.critical,
    strokeWidth: state === 'planned' ? 1 : 2.4,
  };
  return (
    <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden style={{ flexShrink: 0 }}>
      {mark === 'delivery' && <circle cx={7} cy={7} r={4.6} style={look} />}
      {mark === 'collection' && <path d="M7 1.4L12.6 7 7 12.6 1.4 7z" style={look} />}
      {mark === 'transfer' && <rect x={2.6} y={2.6} width={8.8} height={8.8} style={look} />}
    </svg>
  );
}

/** What the marks of a map of routes mean; only of those that it shows. */
export function RoutesLegend({ stops }: { stops: readonly MapStop[] }) {
  const { t } = useTranslation('map');
  const marks = (['delivery', 'collection', 'transfer'] as const).filter((mark) =>
    stops.some((stop) => stop.mark === mark),
  );
  const states = (['late', 'leftOut'] as const).filter((state) => stops.some((stop) => stop.state === state));
  return (
    <Legend aria-label={t('legend.title')}>
      <ul>
        <li>
          <FacilitySymbol kind="warehouse" health="none" size={15} />
          {t('routes.depot')}
        </li>
        {marks.map((mark) => (
          <li key={mark}>
            <StopSymbol mark={mark} />
            {t(`routes.mark.${mark}`)}
          </li>
        ))}
        {states.map((state) => (
          <li key={state}>
            <StopSymbol mark="delivery" state={state} />
            {t(`routes.state.${state}`)}
          </li>
        ))}
        {stops.some((stop) => stop.locked) && (
          <li>
            <span aria-hidden style={{ fontSize: 9, color: tokens.text }}>
              ■
            </span>
            {t('routes.locked')}
          </li>
        )}
      </ul>
    </Legend>
  );
}
