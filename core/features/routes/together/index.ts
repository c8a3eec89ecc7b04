export { jointPlansProcedures } from './together.procedures.ts';
export { planTogether } from './together.service.ts';
