export { defineManifestJobs } from './manifests.jobs.ts';
export { manifestsProcedures } from './manifests.procedures.ts';
