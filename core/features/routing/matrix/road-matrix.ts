import type { Point } from '../../../kernel/geo.ts';
import type { TravelProfile } from '../../../solvers/routing/index.ts';
import {
  DEFAULT_ROADS,
  greatCircleRows,
  type RoadAssumption,
} from '../../../solvers/routing/matrix/great-circle-matrix.ts';
import { breather } from './breather.ts';
import { MatrixQuestion } from './matrix-question.ts';
import { roadServer } from './road-servers.ts';
import { RoadServerError, type RoadSource } from './road-source.ts';
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
  /** Share of the questions that are answered, 0 to 1. */
  onProgress?: (share: number) => void;
  /** For one question to a server. */
  timeoutMs?: number;
};

const commonCache = new WayCache();

/**
 * Distances and travel times between all places, from whatever source: asked for in blocks, several at once, none twice. Where a
 * server fails, the whole matrix is by great circle, and a note says why. The thread stays free for others meanwhile.
 * @throws an AbortError when cancelled, nothing else
 */
export async function roadMatrix(
  points: readonly Point[],
  source: RoadSource,
  tools: RoadMatrixTools = {},
): Promise<RoadMatrix> {
  if (source.kind === 'greatCircle') {
    const profile = await assumedTravel(points, source.roads ?? DEFAULT_ROADS, tools.signal);
    return { profile, basis: 'greatCircle', notes: [] };
  }
  const assumed = await assumedTravel(points, DEFAULT_ROADS, tools.signal);
  try {
    const server = roadServer(source, tools.timeoutMs);
    const question = new MatrixQuestion(server, points, { ...tools, cache: tools.cache ?? commonCache });
    await question.askAll();
    const { profile, unknown, timesOnly } = await question.travel(assumed);
    const notes: RoadNote[] = [];
    if (unknown > 0)
      notes.push({ code: 'unknownWays', ways: unknown, of: points.length * (points.length - 1) });
    if (timesOnly) notes.push({ code: 'noDistances' });
    return { profile, basis: server.kind, notes };
  } catch (error) {
    if (!(error instanceof RoadServerError)) throw error;
    return { profile: assumed, basis: 'greatCircle', notes: [{ code: 'fellBack', reason: error.message }] };
  }
}

async function assumedTravel(
  points: readonly Point[],
  roads: RoadAssumption,
  signal: AbortSignal | undefined,
): Promise<TravelProfile> {
  const { profile, row } = greatCircleRows(points, roads);
  const breathe = breather();
  for (let place = 0; place < points.length; place++) {
    await breathe();
    signal?.throwIfAborted();
    row(place);
  }
  return profile;
}

/** Note in words, for the command line and logs. */
export function roadNoteWords(note: RoadNote): string {
  if (note.code === 'noDistances') return 'The server tells times only; distances are by great circle.';
  if (note.code === 'unknownWays') {
    return `The server knows no way for ${note.ways} of ${note.of} pairs of places; those are by great circle.`;
  }
  return `Distances and times are by great circle × ${DEFAULT_ROADS.detourFactor}: ${note.reason}`;
}
