import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { PlanViewProps } from './use-stop-move.ts';

type Selection = Pick<PlanViewProps, 'selectedStop' | 'selectedRoute' | 'onSelectStop' | 'onSelectRoute'>;

/** What is looked at, known at once: the next key need not wait until the screen has heard of the one before. */
export interface Cursor {
  at: () => { stop: number | null; route: number | null };
  /** Selects a stop with its route, or a route alone. */
  choose: (route: number | null, stop: number | null) => void;
}

const HEARD_WITHIN_MS = 1000;

/** Follows what the screen says is selected, and is ahead of it while the screen has yet to hear. */
export function useCursor({ selectedStop, selectedRoute, onSelectStop, onSelectRoute }: Selection): Cursor {
  const now = useRef({ stop: selectedStop, route: selectedRoute });
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const tell = useRef({ onSelectStop, onSelectRoute });
  tell.current = { onSelectStop, onSelectRoute };
  useLayoutEffect(() => {
    const { stop, route } = now.current;
    const heard = stop === selectedStop && route === selectedRoute;
    if (heard) askedAt.current = Number.NEGATIVE_INFINITY;
    // On its way to what was asked for, a screen may show what was asked before.
    if (!heard && performance.now() - askedAt.current < HEARD_WITHIN_MS) return;
    now.current = { stop: selectedStop, route: selectedRoute };
  }, [selectedStop, selectedRoute]);
  const choose = useCallback((route: number | null, stop: number | null) => {
    now.current = { stop, route };
    askedAt.current = performance.now();
    // A screen may let one follow from the other: what is selected last counts.
    if (stop === null) {
      tell.current.onSelectStop(null);
      tell.current.onSelectRoute(route);
    } else {
      tell.current.onSelectRoute(route);
      tell.current.onSelectStop(stop);
    }
  }, []);
  return useMemo(() => ({ at: () => now.current, choose }), [choose]);
}
