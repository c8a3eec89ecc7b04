/** How long other work of this thread had to wait at most while something ran, in ms, and how long all of it took. */
export async function longestPause<T>(
  run: () => Promise<T>,
): Promise<{ result: T; longestMs: number; wholeMs: number }> {
  const started = performance.now();
  let longestMs = 0;
  let last = started;
  const look = () => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(look, 1);
  try {
    const result = await run();
    look();
    return { result, longestMs, wholeMs: performance.now() - started };
  } finally {
    clearInterval(timer);
  }
}
