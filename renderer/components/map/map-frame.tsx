import { keyframes, styled } from '@mui/material/styles';
import { tokens } from '../../lib/tokens.ts';

const appear = keyframes({ from: { opacity: 0 } });
const pass = keyframes({ from: { backgroundPositionX: '-40%' }, to: { backgroundPositionX: '140%' } });

/** Where a map lies: it fills what is left of its screen. A line at its top says that it is being drawn. */
export const MapFrame = styled('div')({
  position: 'relative',
  flex: '1 1 auto',
  minHeight: 0,
  minWidth: 0,
  overflow: 'hidden',
  backgroundColor: tokens.canvas,
  '&:not(:has([data-drawn]))::after': {
    content: '""',
    position: 'absolute',
    insetInline: 0,
    top: 0,
    height: 2,
    background: `linear-gradient(${tokens.accent}, ${tokens.accent}) no-repeat 0 0 / 40% 100%`,
    animation: `${pass} 1.4s linear infinite, ${appear} 0.1s 0.2s both`,
  },
  '& .maplibregl-map': { position: 'absolute', inset: 0, font: 'inherit' },
  '& .maplibregl-canvas:focus-visible': { outline: `2px solid ${tokens.focus}`, outlineOffset: -2 },
});

/** Whose map it is. */
export const MapCredit = styled('div')({
  position: 'absolute',
  right: 8,
  bottom: 5,
  fontSize: 11,
  color: tokens.textQuiet,
  pointerEvents: 'none',
});
