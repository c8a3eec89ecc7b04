export { definePickingJobs } from './picking.jobs.ts';
export { pickingProcedures } from './picking.procedures.ts';
