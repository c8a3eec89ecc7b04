export { defineSourcingJobs } from './sourcing.jobs.ts';
export { sourcingProcedures } from './sourcing.procedures.ts';
