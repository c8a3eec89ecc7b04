import { useSearchParams } from 'react-router';

export interface PlanSelection {
  stop: number | null;
  route: number | null;
  selectStop: (stop: number | null) => void;
  selectRoute: (route: number | null) => void;
}

function numberIn(params: URLSearchParams, name: string): number | null {
  const text = params.get(name);
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** The stop or route that is looked at: in the address, the same on map, list and Gantt. */
export function usePlanSelection(routeOf: (stop: number) => number | null): PlanSelection {
  const [params, setParams] = useSearchParams();
  const [stop, route] = [numberIn(params, 'stop'), numberIn(params, 'route')];
  const set = (next: { stop: number | null; route: number | null }) => {
    const changed = new URLSearchParams(params);
    for (const [name, value] of Object.entries(next))
      if (value === null) changed.delete(name);
      else changed.set(name, String(value));
    setParams(changed, { replace: true });
  };
  return {
    stop,
    route,
    selectStop: (next) => set({ stop: next, route: next === null ? route : routeOf(next) }),
    selectRoute: (next) => set({ stop: null, route: next }),
  };
}
