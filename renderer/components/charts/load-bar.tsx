import { styled } from '@mui/material/styles';
import { tokens } from '../../lib/tokens.ts';

const Track = styled('span')({
  position: 'relative',
  display: 'block',
  height: 8,
  minWidth: 40,
  borderRadius: 2,
  backgroundColor: tokens.subtle,
  overflow: 'hidden',
  '& .fill': { display: 'block', height: '100%', backgroundColor: tokens.accent },
  '& .fill[data-quiet="true"]': { backgroundColor: tokens.textQuiet },
  '& .over': {
    position: 'absolute',
    top: 0,
    height: '100%',
    background: `repeating-linear-gradient(115deg, ${tokens.critical} 0 2px, transparent 2px 4px)`,
  },
  '& .limit': { position: 'absolute', top: 0, width: 2, height: '100%', backgroundColor: tokens.text },
});

export interface LoadBarProps {
  load: number;
  /** Null = no limit known. */
  capacity: number | null;
  /** What fills the whole width, to compare bars. */
  scale: number;
  /** Drawn in grey: not the one that is looked at. */
  quiet?: boolean;
}

/** A load against its limit: the line is the limit, what is beyond it is hatched. The words stand beside it. */
export function LoadBar({ load, capacity, scale, quiet = false }: LoadBarProps) {
  const width = (value: number) => `${Math.min(100, (100 * value) / Math.max(1, scale))}%`;
  const within = capacity === null ? load : Math.min(load, capacity);
  return (
    <Track aria-hidden>
      <span className="fill" data-quiet={quiet} style={{ width: width(within) }} />
      {load > within && (
        <span className="over" style={{ left: width(within), width: width(load - within) }} />
      )}
      {capacity !== null && capacity < scale && (
        <span className="limit" style={{ left: `calc(${width(capacity)} - 1px)` }} />
      )}
    </Track>
  );
}
