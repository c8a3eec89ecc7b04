export { defineWorkbenchJobs } from './workbench.jobs.ts';
export { workbenchProcedures } from './workbench.procedures.ts';
