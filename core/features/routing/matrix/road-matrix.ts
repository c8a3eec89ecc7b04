import type { Point } from '../../../kernel/geo.ts';
import type { TravelProfile } from '../../../solvers/routing/index.ts';
import { DEFAULT_ROADS, greatCircleMatrix } from '../../../solvers/routing/matrix/great-circle-matrix.ts';
import { roadServer } from './road-servers.ts';
import { type RoadServer, RoadServerError, type RoadSource } from './road-source.ts';
import { WayCache } from './way-cache.ts';

/** What is to know about a matrix; `roadNoteWords` puts it in words. */
export type RoadNote =
  /** The server gave no answer: everything is by great circle. */
  | { code: 'fellBack'; reason: string }
  /** So many ways the server does not know: they are by great circle. */
  | { code: 'unknownWays'; ways: number; of: number }
  /** The server tells times only: distances are by great circle. */
  | { code: 'noDistances' };

export type RoadMatrix = {
  profile: TravelProfile;
  /** What most ways are by. */
  basis: RoadSource['kind'];
  notes: RoadNote[];
};

export type RoadMatrixTools = {
  cache?: WayCache;
  signal?: AbortSignal;
  /** Share of the ways that are known, 0 to 1. */
  onProgress?: (share: number) => void;
  /** For one question to a server. */
  timeoutMs?: number;
};

const ATTEMPTS = 2;
const PAUSE_MS = 400;
const QUESTIONS_AT_ONCE = 4;
const LEAST_BLOCK = 2;
const commonCache = new WayCache();

/**
 * Distances and travel times between all places, from whatever source: asked for in blocks, several at once, none twice. Where a
 * server fails, the whole matrix is by great circle, and a note says why.
 * @throws an AbortError when cancelled, nothing else
 */
export async function roadMatrix(
  points: readonly Point[],
  source: RoadSource,
  tools: RoadMatrixTools = {},
): Promise<RoadMatrix> {
  const roads = source.kind === 'greatCircle' ? (source.roads ?? DEFAULT_ROADS) : DEFAULT_ROADS;
  const assumed = greatCircleMatrix(points, roads);
  if (source.kind === 'greatCircle') return { profile: assumed, basis: 'greatCircle', notes: [] };
  try {
    const server = roadServer(source, tools.timeoutMs);
    const question = new MatrixQuestion(server, points, tools);
    await question.askAll();
    return question.matrix(assumed);
  } catch (error) {
    if (!(error instanceof RoadServerError)) throw error;
    return { profile: assumed, basis: 'greatCircle', notes: [{ code: 'fellBack', reason: error.message }] };
  }
}

/** Note in words, for the command line and logs. */
export function roadNoteWords(note: RoadNote): string {
  if (note.code === 'noDistances') return 'The server tells times only; distances are by great circle.';
  if (note.code === 'unknownWays') {
    return `The server knows no way for ${note.ways} of ${note.of} pairs of places; those are by great circle.`;
  }
  return `Distances and times are by great circle × ${DEFAULT_ROADS.detourFactor}: ${note.reason}`;
}

/** One matrix being asked for: which ways are still unknown, block by block. */
class MatrixQuestion {
  private readonly server: RoadServer;
  private readonly points: readonly Point[];
  private readonly tools: RoadMatrixTools;
  private readonly cache: WayCache;
  private blockSize: number;

  constructor(server: RoadServer, points: readonly Point[], tools: RoadMatrixTools) {
    this.server = server;
    this.points = points;
    this.tools = tools;
    this.cache = tools.cache ?? commonCache;
    this.blockSize = server.blockSize;
  }

  /** Smaller blocks, as often as the server finds them too large. @throws RoadServerError */
  async askAll(): Promise<void> {
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

  matrix(assumed: TravelProfile): RoadMatrix {
    const count = this.points.length;
    const distance = new Float64Array(count * count);
    const duration = new Float64Array(count * count);
    let unknown = 0;
    let withoutMetres = false;
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        if (i === j) continue;
        const at = i * count + j;
        const way = this.cache.get(this.server.key, this.points[i] as Point, this.points[j] as Point);
        if (!way) unknown += 1;
        else if (way.metres === null) withoutMetres = true;
        distance[at] = way?.metres ?? (assumed.distance[at] as number);
        duration[at] = way?.seconds ?? (assumed.duration[at] as number);
      }
    }
    const notes: RoadNote[] = [];
    if (unknown > 0) notes.push({ code: 'unknownWays', ways: unknown, of: count * (count - 1) });
    if (withoutMetres) notes.push({ code: 'noDistances' });
    return { profile: { distance, duration }, basis: this.server.kind, notes };
  }

  private async askBlocks(): Promise<void> {
    const blocks = this.unknownBlocks();
    const all = blocks.length;
    let done = 0;
    const stop = new AbortController();
    const signal = this.tools.signal ? AbortSignal.any([this.tools.signal, stop.signal]) : stop.signal;
    const work = async () => {
      for (let block = blocks.pop(); block; block = blocks.pop()) {
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

  private unknownBlocks(): { from: number[]; to: number[] }[] {
    const { points, blockSize, cache, server } = this;
    const parts: number[][] = [];
    for (let i = 0; i < points.length; i += blockSize) {
      parts.push(Array.from({ length: Math.min(blockSize, points.length - i) }, (_, k) => i + k));
    }
    const unknown = (i: number, j: number) =>
      i !== j && cache.get(server.key, points[i] as Point, points[j] as Point) === undefined;
    return parts.flatMap((from) =>
      parts.filter((to) => from.some((i) => to.some((j) => unknown(i, j)))).map((to) => ({ from, to })),
    );
  }

  private async askBlock({ from, to }: { from: number[]; to: number[] }, signal: AbortSignal): Promise<void> {
    const at = (i: number) => this.points[i] as Point;
    const { seconds, metres } = await this.persist(
      () => this.server.table(from.map(at), to.map(at), signal),
      signal,
    );
    from.forEach((i, row) => {
      to.forEach((j, column) => {
        const time = seconds[row]?.[column] ?? null;
        const length = metres?.[row]?.[column] ?? null;
        const way =
          time === null
            ? null
            : { seconds: Math.round(time), metres: length === null ? null : Math.round(length) };
        this.cache.put(this.server.key, at(i), at(j), way);
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
