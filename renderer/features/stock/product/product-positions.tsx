import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProductDetail } from '../../../../core/contract/stock.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { ThingAge } from '../../feeds/freshness/fact-age.tsx';
import { FacilityLabel } from '../../lists/facility-label.tsx';
import { HEALTH_SEVERITY, positionHealth } from '../stock-health.ts';
import { PART_FILL, PositionBar } from './position-bar.tsx';

type Position = ProductDetail['positions'][number];

const SHOWN_AT_FIRST = 12;

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': { padding: '7px 0', borderTop: `1px solid ${tokens.line}` },
  '& .line': { display: 'flex', alignItems: 'center', gap: 10, marginBottom: 4 },
  '& .line a': { color: tokens.text, textDecoration: 'none', minWidth: 0, flex: 1 },
  '& .line a:hover': { color: tokens.accent },
  '& .figure': { fontWeight: 560, fontVariantNumeric: 'tabular-nums' },
  '& .detail': {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: 10,
    marginTop: 3,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontVariantNumeric: 'tabular-nums',
  },
});

const Legend = styled('div')({
  display: 'flex',
  gap: 12,
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
  '& span': { display: 'inline-flex', alignItems: 'center', gap: 5 },
  '& i': { width: 12, height: 8, borderRadius: 2 },
});

/** Positions that need someone first: below safety by how much, then the fullest. */
export function byUrgency(positions: readonly Position[]): Position[] {
  const missing = (position: Position) =>
    position.belowSafety ? position.safetyStock - (position.onHand - position.reserved) : 0;
  return [...positions].sort((a, b) => missing(b) - missing(a) || b.available - a.available);
}

function PositionLine({ sku, position, scale }: { sku: string; position: Position; scale: number }) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const health = positionHealth(position);
  const parts = [
    t('position.onHand', { formatted: format.integer(position.onHand) }),
    position.reserved > 0 && t('position.reserved', { formatted: format.integer(position.reserved) }),
    position.safetyStock > 0 && t('position.safety', { formatted: format.integer(position.safetyStock) }),
    position.inbound > 0 && t('position.inbound', { formatted: format.integer(position.inbound) }),
  ].filter(Boolean);
  return (
    <li>
      <div className="line">
        <Link to={links.facilityOnMap(position.facility.code)}>
          <FacilityLabel facility={position.facility} place />
        </Link>
        {health !== 'good' && (
          <span title={t(`health.${health}`)} style={{ display: 'inline-flex' }}>
            <SeverityIcon severity={HEALTH_SEVERITY[health]} />
            <span className="visually-hidden">{t(`health.${health}`)}</span>
          </span>
        )}
        <span className="figure">
          {t('position.available', {
            count: position.available,
            formatted: format.integer(position.available),
          })}
        </span>
      </div>
      <PositionBar {...position} scale={scale} />
      <div className="detail">
        {parts.join(' · ')}
        <span className="age">
          <ThingAge kind="stock" thingKey={`${sku}|${position.facility.code}`} />
        </span>
      </div>
    </li>
  );
}

/** Each facility's position, the ones that need someone first. */
export function ProductPositions({ sku, positions }: { sku: string; positions: readonly Position[] }) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const [all, setAll] = useState(false);
  const sorted = useMemo(() => byUrgency(positions), [positions]);
  const scale = Math.max(1, ...positions.map((position) => position.onHand));
  const shown = all ? sorted : sorted.slice(0, SHOWN_AT_FIRST);
  return (
    <Section
      title={t('product.positions', { count: positions.length, formatted: format.integer(positions.length) })}
      actions={
        <Legend aria-hidden>
          <span>
            <i style={{ background: PART_FILL.reserved }} /> {t('position.legend.reserved')}
          </span>
          <span>
            <i style={{ background: PART_FILL.safety }} /> {t('position.legend.safety')}
          </span>
          <span>
            <i style={{ background: PART_FILL.available }} /> {t('position.legend.available')}
          </span>
        </Legend>
      }
    >
      {positions.length === 0 && <p style={{ color: tokens.textMuted }}>{t('product.noPositions')}</p>}
      <List>
        {shown.map((position) => (
          <PositionLine key={position.facility.id} sku={sku} position={position} scale={scale} />
        ))}
      </List>
      {sorted.length > shown.length && (
        <Button variant="text" size="small" onClick={() => setAll(true)}>
          {t('product.showAllPositions', { formatted: format.integer(sorted.length) })}
        </Button>
      )}
    </Section>
  );
}
