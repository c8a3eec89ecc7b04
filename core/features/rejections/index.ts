export { defineRejectionJobs } from './rejections.jobs.ts';
export { rejectionsProcedures } from './rejections.procedures.ts';
