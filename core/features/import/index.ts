export { defineImportJobs } from './import.jobs.ts';
export { importProcedures } from './import.procedures.ts';
export { type ImportProgress, type RunImportOptions, runImport as importFiles } from './import.service.ts';
