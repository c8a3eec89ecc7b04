export { defineEtaJobs } from './eta.jobs.ts';
export { etaProcedures } from './eta.procedures.ts';
export { forecastShipments } from './forecast.service.ts';
export { type HistoryFile, HistoryFileError, readHistoryFile } from './history-file/read-history-file.ts';
export { ROLES, type Role } from './history-file/roles.ts';
export { startEtaClock } from './nightly.ts';
