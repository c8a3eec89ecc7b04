import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayProposal, WaveView } from '../../../core/contract/waves.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { type DraggedOrders, useOrderDrop } from './order-drag.tsx';
import { type CardOfColumn, VirtualCards } from './virtual-cards.tsx';
import { WaveCard } from './wave-card.tsx';

const Board = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(4, minmax(230px, 1fr))',
  gap: 12,
  padding: '14px 16px 32px',
  alignItems: 'start',
});

const ColumnRoot = styled('section')({
  minWidth: 0,
  '& header': { display: 'flex', alignItems: 'center', gap: 8, minHeight: 32, marginBottom: 6 },
  '& h2': { fontSize: 'var(--v-font)', fontWeight: 600 },
  '& .count': { color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' },
  '& header .MuiButton-root': { marginLeft: 'auto' },
  '& .drop': {
    padding: '18px 12px',
    marginBottom: 8,
    border: `1px dashed ${tokens.accent}`,
    borderRadius: 8,
    textAlign: 'center',
    '&[data-drop="over"]': { backgroundColor: tokens.accentSoft, borderStyle: 'solid' },
  },
  '& .nothing': {
    padding: '18px 12px',
    border: `1px dashed ${tokens.line}`,
    borderRadius: 8,
    color: tokens.textMuted,
    textAlign: 'center',
  },
});

interface ColumnProps {
  title: string;
  cards: readonly CardOfColumn[];
  scroller: HTMLElement | null;
  nothing: string;
  action?: ReactNode;
  drop?: Drop;
  /** Shown in place of the cards while orders are dragged that can be dropped here. */
  dropHere?: string;
}

function Column({ title, cards, scroller, nothing, action, drop, dropHere }: ColumnProps) {
  const format = useFormat();
  return (
    <ColumnRoot aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="count">{format.integer(cards.length)}</span>
        {action}
      </header>
      {drop?.state && (
        <div className="drop" data-drop={drop.state} {...drop.props}>
          {dropHere}
        </div>
      )}
      {cards.length === 0 ? (
        <div className="nothing">{nothing}</div>
      ) : (
        <VirtualCards cards={cards} scroller={scroller} />
      )}
    </ColumnRoot>
  );
}

/** Which wave is open in the pane: a proposed one by its template, a kept one by its id. */
export type OpenWave = { proposed: number } | { id: number } | null;

export interface WaveBoardProps {
  proposal: DayProposal;
  waves: readonly WaveView[];
  open: OpenWave;
  onOpen: (wave: OpenWave) => void;
  /** Ids of planned waves. */
  selected: ReadonlySet<number>;
  onSelect: (id: number, selected: boolean) => void;
  busy: boolean;
  /** What scrolls the board. */
  scroller: HTMLElement | null;
  onPlan: () => void;
  onRelease: () => void;
  /** Dragged orders were dropped on a planned wave, or on none. */
  onDrop: (dragged: DraggedOrders, to: number | null) => void;
}

type Drop = ReturnType<typeof useOrderDrop>;

function DropTarget({
  to,
  onDrop,
  children,
}: {
  to: number;
  onDrop: WaveBoardProps['onDrop'];
  children: (drop: Drop) => ReactNode;
}) {
  return children(useOrderDrop(to, (dragged) => onDrop(dragged, to)));
}

/** The day's waves from proposal to the door. */
export function WaveBoard(props: WaveBoardProps) {
  const { proposal, waves, open, onOpen, selected, onSelect, busy, scroller, onPlan, onRelease, onDrop } =
    props;
  const out = useOrderDrop(null, (dragged) => onDrop(dragged, null));
  const { t } = useTranslation('waves');
  const { timeZone } = proposal;
  const of = (...statuses: WaveView['status'][]) => waves.filter(({ status }) => statuses.includes(status));
  const planned = of('planned');
  const chosen = planned.filter(({ id }) => selected.has(id)).length;
  const kept = (wave: WaveView, drop?: Drop) => (
    <WaveCard
      name={wave.name}
      number={wave.number}
      releaseAt={wave.releaseAt}
      cutOffAt={wave.cutOffAt}
      timeZone={timeZone}
      facts={{
        orders: wave.orders,
        lines: wave.lines,
        units: wave.units,
        ...(drop || wave.orders === 0 ? {} : { packed: wave.packed / wave.orders }),
      }}
      open={open !== null && 'id' in open && open.id === wave.id}
      onOpen={() => onOpen({ id: wave.id })}
      {...(drop
        ? { drop, selected: selected.has(wave.id), onSelect: (next: boolean) => onSelect(wave.id, next) }
        : {})}
    />
  );
  const cardsOf = (some: readonly WaveView[]): CardOfColumn[] =>
    some.map((wave) => ({ key: wave.id, draw: () => kept(wave) }));
  return (
    <Board>
      <Column
        title={t('column.proposed')}
        scroller={scroller}
        cards={proposal.waves.map((wave) => ({
          key: wave.templateId,
          draw: () => (
            <WaveCard
              name={wave.name}
              releaseAt={wave.releaseAt}
              cutOffAt={wave.cutOffAt}
              timeZone={timeZone}
              facts={wave.figures}
              open={open !== null && 'proposed' in open && open.proposed === wave.templateId}
              onOpen={() => onOpen({ proposed: wave.templateId })}
            />
          ),
        }))}
        nothing={t('nothing.proposed')}
        drop={out}
        dropHere={t('move.dropOut')}
        action={
          proposal.waves.length > 0 && (
            <Button size="small" disabled={busy} onClick={onPlan}>
              {t('action.plan', { count: proposal.waves.length })}
            </Button>
          )
        }
      />
      <Column
        title={t('column.planned')}
        scroller={scroller}
        cards={planned.map((wave) => ({
          key: wave.id,
          draw: () => (
            <DropTarget to={wave.id} onDrop={onDrop}>
              {(drop) => kept(wave, drop)}
            </DropTarget>
          ),
        }))}
        nothing={t('nothing.planned')}
        action={
          planned.length > 0 && (
            <Button
              size="small"
              variant="contained"
              color="primary"
              disabled={busy || chosen === 0}
              onClick={onRelease}
            >
              {chosen === 0 ? t('action.releaseNone') : t('action.release', { count: chosen })}
            </Button>
          )
        }
      />
      <Column
        title={t('column.onFloor')}
        scroller={scroller}
        cards={cardsOf(of('released', 'picking'))}
        nothing={t('nothing.onFloor')}
      />
      <Column
        title={t('column.done')}
        scroller={scroller}
        cards={cardsOf(of('done'))}
        nothing={t('nothing.done')}
      />
    </Board>
  );
}
