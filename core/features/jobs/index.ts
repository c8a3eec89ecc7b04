export { jobsProcedures } from './jobs.procedures.ts';
