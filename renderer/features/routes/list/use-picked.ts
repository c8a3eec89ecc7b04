import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { type ListRow, stopsBetween } from './list-rows.ts';

const NONE: ReadonlySet<number> = new Set();

export interface Picked {
  stops: ReadonlySet<number>;
  /** Only this one. */
  only: (stop: number | null) => void;
  toggle: (stop: number) => void;
  /** All from the one picked last to this. */
  to: (stop: number) => void;
}

/** The stops that are selected together. */
export function usePicked(plan: RoutePlanDetail, rows: readonly ListRow[]): Picked {
  const [stops, setStops] = useState(NONE);
  const anchor = useRef<number | null>(null);
  const lines = useRef(rows);
  lines.current = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan has other stops
  useEffect(() => setStops(NONE), [plan.id]);
  const only = useCallback((stop: number | null) => {
    anchor.current = stop;
    setStops(stop === null ? NONE : new Set([stop]));
  }, []);
  const toggle = useCallback((stop: number) => {
    anchor.current = stop;
    setStops((before) => {
      const next = new Set(before);
      if (!next.delete(stop)) next.add(stop);
      return next;
    });
  }, []);
  const to = useCallback((stop: number) => {
    anchor.current ??= stop;
    setStops(new Set(stopsBetween(lines.current, anchor.current, stop)));
  }, []);
  return useMemo(() => ({ stops, only, toggle, to }), [stops, only, toggle, to]);
}

/** Picked stops in the order in which they are visited; those left out come last. */
export function inOrder(plan: RoutePlanDetail, stops: ReadonlySet<number>): number[] {
  const visited = plan.routes.flatMap((route) => route.stops.filter((stop) => stops.has(stop)));
  const rest = plan.stops.filter(({ number, route }) => route === null && stops.has(number));
  return [...visited, ...rest.map(({ number }) => number)];
}
