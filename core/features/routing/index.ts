export { breather } from './matrix/breather.ts';
export { type RoadMatrix, type RoadNote, roadMatrix } from './matrix/road-matrix.ts';
export type { RoadSource } from './matrix/road-source.ts';
export { sharedCopy } from './matrix/shared-copy.ts';
export { solveOnThreads } from './solve-on-threads.ts';
