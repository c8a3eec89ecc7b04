const WINDOW_MILLISECONDS = 5 * 60_000;
const MOST_RESTARTS = 5;
const FIRST_DELAY_MILLISECONDS = 200;

/** What to do about a core that died: start again after a while, or give up. */
export type Verdict =
  | { restart: true; attempt: number; delayMilliseconds: number }
  | { restart: false; deaths: number };

/**
 * Restarts with growing delays, at most five times in five minutes: within one minute a core that takes long to open its
 * workspace would not die often enough to be given up.
 */
export class RestartPolicy {
  #deaths: number[] = [];

  /** @param now a clock in milliseconds */
  died(now: number): Verdict {
    this.#deaths = [...this.#deaths.filter((at) => now - at < WINDOW_MILLISECONDS), now];
    const attempt = this.#deaths.length;
    if (attempt > MOST_RESTARTS) return { restart: false, deaths: attempt };
    return { restart: true, attempt, delayMilliseconds: FIRST_DELAY_MILLISECONDS * 2 ** (attempt - 1) };
  }

  /** The user asked for another try. */
  forgive(): void {
    this.#deaths = [];
  }
}
