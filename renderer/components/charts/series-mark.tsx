import { tokens } from '../../lib/tokens.ts';

/** The shapes that tell the things of one chart apart, with and without colour. */
const SHAPES = [
  'M7 2a5 5 0 1 0 0 10a5 5 0 1 0 0-10z',
  'M2.5 2.5h9v9h-9z',
  'M7 1.8l5.6 10H1.4z',
  'M7 1l6 6-6 6-6-6z',
  'M5 1.5h4V5h3.5v4H9v3.5H5V9H1.5V5H5z',
  'M4 1.8h6l3 5.2-3 5.2H4L1 7z',
] as const;

export interface SeriesMarkProps {
  /** Which of the things; the same index has the same shape everywhere. */
  index: number;
  /** The one that the chart is about. */
  strong?: boolean;
  size?: number;
}

/** The mark of one thing among a few that are compared. */
export function SeriesMark({ index, strong = false, size = 14 }: SeriesMarkProps) {
  const colour = strong ? tokens.accent : tokens.textMuted;
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden style={{ flexShrink: 0 }}>
      <path
        d={SHAPES[index % SHAPES.length]}
        style={{ fill: strong ? colour : tokens.surface, stroke: colour }}
        strokeWidth={1.6}
        strokeLinejoin="round"
      />
    </svg>
  );
}
