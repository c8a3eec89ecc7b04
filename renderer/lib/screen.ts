import { useEffect, useSyncExternalStore } from 'react';

export interface Crumb {
  label: string;
  to?: string;
}

interface ScreenPlace {
  title: string;
  crumbs: readonly Crumb[];
}

let place: ScreenPlace = { title: '', crumbs: [] };
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the top bar shows as "where I am". */
export function useScreenPlace(): ScreenPlace {
  return useSyncExternalStore(subscribe, () => place);
}

/** Names the screen in the top bar and the window title; `crumbs` are the steps above it. */
export function useScreenTitle(title: string, crumbs: readonly Crumb[] = []): void {
  const shape = JSON.stringify(crumbs);
  useEffect(() => {
    place = { title, crumbs: JSON.parse(shape) as Crumb[] };
    document.title = title ? `${title} · Vigie` : 'Vigie';
    for (const listener of listeners) listener();
  }, [title, shape]);
}
