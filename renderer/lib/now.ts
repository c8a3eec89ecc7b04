import { useSyncExternalStore } from 'react';

interface Clock {
  read: () => number;
  subscribe: (listener: () => void) => () => void;
}

const clocks = new Map<number, Clock>();

/** Ticks while anybody listens. */
function makeClock(stepMs: number): Clock {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    read: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      if (timer === undefined) {
        now = Date.now();
        timer = setInterval(tick, stepMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

function clockOf(stepMs: number): Clock {
  const known = clocks.get(stepMs) ?? makeClock(stepMs);
  clocks.set(stepMs, known);
  return known;
}

/** The time, told again every `stepMs`: one timer for all who ask at the same pace. */
export function useNow(stepMs: number): number {
  const { subscribe, read } = clockOf(stepMs);
  return useSyncExternalStore(subscribe, read);
}
