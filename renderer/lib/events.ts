import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { CoreEvent, CoreEventType } from '../../core/contract/events.ts';
import { queryClient } from './query-client.ts';
import { rpc } from './rpc.ts';
import { STALE_AFTER } from './topics.ts';

type Listener = (event: CoreEvent) => void;

const FLUSH_AFTER_MS = 40;
const RESUBSCRIBE_AFTER_MS = 300;

const listeners = new Set<Listener>();
const versions = new Map<CoreEventType, number>();
const versionListeners = new Set<() => void>();
const stale = new Set<string>();
let flushTimer: ReturnType<typeof setTimeout> | undefined;

/** Invalidates what the events of the last moment made stale, once however many events came. */
function flush(): void {
  flushTimer = undefined;
  const rooms = new Set(stale);
  stale.clear();
  for (const room of rooms) void queryClient.invalidateQueries({ queryKey: [[room]] });
  for (const notify of versionListeners) notify();
}

function scheduleFlush(): void {
  if (flushTimer === undefined) flushTimer = setTimeout(flush, FLUSH_AFTER_MS);
}

function isSettled(event: CoreEvent): boolean {
  return event.type !== 'grids.progress' || event.progress >= 1;
}

/** Hands one event to whoever listens; exported for tests. */
export function dispatch(event: CoreEvent): void {
  for (const listener of listeners) listener(event);
  if (!isSettled(event)) return;
  versions.set(event.type, (versions.get(event.type) ?? 0) + 1);
  for (const room of STALE_AFTER[event.type]) stale.add(room);
  scheduleFlush();
}

/** After a gap in the stream anything may have changed. */
function distrustEverything(): void {
  for (const type of Object.keys(STALE_AFTER) as CoreEventType[]) {
    versions.set(type, (versions.get(type) ?? 0) + 1);
    for (const room of STALE_AFTER[type]) stale.add(room);
  }
  scheduleFlush();
}

async function listen(signal: AbortSignal): Promise<void> {
  let first = true;
  while (!signal.aborted) {
    try {
      const stream = await rpc.events.subscribe(undefined, { signal });
      if (!first) distrustEverything();
      first = false;
      for await (const event of stream) dispatch(event);
    } catch {
      first = false;
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, RESUBSCRIBE_AFTER_MS));
  }
}

/** Follows the core's events until the returned function is called; survives restarts of the core. */
export function startEvents(): () => void {
  const controller = new AbortController();
  void listen(controller.signal);
  return () => controller.abort();
}

/** Calls back for every event while mounted. */
export function useCoreEvents(onEvent: Listener): void {
  const latest = useRef(onEvent);
  latest.current = onEvent;
  useEffect(() => {
    const listener: Listener = (event) => latest.current(event);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
}

function subscribeVersions(notify: () => void): () => void {
  versionListeners.add(notify);
  return () => versionListeners.delete(notify);
}

/** A number that grows whenever one of these events came: give it to `usePagedRows` as `version`. */
export function useTopicVersion(...types: CoreEventType[]): number {
  return useSyncExternalStore(subscribeVersions, () =>
    types.reduce((sum, type) => sum + (versions.get(type) ?? 0), 0),
  );
}
