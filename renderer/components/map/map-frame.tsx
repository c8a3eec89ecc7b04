import { styled } from '@mui/material/styles';
import { tokens } from '../../lib/tokens.ts';

/** Where a map lies: it fills what is left of its screen. */
export const MapFrame = styled('div')({
  position: 'relative',
  flex: '1 1 auto',
  minHeight: 0,
  minWidth: 0,
  overflow: 'hidden',
  backgroundColor: tokens.canvas,
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
