import { useCallback, useEffect, useRef, useState } from 'react';

export type Try<T> =
  | { state: 'idle' | 'stopped' }
  | { state: 'running'; since: number }
  | { state: 'done'; answer: T }
  | { state: 'failed'; error: unknown };

/** One try at a time, started at once when shown, stopped by the user or when the screen goes away. */
export function useTry<T>(ask: (signal: AbortSignal) => Promise<T>) {
  const [result, setResult] = useState<Try<T>>({ state: 'idle' });
  const latest = useRef(ask);
  latest.current = ask;
  const controller = useRef<AbortController>(null);
  const start = useCallback(() => {
    controller.current?.abort();
    const own = new AbortController();
    controller.current = own;
    setResult({ state: 'running', since: Date.now() });
    latest.current(own.signal).then(
      (answer) => !own.signal.aborted && setResult({ state: 'done', answer }),
      (error: unknown) => !own.signal.aborted && setResult({ state: 'failed', error }),
    );
  }, []);
  const stop = useCallback(() => {
    controller.current?.abort();
    setResult({ state: 'stopped' });
  }, []);
  useEffect(() => {
    start();
    return () => controller.current?.abort();
  }, [start]);
  return { result, start, stop };
}
