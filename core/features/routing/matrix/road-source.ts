import type { Point } from '../../../kernel/geo.ts';
import type { RoadAssumption } from '../../../solvers/routing/matrix/great-circle-matrix.ts';

/** Where distances and travel times come from. */
export type RoadSource =
  | { kind: 'greatCircle'; roads?: RoadAssumption }
  | { kind: 'osrm'; url: string; profile?: string }
  | { kind: 'valhalla'; url: string; costing?: string }
  | { kind: 'openRouteService'; url: string; profile?: string; apiKey?: string };

export type RoadServerKind = Exclude<RoadSource['kind'], 'greatCircle'>;

/** Rows from, columns to; null = the server knows no way. */
export type RoadTable = {
  seconds: (number | null)[][];
  /** Null = the server tells times only. */
  metres: (number | null)[][] | null;
};

/** A routing server, asked for a block of ways at a time. */
export interface RoadServer {
  readonly kind: RoadServerKind;
  /** What the answers depend on: address, profile. */
  readonly key: string;
  readonly host: string;
  /** So many starts and so many ends in one question. */
  readonly blockSize: number;
  /** @throws RoadServerError */
  table(from: readonly Point[], to: readonly Point[], signal: AbortSignal): Promise<RoadTable>;
}

export type RoadFault = 'unreachable' | 'timeOut' | 'refused' | 'tooLarge' | 'notUnderstood';

/** A routing server gave no answer that helps; the message says which and why, in words. */
export class RoadServerError extends Error {
  readonly fault: RoadFault;
  /** Whether asking again may help. */
  readonly temporary: boolean;

  constructor(fault: RoadFault, message: string, temporary = false) {
    super(message);
    this.name = 'RoadServerError';
    this.fault = fault;
    this.temporary = temporary;
  }
}
