import { useSyncExternalStore } from 'react';
import { type ChosenFile, chooseFiles } from './desktop.ts';

/** The `.pmtiles` file that the user added for street level, if any. */
export type StreetMap = ChosenFile;

const KEY = 'vigie.streetMap';

function load(): StreetMap | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as StreetMap | null;
  } catch {
    return null;
  }
}

let current = load();
const listeners = new Set<() => void>();

function set(next: StreetMap | null): void {
  current = next;
  if (next) localStorage.setItem(KEY, JSON.stringify(next));
  else localStorage.removeItem(KEY);
  for (const listener of listeners) listener();
}

export async function chooseStreetMap(): Promise<void> {
  const [file] = await chooseFiles('basemap', { multiple: false });
  if (file) set(file);
}

export function forgetStreetMap(): void {
  set(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useStreetMap(): StreetMap | null {
  return useSyncExternalStore(subscribe, () => current);
}
