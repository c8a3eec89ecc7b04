import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { PlanViewProps } from './use-stop-move.ts';

type Selection = Pick<PlanViewProps, 'selectedStop' | 'selectedRoute' | 'onSelectStop' | 'onSelectRoute'>;

/** What is looked at, known at once: the next key need not wait until the screen has heard of the one before. */
export interface Cursor {
  at: () => { stop: number | null; route: number | null };
  /** Selects a stop with its route, or a route alone. */
  choose: (route: number | null, stop: number | null) => void;
}

export function useCursor({ selectedStop, selectedRoute, onSelectStop, onSelectRoute }: Selection): Cursor {
  const now = useRef({ stop: selectedStop, route: selectedRoute });
  const tell = useRef({ onSelectStop, onSelectRoute });
  tell.current = { onSelectStop, onSelectRoute };
  useLayoutEffect(() => {
    now.current = { stop: selectedStop, route: selectedRoute };
  }, [selectedStop, selectedRoute]);
  const choose = useCallback((route: number | null, stop: number | null) => {
    now.current = { stop, route };
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
