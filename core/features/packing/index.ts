export { definePackingJobs } from './packing.jobs.ts';
export { packingProcedures } from './packing.procedures.ts';
export { findParcels, type KeptParcel, voidParcels as voidParcelsOf } from './packing.queries.ts';
