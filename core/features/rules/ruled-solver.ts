import type { SourcingSolver } from '../../solvers/sourcing/index.ts';
import type { CompiledRules } from './compile.ts';
import { type ShareFacts, shareScarce, takenOfScarce, withCuts } from './fair-share.ts';

/**
 * Any solver, with scarce stock shared fairly around it: what each segment may take is cut out first; when the solver then leaves
 * some of it (nothing could ship it to them), that is shared among the others and everything is solved once more.
 */
export function withFairShares(
  solve: SourcingSolver,
  { fairShares }: Pick<CompiledRules, 'fairShares'>,
  facts: ShareFacts,
): SourcingSolver {
  if (fairShares.length === 0) return solve;
  return (problem, run) => {
    const shared = shareScarce(problem, fairShares, facts);
    const first = solve(shared.problem, run);
    const taken = first.stopped ? null : takenOfScarce(shared, first);
    if (!taken) return withCuts(problem, shared, first);
    const again = shareScarce(problem, fairShares, facts, taken);
    return withCuts(problem, again, solve(again.problem, run));
  };
}
