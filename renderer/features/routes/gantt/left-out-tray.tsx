import { styled } from '@mui/material/styles';
import { type KeyboardEvent, type PointerEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedStopView } from '../../../../core/contract/routes.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';

const Tray = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flexShrink: 0,
  height: 'calc(var(--v-row) + 10px)',
  padding: '0 10px',
  borderTop: `1px solid ${tokens.line}`,
  backgroundColor: tokens.canvas,
  '&[data-target="true"]': {
    backgroundColor: tokens.accentSoft,
    boxShadow: `inset 0 0 0 1px ${tokens.accent}`,
  },
  '& > span': { flexShrink: 0, color: tokens.textMuted },
  '& .drop': { marginLeft: 'auto' },
  '& [role="listbox"]': {
    display: 'flex',
    flex: 1,
    gap: 5,
    minWidth: 0,
    margin: 0,
    padding: '3px 2px',
    overflowX: 'auto',
    outlineOffset: -1,
  },
  '& [role="option"]': {
    flexShrink: 0,
    maxWidth: 170,
    padding: '1px 8px',
    border: `1px solid ${tokens.lineStrong}`,
    borderRadius: 5,
    backgroundColor: tokens.surface,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    cursor: 'default',
    userSelect: 'none',
  },
  '& [aria-selected="true"]': { borderColor: tokens.accent, backgroundColor: tokens.accentSoft },
});

interface LeftOutTrayProps {
  stops: readonly PlannedStopView[];
  selectedStop: number | null;
  readOnly: boolean;
  /** Carried stops would come here. */
  target: boolean;
  onSelect: (stop: number) => void;
  onPress: (stop: number, event: PointerEvent) => void;
  /** To carry the selected one by keyboard. */
  onTake: (stop: number) => void;
}

/** Stops on no route: to be taken from here, or put here. */
export function LeftOutTray(props: LeftOutTrayProps) {
  const { stops, selectedStop, readOnly, target, onSelect, onPress, onTake } = props;
  const { t } = useTranslation(['route-gantt', 'routes']);
  const format = useFormat();
  const id = useId();
  const at = stops.findIndex(({ number }) => number === selectedStop);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : stops[Math.max(0, at + step)];
    if (next) onSelect(next.number);
    else if (event.key === 'Enter' && stops[at]) onTake(stops[at].number);
    else return;
    event.preventDefault();
  };
  const count = stops.length;
  return (
    <Tray data-left-out data-target={target}>
      <span>
        {count === 0 ? t('leftOut.none') : t('leftOut.title', { count, formatted: format.integer(count) })}
      </span>
      {count > 0 && (
        <div
          role="listbox"
          aria-label={t('leftOut.label')}
          tabIndex={0}
          aria-activedescendant={at >= 0 ? `${id}-${selectedStop}` : undefined}
          onKeyDown={onKeyDown}
        >
          {stops.map((stop) => (
            <div
              key={stop.number}
              id={`${id}-${stop.number}`}
              role="option"
              aria-selected={stop.number === selectedStop}
              title={stop.leftOut ? t(`routes:leftOut.${stop.leftOut}`) : undefined}
              onPointerDown={(event) => event.button === 0 && onPress(stop.number, event)}
            >
              {stop.name || stop.reference}
            </div>
          ))}
        </div>
      )}
      {!readOnly && <span className="drop">{t('leftOut.drop')}</span>}
    </Tray>
  );
}
