import type { DayTrial } from '../../contract/waves.ts';
import { type DayFacts, dayProblem } from './day-problem.ts';
import { firstComeWaves, proposeWaves } from './wave-planner.ts';
import { type ProposedDay, proposalView } from './wave-views.ts';

/** Task `waves.propose`: a day's waves, and beside them the same orders as they came in. */
export function proposeDayTask({ trial, facts }: { trial: DayTrial; facts: DayFacts }): ProposedDay {
  const problem = dayProblem(trial, facts);
  return proposalView(problem, proposeWaves(problem), firstComeWaves(problem));
}
