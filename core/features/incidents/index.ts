export { detectionProcedures } from './detection.procedures.ts';
export { DEFAULT_RULES } from './detection-rules.ts';
export { defineIncidentJobs } from './incidents.jobs.ts';
export { incidentsProcedures } from './incidents.procedures.ts';
export { countOpen } from './list.queries.ts';
export { detectNow, startDetection } from './watch.ts';
