/**
 * The theme's colours as CSS variables, for `sx`, styled parts, SVG and the map: they follow light and dark by
 * themselves. Heights follow the density.
 */
export const tokens = {
  canvas: 'var(--v-canvas)',
  surface: 'var(--v-surface)',
  raised: 'var(--v-raised)',
  subtle: 'var(--v-subtle)',
  hover: 'var(--v-hover)',
  line: 'var(--v-line)',
  lineStrong: 'var(--v-line-strong)',
  text: 'var(--v-text)',
  textMuted: 'var(--v-text-muted)',
  textQuiet: 'var(--v-text-quiet)',
  accent: 'var(--v-accent)',
  accentSoft: 'var(--v-accent-soft)',
  onAccent: 'var(--v-on-accent)',
  critical: 'var(--v-critical)',
  criticalSoft: 'var(--v-critical-soft)',
  warning: 'var(--v-warning)',
  warningSoft: 'var(--v-warning-soft)',
  ok: 'var(--v-ok)',
  okSoft: 'var(--v-ok-soft)',
  info: 'var(--v-info)',
  infoSoft: 'var(--v-info-soft)',
  focus: 'var(--v-focus)',
  shadow: 'var(--v-shadow)',
  rowHeight: 'var(--v-row)',
  controlHeight: 'var(--v-control)',
} as const;

/** From worst to best; each has its own icon and word wherever it is shown. */
export type Severity = 'critical' | 'warning' | 'info' | 'ok';

export const SEVERITY_COLOR: Record<Severity, string> = {
  critical: tokens.critical,
  warning: tokens.warning,
  info: tokens.info,
  ok: tokens.ok,
};

export const SEVERITY_SOFT: Record<Severity, string> = {
  critical: tokens.criticalSoft,
  warning: tokens.warningSoft,
  info: tokens.infoSoft,
  ok: tokens.okSoft,
};

/** A token's value now, for canvases and WebGL that cannot read CSS variables. */
export function readToken(token: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(token)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : token;
}
