export { defineRejectionJobs } from './rejections.jobs.ts';
export { rejectionsProcedures } from './rejections.procedures.ts';
export { insertRejection } from './rejections.queries.ts';
export { type RejectInput, rejectWithin } from './rejections.service.ts';
