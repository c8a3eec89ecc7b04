export {
  type ExtraStop,
  feedsOfTour,
  findExtraStop,
  prepareWithoutExtraStop,
  type WithoutExtraStop,
  writeExtraStop,
  writeWithoutExtraStop,
} from './extra-stop.service.ts';
export { fleetsProcedures } from './fleets.procedures.ts';
export { defineRouteJobs } from './routes.jobs.ts';
export { routesProcedures } from './routes.procedures.ts';
export { simulationsProcedures } from './simulations.procedures.ts';
export { jointPlansProcedures } from './together/index.ts';
