import { readToken, tokens } from '../../lib/tokens.ts';
import type { MapHealth } from './types.ts';

/** Every colour of the map in one scheme, as values that WebGL can read. */
export interface MapColours {
  scheme: 'light' | 'dark';
  water: string;
  land: string;
  urban: string;
  river: string;
  countryBorder: string;
  stateBorder: string;
  countryLabel: string;
  cityLabel: string;
  road: string;
  building: string;
  ink: string;
  paper: string;
  accent: string;
  late: string;
  health: Record<MapHealth, string>;
}

const BASE = {
  light: {
    water: '#dbe5ec',
    land: '#f8f8f6',
    urban: '#ebeae6',
    river: '#c9d9e4',
    countryBorder: '#b4bac4',
    stateBorder: '#dcdfe4',
    countryLabel: '#7a8290',
    cityLabel: '#5b6370',
    road: '#dedcd6',
    building: '#e6e4de',
  },
  dark: {
    water: '#0a0d12',
    land: '#181c23',
    urban: '#222731',
    river: '#10151c',
    countryBorder: '#434b59',
    stateBorder: '#282e38',
    countryLabel: '#79828f',
    cityLabel: '#8f98a6',
    road: '#2b313b',
    building: '#1f242c',
  },
};

/** The colours of the scheme that the page shows now. */
export function readMapColours(): MapColours {
  const scheme = document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
  return {
    scheme,
    ...BASE[scheme],
    ink: readToken(tokens.text),
    paper: readToken(tokens.surface),
    accent: readToken(tokens.accent),
    late: readToken(tokens.critical),
    health: {
      good: scheme === 'light' ? '#0f8a76' : readToken(tokens.ok),
      low: scheme === 'light' ? '#d98a00' : readToken(tokens.warning),
      out: readToken(tokens.critical),
      none: readToken(tokens.textQuiet),
    },
  };
}

/** `#rrggbb` with an opacity from 0 to 1. */
export function withAlpha(hex: string, alpha: number): string {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return `rgba(${value >> 16}, ${(value >> 8) & 255}, ${value & 255}, ${alpha})`;
}
