import type { Point } from '../../../kernel/geo.ts';
import type { TravelProfile } from '../../../solvers/routing/index.ts';
import { breather } from './breather.ts';
import { type RoadServer, RoadServerError, type RoadTable } from './road-source.ts';
import { metresOf, NO_WAY, packWay, placeKey, secondsOf, type WayCache } from './way-cache.ts';

const ATTEMPTS = 2;
const PAUSE_MS = 400;
const QUESTIONS_AT_ONCE = 4;
const LEAST_BLOCK = 2;
const NOT_ASKED = Number.NaN;

export type QuestionTools = {
  cache: WayCache;
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
};

type Block = { from: number[]; to: number[] };

/** One matrix being asked for: what the cache knows, then the rest from the server, block by block. */
export class MatrixQuestion {
  private readonly server: RoadServer;
  private readonly points: readonly Point[];
  private readonly keys: string[];
  private readonly tools: QuestionTools;
  /** Row by row; NaN = not asked yet. */
  private readonly ways: Float64Array;
  private blockSize: number;

  constructor(server: RoadServer, points: readonly Point[], tools: QuestionTools) {
    this.server = server;
    this.points = points;
    this.keys = points.map(placeKey);
    this.tools = tools;
    this.ways = new Float64Array(points.length ** 2).fill(NOT_ASKED);
    this.blockSize = server.blockSize;
  }

  /** Smaller blocks, as often as the server finds them too large. @throws RoadServerError */
  async askAll(): Promise<void> {
    await this.recall();
    for (;;) {
      try {
        return await this.askBlocks();
      } catch (error) {
        const smaller = Math.floor(this.blockSize / 2);
        const tooLarge = error instanceof RoadServerError && error.fault === 'tooLarge';
        if (!tooLarge || smaller < LEAST_BLOCK) throw error;
        this.blockSize = smaller;
      }
    }
  }

  /** Travel as the server told it; what it did not tell is as in `assumed`. */
  async travel(
    assumed: TravelProfile,
  ): Promise<{ profile: TravelProfile; unknown: number; timesOnly: boolean }> {
    const count = this.points.length;
    const distance = assumed.distance.slice();
    const duration = assumed.duration.slice();
    let unknown = 0;
    let timesOnly = false;
    const breathe = breather();
    for (let i = 0; i < count; i++) {
      await breathe();
      for (let at = i * count; at < (i + 1) * count; at++) {
        const way = this.ways[at] as number;
        if (at === i * count + i) continue;
        if (way === NO_WAY) {
          unknown += 1;
          continue;
        }
        const metres = metresOf(way);
        duration[at] = secondsOf(way);
        if (metres === null) timesOnly = true;
        else distance[at] = metres;
      }
    }
    return { profile: { distance, duration }, unknown, timesOnly };
  }

  private async recall(): Promise<void> {
    const { keys, ways } = this;
    const breathe = breather();
    for (const [i, key] of keys.entries()) {
      await breathe();
      const known = this.tools.cache.from(this.server.key, key);
      if (!known) continue;
      for (let j = 0; j < keys.length; j++)
        ways[i * keys.length + j] = known.get(keys[j] as string) ?? NOT_ASKED;
    }
  }

  private async askBlocks(): Promise<void> {
    const blocks = this.unknownBlocks();
    const all = blocks.length;
    let done = 0;
    const stop = new AbortController();
    const signal = this.tools.signal ? AbortSignal.any([this.tools.signal, stop.signal]) : stop.signal;
    const work = async () => {
      for (let block = blocks.shift(); block; block = blocks.shift()) {
        await this.askBlock(block, signal);
        done += 1;
        this.tools.onProgress?.(done / all);
      }
    };
    try {
      await Promise.all(Array.from({ length: QUESTIONS_AT_ONCE }, work));
    } catch (error) {
      blocks.length = 0;
      // What the others still ask for is of no use.
      stop.abort();
      throw error;
    }
  }

  private unknownBlocks(): Block[] {
    const { points, blockSize, ways } = this;
    const parts: number[][] = [];
    for (let i = 0; i < points.length; i += blockSize) {
      parts.push(Array.from({ length: Math.min(blockSize, points.length - i) }, (_, k) => i + k));
    }
    const unknown = (i: number, j: number) => i !== j && Number.isNaN(ways[i * points.length + j]);
    return parts.flatMap((from) =>
      parts.filter((to) => from.some((i) => to.some((j) => unknown(i, j)))).map((to) => ({ from, to })),
    );
  }

  private async askBlock({ from, to }: Block, signal: AbortSignal): Promise<void> {
    const at = (i: number) => this.points[i] as Point;
    const table = await this.persist(() => this.server.table(from.map(at), to.map(at), signal), signal);
    from.forEach((i, row) => {
      const told = to.map((j, column): [string, number] => [
        this.keys[j] as string,
        wayOf(table, row, column),
      ]);
      this.tools.cache.put(this.server.key, this.keys[i] as string, told);
      to.forEach((j, column) => {
        this.ways[i * this.points.length + j] = (told[column] as [string, number])[1];
      });
    });
  }

  private async persist<T>(question: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await question();
      } catch (error) {
        const again = error instanceof RoadServerError && error.temporary && error.fault !== 'timeOut';
        if (!again || attempt >= ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        signal.throwIfAborted();
      }
    }
  }
}

function wayOf({ seconds, metres }: RoadTable, row: number, column: number): number {
  const time = seconds[row]?.[column] ?? null;
  return time === null ? NO_WAY : packWay(time, metres?.[row]?.[column] ?? null);
}
