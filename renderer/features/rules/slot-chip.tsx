import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ChipPopover } from '../../components/filters/chip-popover.tsx';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('span', { shouldForwardProp: (name) => name !== 'quiet' })<{ quiet: boolean }>(
  ({ quiet }) => ({
    display: 'inline-flex',
    alignItems: 'stretch',
    verticalAlign: 'baseline',
    margin: '1px 0',
    borderRadius: 5,
    border: `1px ${quiet ? 'dashed' : 'solid'} ${quiet ? tokens.lineStrong : 'transparent'}`,
    backgroundColor: quiet ? 'transparent' : tokens.accentSoft,
    '&:hover': { borderColor: tokens.accent },
  }),
);

const Part = styled(ButtonBase)({
  padding: '0 6px',
  borderRadius: 4,
  font: 'inherit',
  fontWeight: 560,
  lineHeight: 1.6,
  color: tokens.text,
  textAlign: 'start',
  fontVariantNumeric: 'tabular-nums',
  '&.Mui-disabled': { color: tokens.text },
});

export interface SlotChipProps {
  /** What the chip is about, for those who do not see where it stands. */
  label: string;
  /** What it says. */
  value: string;
  /** Says that nothing is set. */
  quiet?: boolean;
  /** Opens at once: it has just been added. */
  opened?: boolean;
  readOnly?: boolean;
  clearLabel?: string;
  onClear?: () => void;
  onClose?: () => void;
  children: (close: () => void) => ReactNode;
}

/** A part of a sentence that opens its choices. */
export function SlotChip(props: SlotChipProps) {
  const {
    label,
    value,
    quiet = false,
    opened = false,
    readOnly = false,
    clearLabel,
    onClear,
    children,
  } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (opened) setAnchor(button.current);
  }, [opened]);
  const close = () => {
    setAnchor(null);
    props.onClose?.();
  };
  return (
    <Root quiet={quiet}>
      <Part
        ref={button}
        disabled={readOnly}
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-label={`${label}: ${value}`}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
      >
        {value}
      </Part>
      {onClear && !readOnly && (
        <Part onClick={onClear} aria-label={clearLabel} style={{ padding: '0 4px 0 0' }}>
          <X size={12} />
        </Part>
      )}
      <ChipPopover label={label} anchor={anchor} onClose={close}>
        {children}
      </ChipPopover>
    </Root>
  );
}
