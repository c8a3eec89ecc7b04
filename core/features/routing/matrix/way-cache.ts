import type { Point } from '../../../kernel/geo.ts';

/** A way as one number: whole seconds and metres; a server may know no way, or not how long it is. */
const METRES = 2 ** 27;
const NO_METRES = METRES - 1;
export const NO_WAY = -1;

/** @param metres null = not told */
export function packWay(seconds: number, metres: number | null): number {
  return (
    Math.round(seconds) * METRES + (metres === null ? NO_METRES : Math.min(NO_METRES - 1, Math.round(metres)))
  );
}

export function secondsOf(way: number): number {
  return Math.floor(way / METRES);
}

export function metresOf(way: number): number | null {
  const metres = way % METRES;
  return metres === NO_METRES ? null : metres;
}

/** The ways from one place, by `placeKey` of the other. */
export type WaysFrom = Map<string, number>;

/** Ways already asked for. Kept in memory, the places first asked for forgotten first; one serves the whole program. */
export class WayCache {
  private readonly most: number;
  private readonly starts = new Map<string, WaysFrom>();
  private size = 0;

  constructor(mostWays = 1_500_000) {
    this.most = mostWays;
  }

  /** Null = nothing is known. */
  from(server: string, place: string): WaysFrom | null {
    return this.starts.get(`${server} ${place}`) ?? null;
  }

  put(server: string, from: string, ways: Iterable<[to: string, way: number]>): void {
    const start = `${server} ${from}`;
    const known = this.starts.get(start) ?? new Map<string, number>();
    const before = known.size;
    for (const [to, way] of ways) known.set(to, way);
    this.starts.set(start, known);
    this.size += known.size - before;
    this.forget(start);
  }

  private forget(except: string): void {
    for (const [start, ways] of this.starts) {
      if (this.size <= this.most) return;
      if (start === except) continue;
      this.starts.delete(start);
      this.size -= ways.size;
    }
  }
}

/** Six decimals of a degree: about a hand's breadth. */
export function placeKey({ latitude, longitude }: Point): string {
  return `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
}
