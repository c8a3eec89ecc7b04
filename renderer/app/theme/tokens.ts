/** The colours of one scheme. Text on `canvas`, `surface` and `subtle` holds AA (4.5:1) from `textQuiet` up. */
export interface Scheme {
  canvas: string;
  surface: string;
  raised: string;
  subtle: string;
  hover: string;
  line: string;
  lineStrong: string;
  text: string;
  textMuted: string;
  textQuiet: string;
  accent: string;
  accentHover: string;
  onAccent: string;
  accentSoft: string;
  critical: string;
  criticalSoft: string;
  warning: string;
  warningSoft: string;
  ok: string;
  okSoft: string;
  info: string;
  infoSoft: string;
  focus: string;
  scrim: string;
  shadow: string;
}

export const LIGHT: Scheme = {
  canvas: '#f6f7f9',
  surface: '#ffffff',
  raised: '#ffffff',
  subtle: '#f3f4f7',
  hover: '#eef0f4',
  line: '#e3e6eb',
  lineStrong: '#c9ced8',
  text: '#14171c',
  textMuted: '#4c5462',
  textQuiet: '#636b79',
  accent: '#1f56d8',
  accentHover: '#1947b8',
  onAccent: '#ffffff',
  accentSoft: '#e9effd',
  critical: '#b3261e',
  criticalSoft: '#fdebe9',
  warning: '#8a5600',
  warningSoft: '#fdf1d9',
  ok: '#0b6b5c',
  okSoft: '#e0f3ef',
  info: '#47597a',
  infoSoft: '#e9eef6',
  focus: '#1f56d8',
  scrim: '#0e131c66',
  shadow: '0 0 0 1px #10182014, 0 8px 24px -6px #10182029, 0 2px 6px -2px #10182014',
};

export const DARK: Scheme = {
  canvas: '#0d0f13',
  surface: '#13161b',
  raised: '#1a1e25',
  subtle: '#191d23',
  hover: '#20252d',
  line: '#262b34',
  lineStrong: '#3b424f',
  text: '#e9ebef',
  textMuted: '#a9b1bf',
  textQuiet: '#8a92a1',
  accent: '#86a8ff',
  accentHover: '#a4bdff',
  onAccent: '#0a1430',
  accentSoft: '#1a2645',
  critical: '#ff8f85',
  criticalSoft: '#3b1a19',
  warning: '#f1bd5e',
  warningSoft: '#38290f',
  ok: '#55cdb6',
  okSoft: '#0f322c',
  info: '#a3b6d9',
  infoSoft: '#1f2939',
  focus: '#86a8ff',
  scrim: '#00000099',
  shadow: '0 0 0 1px #ffffff14, 0 12px 32px -8px #000000cc',
};

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `--v-text-muted: #...` for each token of the scheme. */
export function schemeVariables(scheme: Scheme): Record<string, string> {
  return Object.fromEntries(Object.entries(scheme).map(([name, value]) => [`--v-${kebab(name)}`, value]));
}
