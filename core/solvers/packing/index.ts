export { checkPacking } from './check-packing.ts';
export type {
  Box,
  Edges,
  NoBox,
  PackedParcel,
  PackingProblem,
  PackingResult,
  UnitsToPack,
} from './packing-problem.ts';
export { solvePacking } from './solve-packing.ts';
