import IconButton from '@mui/material/IconButton';
import { ArrowDown, ArrowUp } from 'lucide-react';

interface MoveButtonsProps {
  first: boolean;
  last: boolean;
  upLabel: string;
  downLabel: string;
  onMove: (by: -1 | 1) => void;
}

/** Moves something of a list up or down. */
export function MoveButtons({ first, last, upLabel, downLabel, onMove }: MoveButtonsProps) {
  return (
    <>
      <IconButton size="small" disabled={first} aria-label={upLabel} onClick={() => onMove(-1)}>
        <ArrowUp size={14} />
      </IconButton>
      <IconButton size="small" disabled={last} aria-label={downLabel} onClick={() => onMove(1)}>
        <ArrowDown size={14} />
      </IconButton>
    </>
  );
}
