export { defineEtaJobs } from './eta.jobs.ts';
export { etaProcedures } from './eta.procedures.ts';
export { forecastShipments } from './forecast.service.ts';
export { GrowingNames, GrowingNumbers } from './growing-columns.ts';
export { startEtaClock } from './nightly.ts';
