import { type PickProblem, type PlannedList, planLists } from './pick-plan.ts';

/** Task `picking.plan`: a wave's lists, in walking order. */
export function planListsTask(problem: PickProblem): PlannedList[] {
  return planLists(problem);
}
