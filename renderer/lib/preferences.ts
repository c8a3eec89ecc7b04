import { useSyncExternalStore } from 'react';
import type { Settings } from '../../core/contract/workspace.ts';

/** A copy of the workspace's settings on this machine, so that the first paint is already right. */
export type Preferences = Settings;

const KEY = 'vigie.preferences';

const DEFAULTS: Preferences = {
  language: 'system',
  theme: 'system',
  density: 'compact',
  timeZone: 'system',
  currency: 'EUR',
};

function load(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}

let current = load();
const listeners = new Set<() => void>();

export function getPreferences(): Preferences {
  return current;
}

export function setPreferences(patch: Partial<Preferences>): void {
  const next = { ...current, ...patch };
  if (JSON.stringify(next) === JSON.stringify(current)) return;
  current = next;
  localStorage.setItem(KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}

export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribePreferences, getPreferences);
}

const MACHINE_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The IANA zone in which instants without a facility are shown. */
export function shownTimeZone(preferences: Preferences): string {
  return preferences.timeZone === 'system' ? MACHINE_ZONE : preferences.timeZone;
}
