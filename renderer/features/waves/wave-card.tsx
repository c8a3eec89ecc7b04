import Checkbox from '@mui/material/Checkbox';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import type { useOrderDrop } from './order-drag.tsx';

const Card = styled('article')({
  position: 'relative',
  display: 'grid',
  gap: 6,
  padding: '10px 12px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  backgroundColor: tokens.surface,
  '&[data-open="true"]': { borderColor: tokens.accent, backgroundColor: tokens.accentSoft },
  '&:hover': { borderColor: tokens.lineStrong },
  '&[data-drop="open"]': { borderStyle: 'dashed', borderColor: tokens.accent },
  '&[data-drop="over"]': {
    borderColor: tokens.accent,
    backgroundColor: tokens.accentSoft,
    boxShadow: `inset 0 0 0 1px ${tokens.accent}`,
  },
  // Hundreds of cards cost what is in sight.
  contentVisibility: 'auto',
  containIntrinsicSize: 'auto 96px',
  '& .head': { display: 'flex', alignItems: 'center', gap: 4, minWidth: 0 },
  '& .MuiCheckbox-root': { padding: 2, marginLeft: -4 },
  '& button.name': {
    flex: 1,
    minWidth: 0,
    padding: 0,
    border: 0,
    background: 'none',
    font: 'inherit',
    fontWeight: 600,
    color: tokens.text,
    textAlign: 'start',
    cursor: 'pointer',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    // The whole card opens it.
    '&::after': { content: '""', position: 'absolute', inset: 0 },
    '&:focus-visible::after': { outline: `2px solid ${tokens.focus}`, outlineOffset: -1, borderRadius: 8 },
  },
  '& .times': { color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' },
  '& .facts': {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 14,
    rowGap: 2,
    fontVariantNumeric: 'tabular-nums',
    '& span': { color: tokens.textMuted },
  },
  '& .chips': { display: 'flex', flexWrap: 'wrap', gap: 6 },
  '& .bar': { height: 4, borderRadius: 2, backgroundColor: tokens.subtle, overflow: 'hidden' },
  '& .bar i': { display: 'block', height: '100%', backgroundColor: tokens.ok },
});
/** Above the name's button, which covers the card. */
const Tick = styled('span')({ position: 'relative', zIndex: 1 });

export interface CardFacts {
  orders: number;
  lines: number;
  units: number;
  /** Expected ones. */
  parcels?: number;
  pickSeconds?: number;
  late?: number;
  atRisk?: number;
  /** Share of its shipments that are packed. */
  packed?: number;
}

export interface WaveCardProps {
  name: string;
  /** Under the name: the wave's number. */
  number?: string;
  releaseAt: number;
  cutOffAt: number;
  timeZone: string;
  facts: CardFacts;
  open: boolean;
  onOpen: () => void;
  /** Left out where nothing can be done with several. */
  selected?: boolean;
  onSelect?: (selected: boolean) => void;
  /** Takes dragged orders. */
  drop?: ReturnType<typeof useOrderDrop>;
}

/** A wave in a few lines: when, how much, what is in danger. */
export function WaveCard(props: WaveCardProps) {
  const { name, number, releaseAt, cutOffAt, timeZone, facts, open, onOpen, selected, onSelect, drop } =
    props;
  const { t } = useTranslation('waves');
  const format = useFormat();
  const { orders, lines, units, parcels, pickSeconds, late = 0, atRisk = 0, packed } = facts;
  return (
    <Card data-open={open} data-drop={drop?.state} {...drop?.props}>
      <div className="head">
        {onSelect && (
          <Tick>
            <Checkbox
              size="small"
              checked={selected ?? false}
              onChange={(_, next) => onSelect(next)}
              slotProps={{ input: { 'aria-label': t('card.select', { name: number ?? name }) } }}
            />
          </Tick>
        )}
        <button type="button" className="name" aria-pressed={open} onClick={onOpen} title={name}>
          {name}
        </button>
        {number && <span className="times">{number}</span>}
      </div>
      <div className="times">
        {t('card.times', {
          release: format.time(releaseAt, timeZone),
          cutOff: format.time(cutOffAt, timeZone),
        })}
      </div>
      <div className="facts">
        <div>
          {format.integer(orders)} <span>{t('card.orders', { count: orders })}</span>
        </div>
        <div>
          {format.integer(lines)} <span>{t('card.lines', { count: lines })}</span>
        </div>
        <div>
          {format.integer(units)} <span>{t('card.units', { count: units })}</span>
        </div>
        {parcels !== undefined && (
          <div>
            {format.integer(parcels)} <span>{t('card.parcels', { count: parcels })}</span>
          </div>
        )}
        {pickSeconds !== undefined && (
          <div>
            {format.duration(pickSeconds)} <span>{t('card.picking')}</span>
          </div>
        )}
      </div>
      {(late > 0 || atRisk > 0) && (
        <div className="chips">
          {late > 0 && <StatusChip tone="critical" label={t('card.late', { count: late })} />}
          {atRisk > 0 && <StatusChip tone="warning" label={t('card.atRisk', { count: atRisk })} />}
        </div>
      )}
      {packed !== undefined && (
        <div className="bar" role="img" aria-label={t('card.packed', { share: format.percent(packed, 0) })}>
          <i style={{ width: `${100 * packed}%` }} />
        </div>
      )}
    </Card>
  );
}
