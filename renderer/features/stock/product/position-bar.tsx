import { styled } from '@mui/material/styles';
import { tokens } from '../../../lib/tokens.ts';

const Track = styled('div')({
  display: 'flex',
  gap: 1,
  height: 8,
  borderRadius: 2,
  overflow: 'hidden',
  backgroundColor: tokens.subtle,
  '& span': { height: '100%' },
});

/** Reserved is hatched, safety stock is pale, available is full: told apart without colour. */
export const PART_FILL = {
  reserved: `repeating-linear-gradient(115deg, ${tokens.textQuiet} 0 2px, transparent 2px 5px)`,
  safety: tokens.lineStrong,
  available: tokens.accent,
} as const;

export interface PositionBarProps {
  onHand: number;
  reserved: number;
  available: number;
  /** Units that fill the whole width. */
  scale: number;
}

/** What of the stock on hand is reserved, kept as safety stock, and free. */
export function PositionBar({ onHand, reserved, available, scale }: PositionBarProps) {
  const held = Math.min(reserved, onHand);
  const kept = Math.max(0, onHand - held - available);
  const width = (units: number) => `${(100 * units) / Math.max(1, scale)}%`;
  return (
    <Track aria-hidden>
      {held > 0 && <span style={{ width: width(held), background: PART_FILL.reserved }} />}
      {kept > 0 && <span style={{ width: width(kept), background: PART_FILL.safety }} />}
      {available > 0 && <span style={{ width: width(available), background: PART_FILL.available }} />}
    </Track>
  );
}
