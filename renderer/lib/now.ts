import { useSyncExternalStore } from 'react';

interface Clock {
  now: number;
  listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval> | undefined;
}

const clocks = new Map<number, Clock>();

function clockOf(stepMs: number): Clock {
  const known = clocks.get(stepMs);
  if (known) return known;
  const made: Clock = { now: Date.now(), listeners: new Set(), timer: undefined };
  clocks.set(stepMs, made);
  return made;
}

function tick(clock: Clock): void {
  clock.now = Date.now();
  for (const listener of clock.listeners) listener();
}

function follow(stepMs: number, listener: () => void): () => void {
  const clock = clockOf(stepMs);
  clock.listeners.add(listener);
  if (clock.timer === undefined) {
    clock.now = Date.now();
    clock.timer = setInterval(() => tick(clock), stepMs);
  }
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearInterval(clock.timer);
    clock.timer = undefined;
  };
}

/** The time, told again every `stepMs`: one timer for all who ask at the same pace. */
export function useNow(stepMs: number): number {
  return useSyncExternalStore(
    (listener) => follow(stepMs, listener),
    () => clockOf(stepMs).now,
  );
}
