import GlobalStyles from '@mui/material/GlobalStyles';
import { DENSITIES, type Density } from '../../lib/density.ts';
import { tokens } from '../../lib/tokens.ts';
import { FONT } from './create-theme.ts';
import { DARK, LIGHT, schemeVariables } from './tokens.ts';

function styles(density: Density) {
  const sizes = DENSITIES[density];
  return {
    ':root': {
      ...schemeVariables(LIGHT),
      '--v-row': `${sizes.row}px`,
      '--v-control': `${sizes.control}px`,
      '--v-font': `${sizes.font}px`,
      colorScheme: 'light',
    },
    '[data-theme="dark"]': { ...schemeVariables(DARK), colorScheme: 'dark' },
    'html, body, #root': { height: '100%', margin: 0 },
    body: {
      backgroundColor: tokens.canvas,
      color: tokens.text,
      fontFamily: FONT,
      fontSize: sizes.font,
      lineHeight: 1.45,
      fontFeatureSettings: '"cv05", "cv11", "ss03", "calt"',
      fontVariantNumeric: 'tabular-nums',
      WebkitFontSmoothing: 'antialiased',
      textRendering: 'optimizeLegibility',
      overflow: 'hidden',
    },
    '*, *::before, *::after': { boxSizing: 'border-box' },
    ':focus-visible': { outline: `2px solid ${tokens.focus}`, outlineOffset: 1 },
    '.MuiDialog-container:focus-visible, .MuiPopover-paper:focus-visible, .MuiDialog-paper:focus-visible': {
      outline: 'none',
    },
    '::selection': { backgroundColor: tokens.accent, color: tokens.onAccent },
    '*': { scrollbarWidth: 'thin', scrollbarColor: `${tokens.lineStrong} transparent` },
    kbd: { fontFamily: 'inherit' },
    'h1, h2, h3, p, dl, dd': { margin: 0 },
    '.visually-hidden': {
      position: 'absolute',
      width: 1,
      height: 1,
      margin: -1,
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
    '@media (prefers-reduced-motion: reduce)': {
      '*, *::before, *::after': { transitionDuration: '0s !important', animationDuration: '0s !important' },
    },
  } as const;
}

export function VigieGlobalStyles({ density }: { density: Density }) {
  return <GlobalStyles styles={styles(density)} />;
}
