import type { Known, Times } from '../../contract/incident-learning.ts';

/** Durations as they come in; tells their middle and their slow end. */
export class Durations {
  readonly #all: number[] = [];

  add(ms: number): void {
    this.#all.push(Math.max(0, ms));
  }

  times(): Times {
    const sorted = Float64Array.from(this.#all).sort();
    return { of: sorted.length, medianMs: quantile(sorted, 0.5), p90Ms: quantile(sorted, 0.9) };
  }
}

/** A quantile of sorted values, between the two nearest where it falls between them; null of nothing. */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low + (high - low) * (place - Math.floor(place));
}

/** How many of those of which it is known. */
export class Tally {
  #yes = 0;
  #of = 0;

  add(answer: boolean | null): void {
    if (answer === null) return;
    this.#of++;
    if (answer) this.#yes++;
  }

  known(): Known {
    return { yes: this.#yes, of: this.#of };
  }
}
