import { buildResult } from './build-result.ts';
import { buildModel } from './model/routing-model.ts';
import type { RoutingParameters, RoutingProblem } from './routing-problem.ts';
import type { RoutingResult } from './routing-result.ts';
import type { RoutingRun } from './routing-run.ts';
import { Search } from './search/search.ts';

/** Plans the routes of a problem: the best plan found until the stop rule, the same for the same seed and iterations. */
export function solve(
  problem: RoutingProblem,
  parameters: RoutingParameters,
  run: RoutingRun = {},
): RoutingResult {
  const model = buildModel(problem, parameters.objective);
  const { routes, iterations, improvements } = new Search(model, parameters, run).search();
  return buildResult(model, routes, { iterations, restarts: 0, improvements });
}
