export {
  type ChosenFacilities,
  type FacilityNeed,
  gatherChoices,
  type OrderChoices,
  proposeMoves,
} from './chosen-facilities.service.ts';
export { resourceWhenDue, startResourcing } from './resource-timer.ts';
export { defineWorkbenchJobs } from './workbench.jobs.ts';
export { workbenchProcedures } from './workbench.procedures.ts';
