import { createTheme, type Theme } from '@mui/material/styles';
import { DENSITIES, type Density } from '../../lib/density.ts';
import { componentOverrides } from './component-overrides.ts';
import { DARK, LIGHT, type Scheme } from './tokens.ts';

function palette(scheme: Scheme) {
  const tone = (main: string, contrastText: string) => ({ main, light: main, dark: main, contrastText });
  return {
    background: { default: scheme.canvas, paper: scheme.surface },
    text: { primary: scheme.text, secondary: scheme.textMuted, disabled: scheme.textQuiet },
    divider: scheme.line,
    primary: {
      main: scheme.accent,
      light: scheme.accent,
      dark: scheme.accentHover,
      contrastText: scheme.onAccent,
    },
    secondary: tone(scheme.textMuted, scheme.surface),
    error: tone(scheme.critical, scheme.surface),
    warning: tone(scheme.warning, scheme.surface),
    success: tone(scheme.ok, scheme.surface),
    info: tone(scheme.info, scheme.surface),
  };
}

export const FONT = '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif';

/** The look of every MUI part, for one density; light and dark live side by side as CSS variables. */
export function createVigieTheme(density: Density): Theme {
  const sizes = DENSITIES[density];
  return createTheme({
    cssVariables: { colorSchemeSelector: 'data-theme', cssVarPrefix: 'm' },
    colorSchemes: { light: { palette: palette(LIGHT) }, dark: { palette: palette(DARK) } },
    shape: { borderRadius: 6 },
    spacing: 4,
    typography: {
      fontFamily: FONT,
      fontSize: sizes.font,
      htmlFontSize: 16,
      body1: { fontSize: sizes.font, lineHeight: 1.5 },
      body2: { fontSize: sizes.font - 1, lineHeight: 1.45 },
      caption: { fontSize: sizes.font - 1, lineHeight: 1.4 },
      subtitle1: { fontSize: sizes.font, fontWeight: 600, lineHeight: 1.4 },
      subtitle2: { fontSize: sizes.font - 1, fontWeight: 600, lineHeight: 1.4 },
      h1: { fontSize: 20, fontWeight: 620, lineHeight: 1.3, letterSpacing: '-0.014em' },
      h2: { fontSize: 16, fontWeight: 600, lineHeight: 1.35, letterSpacing: '-0.01em' },
      h3: { fontSize: sizes.font, fontWeight: 600, lineHeight: 1.4 },
      button: { fontSize: sizes.font, fontWeight: 520, textTransform: 'none', letterSpacing: 0 },
      overline: { fontSize: sizes.font - 1, fontWeight: 520, textTransform: 'none', letterSpacing: 0 },
    },
    transitions: {
      duration: { enteringScreen: 120, leavingScreen: 80, short: 100, shorter: 80, standard: 120 },
    },
    components: componentOverrides(sizes),
  });
}
