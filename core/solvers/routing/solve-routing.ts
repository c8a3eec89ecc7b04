import { buildResult } from './build-result.ts';
import { buildModel } from './model/routing-model.ts';
import type { RoutingParameters, RoutingProblem } from './routing-problem.ts';
import type { RoutingResult } from './routing-result.ts';
import type { RoutingRun } from './routing-run.ts';
import { Progress } from './search/progress.ts';
import { Search } from './search/search.ts';

/** Plans the routes of a problem: the best plan found until the stop rule, the same for the same seed and iterations. */
export function solve(
  problem: RoutingProblem,
  parameters: RoutingParameters,
  run: RoutingRun = {},
): RoutingResult {
  const progress = new Progress(parameters.stop, run);
  const model = buildModel(problem, parameters.objective);
  const { routes, iterations, improvements } = new Search(model, parameters, run, progress).search();
  return buildResult(model, routes, { iterations, restarts: 0, improvements });
}
