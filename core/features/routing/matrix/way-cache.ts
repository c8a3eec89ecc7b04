import type { Point } from '../../../kernel/geo.ts';

/** Seconds and metres of a way; metres null = not told; the whole null = there is no way. */
export type KnownWay = { seconds: number; metres: number | null } | null;

/** Ways already asked for. Kept in memory, the oldest place forgotten first; one serves the whole program. */
export class WayCache {
  private readonly most: number;
  private readonly from = new Map<string, Map<string, KnownWay>>();
  private size = 0;

  constructor(mostWays = 2_000_000) {
    this.most = mostWays;
  }

  /** Undefined = never asked. */
  get(server: string, from: Point, to: Point): KnownWay | undefined {
    return this.from.get(`${server} ${keyOf(from)}`)?.get(keyOf(to));
  }

  put(server: string, from: Point, to: Point, way: KnownWay): void {
    const start = `${server} ${keyOf(from)}`;
    const ways = this.from.get(start) ?? new Map<string, KnownWay>();
    const before = ways.size;
    ways.set(keyOf(to), way);
    this.size += ways.size - before;
    this.from.set(start, ways);
    if (this.size > this.most) this.forgetOldest(start);
  }

  private forgetOldest(except: string): void {
    for (const [start, ways] of this.from) {
      if (this.size <= this.most) return;
      if (start === except) continue;
      this.from.delete(start);
      this.size -= ways.size;
    }
  }
}

function keyOf({ latitude, longitude }: Point): string {
  return `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
}
