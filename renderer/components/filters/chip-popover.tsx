import Popover from '@mui/material/Popover';
import type { ReactNode } from 'react';

interface ChipPopoverProps {
  label: string;
  /** What it opens at; null = closed. */
  anchor: HTMLElement | null;
  onClose: () => void;
  children: (close: () => void) => ReactNode;
}

/** The choices of a chip, right under it. */
export function ChipPopover({ label, anchor, onClose, children }: ChipPopoverProps) {
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      transformOrigin={{ vertical: -4, horizontal: 'left' }}
      transitionDuration={80}
      slotProps={{ paper: { role: 'dialog', 'aria-label': label } }}
    >
      {anchor && children(onClose)}
    </Popover>
  );
}
