export { resourceWhenDue, startResourcing } from './resource-timer.ts';
export { defineWorkbenchJobs } from './workbench.jobs.ts';
export { workbenchProcedures } from './workbench.procedures.ts';
