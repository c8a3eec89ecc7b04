import { setImmediate } from 'node:timers/promises';

const MOST_MS = 15;

/** For long work on a thread that others wait for: called often, it lets them pass every few milliseconds. */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < MOST_MS) return;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
