export { findFacility } from './day-orders.queries.ts';
export { labourOf, localDay } from './day-problem.ts';
export { batchesByAffinity } from './pick-batches.ts';
export {
  countShipments,
  findAddresses,
  insertShipments,
  releaseAllocations,
  withdrawShipments,
} from './release.queries.ts';
export { messagesOfRelease } from './release-messages.service.ts';
export { findLabour } from './templates.queries.ts';
export { knownFacility } from './templates.service.ts';
export type { Batch, OrderToPick, PickingLabour } from './wave-problem.ts';
export { defineWaveJobs } from './waves.jobs.ts';
export { wavesProcedures } from './waves.procedures.ts';
export { findWaves, type WaveRow } from './waves.queries.ts';
