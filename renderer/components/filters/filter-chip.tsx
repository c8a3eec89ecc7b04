import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { ChevronDown, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import { ChipPopover } from './chip-popover.tsx';

const Root = styled('span', { shouldForwardProp: (name) => name !== 'on' })<{ on: boolean }>(({ on }) => ({
  display: 'inline-flex',
  alignItems: 'stretch',
  height: 'calc(var(--v-control) - 2px)',
  maxWidth: 280,
  flexShrink: 0,
  borderRadius: 6,
  border: `1px ${on ? 'solid' : 'dashed'} ${on ? 'transparent' : tokens.lineStrong}`,
  backgroundColor: on ? tokens.accentSoft : 'transparent',
  color: on ? tokens.accent : tokens.textMuted,
  '&:hover': { borderColor: on ? tokens.accent : tokens.textQuiet, color: on ? tokens.accent : tokens.text },
}));

const Part = styled(ButtonBase)({
  padding: '0 8px',
  gap: 4,
  borderRadius: 5,
  minWidth: 0,
  fontFamily: 'inherit',
  fontSize: 'calc(var(--v-font) - 0.5px)',
  fontWeight: 500,
  color: 'inherit',
  '& .value': {
    color: tokens.text,
    fontWeight: 560,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .name': { whiteSpace: 'nowrap' },
});

const Clear = styled(Part)({ padding: '0 6px 0 2px' });

export interface FilterChipProps {
  label: string;
  /** What is chosen, in words; null when the filter is off. */
  value: string | null;
  onClear: () => void;
  icon?: ReactNode;
  /** What the chip opens; gets a function that closes it. */
  children: (close: () => void) => ReactNode;
}

/** One filter: dashed and quiet while off, filled with its value while on. Opens its choices. */
export function FilterChip({ label, value, onClear, icon, children }: FilterChipProps) {
  const { t } = useTranslation('table');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const on = value !== null;
  return (
    <Root on={on}>
      <Part
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
      >
        {icon}
        <span className="name">{on ? `${label}${t('filter.colon')}` : label}</span>
        {on && <span className="value">{value}</span>}
        {!on && <ChevronDown size={12} aria-hidden />}
      </Part>
      {on && (
        <Clear onClick={onClear} aria-label={t('filter.remove', { name: label })}>
          <X size={13} />
        </Clear>
      )}
      <ChipPopover label={label} anchor={anchor} onClose={close}>
        {children}
      </ChipPopover>
    </Root>
  );
}

/** A filter that is on or off, without choices. */
export const ToggleChip = styled(ButtonBase, { shouldForwardProp: (name) => name !== 'on' })<{ on: boolean }>(
  ({ on }) => ({
    height: 'calc(var(--v-control) - 2px)',
    padding: '0 9px',
    gap: 5,
    flexShrink: 0,
    borderRadius: 6,
    border: `1px ${on ? 'solid' : 'dashed'} ${on ? 'transparent' : tokens.lineStrong}`,
    backgroundColor: on ? tokens.accentSoft : 'transparent',
    color: on ? tokens.accent : tokens.textMuted,
    fontFamily: 'inherit',
    fontSize: 'calc(var(--v-font) - 0.5px)',
    fontWeight: on ? 560 : 500,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    '&:hover': { borderColor: on ? tokens.accent : tokens.textQuiet },
    '& .count': { color: tokens.textQuiet, fontWeight: 450 },
  }),
);
