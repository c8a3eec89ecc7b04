import { useSyncExternalStore } from 'react';
import { WEEK } from '../../../lib/weekdays.ts';

/** How this machine announces new incidents. */
export interface NotifySettings {
  on: boolean;
  /** This grave, or graver. */
  severity: number;
  sound: boolean;
  quiet: boolean;
  /** Minutes of the day; a night runs over midnight, and belongs to the day on which it begins. */
  quietFrom: number;
  quietTo: number;
  /** ISO weekdays. */
  quietDays: readonly number[];
}

const KEY = 'vigie.incidents.notify';
const DEFAULTS: NotifySettings = {
  on: false,
  severity: 2,
  sound: false,
  quiet: false,
  quietFrom: 20 * 60,
  quietTo: 7 * 60,
  quietDays: WEEK,
};

function load(): NotifySettings {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<NotifySettings>;
    return { ...DEFAULTS, ...stored };
  } catch {
    return DEFAULTS;
  }
}

let current: NotifySettings | null = null;
const listeners = new Set<() => void>();

export function getNotifySettings(): NotifySettings {
  current ??= load();
  return current;
}

export function setNotifySettings(patch: Partial<NotifySettings>): void {
  current = { ...getNotifySettings(), ...patch };
  localStorage.setItem(KEY, JSON.stringify(current));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useNotifySettings(): NotifySettings {
  return useSyncExternalStore(subscribe, getNotifySettings);
}

const DAY_MINUTES = 24 * 60;

/** Whether nothing should be announced now, by this machine's clock. */
export function isQuiet(settings: NotifySettings, now: Date): boolean {
  const { quiet, quietFrom, quietTo, quietDays } = settings;
  if (!quiet || quietFrom === quietTo) return false;
  const minute = now.getHours() * 60 + now.getMinutes();
  const today = now.getDay() === 0 ? 7 : now.getDay();
  const yesterday = today === 1 ? 7 : today - 1;
  const length = (quietTo - quietFrom + DAY_MINUTES) % DAY_MINUTES;
  const sinceToday = minute - quietFrom;
  if (sinceToday >= 0 && sinceToday < length && quietDays.includes(today)) return true;
  const sinceYesterday = minute + DAY_MINUTES - quietFrom;
  return sinceYesterday < length && quietDays.includes(yesterday);
}
