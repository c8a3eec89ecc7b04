import { setTimeout as sleep } from 'node:timers/promises';
import { FeedFaultError } from '../connector.ts';

const MINUTE_MS = 60_000;
const MINUTES = 60;

/** A feed's calls: paced to so many a second, and no more than its budget an hour. */
export class Throttle {
  readonly #clock: () => number;
  /** Calls by the minute in which they were made. */
  readonly #byMinute = new Map<number, number>();
  #nextAt = 0;
  made = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  lastHour(): number {
    const from = Math.floor(this.#clock() / MINUTE_MS) - MINUTES + 1;
    let sum = 0;
    for (const [minute, calls] of this.#byMinute) {
      if (minute < from) this.#byMinute.delete(minute);
      else sum += calls;
    }
    return sum;
  }

  /** Waits for the call's turn. @throws FeedFaultError `budgetSpent`. */
  async take(
    limits: { perSecond: number | null; perHour: number | null },
    signal: AbortSignal,
  ): Promise<void> {
    if (limits.perHour !== null && this.lastHour() >= limits.perHour) {
      throw new FeedFaultError('budgetSpent', `The budget of ${limits.perHour} calls an hour is spent.`, {
        action: 'Wait, sync less often, or raise the budget of the feed.',
      });
    }
    const now = this.#clock();
    if (limits.perSecond !== null) {
      const at = Math.max(now, this.#nextAt);
      this.#nextAt = at + 1000 / limits.perSecond;
      if (at > now) await sleep(at - now, undefined, { signal });
    }
    const minute = Math.floor(this.#clock() / MINUTE_MS);
    this.#byMinute.set(minute, (this.#byMinute.get(minute) ?? 0) + 1);
    this.made++;
  }

  /** For the feed's row, so that a restart does not forget what was spent. */
  toJson(): string {
    return JSON.stringify([...this.#byMinute]);
  }

  restore(json: string | null): void {
    for (const [minute, calls] of JSON.parse(json ?? '[]') as [number, number][]) {
      this.#byMinute.set(minute, calls);
    }
  }
}
