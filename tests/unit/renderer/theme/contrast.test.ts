import { describe, expect, test } from 'vitest';
import { DARK, LIGHT, type Scheme } from '../../../../renderer/app/theme/tokens.ts';

function channel(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16)),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const SURFACES = ['canvas', 'surface', 'raised', 'subtle', 'hover'] as const;
const TEXTS = ['text', 'textMuted', 'textQuiet', 'accent', 'critical', 'warning', 'ok', 'info'] as const;
const SOFT = ['critical', 'warning', 'ok', 'info', 'accent'] as const;

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as [string, Scheme][])('%s', (_name, scheme) => {
  test.each(TEXTS)('%s is readable on every surface (AA, 4.5:1)', (text) => {
    for (const surface of SURFACES) {
      expect(contrast(scheme[text], scheme[surface]), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(SOFT)('%s is readable on its own ground', (tone) => {
    expect(contrast(scheme[tone], scheme[`${tone}Soft`])).toBeGreaterThanOrEqual(4.5);
  });

  test('words on the accent, text on the accent ground, quiet text on a chosen row', () => {
    expect(contrast(scheme.onAccent, scheme.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.text, scheme.accentSoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.textQuiet, scheme.accentSoft)).toBeGreaterThanOrEqual(4.5);
  });

  test('the focus ring stands out from every surface (3:1)', () => {
    for (const surface of SURFACES) expect(contrast(scheme.focus, scheme[surface])).toBeGreaterThanOrEqual(3);
  });
});
