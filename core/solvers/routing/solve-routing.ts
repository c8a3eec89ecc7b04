import { buildResult } from './build-result.ts';
import { buildModel } from './model/routing-model.ts';
import type { RoutingParameters, RoutingProblem } from './routing-problem.ts';
import type { RoutingResult } from './routing-result.ts';
import type { RoutingRun } from './routing-run.ts';
import { Progress } from './search/progress.ts';
import { Search } from './search/search.ts';

/**
 * Plans the routes of a problem: the best plan found until the stop rule, the same for the same seed and iterations. Quantities
 * are in the problem's own units.
 * @throws Error when no stop rule is given, one in seconds comes without a clock, or the problem contradicts itself
 */
export function solve(
  problem: RoutingProblem,
  parameters: RoutingParameters,
  run: RoutingRun = {},
): RoutingResult {
  const progress = new Progress(parameters.stop, run);
  const model = buildModel(problem, parameters.objective);
  const { routes, ...statistics } = new Search(model, parameters, run, progress).search();
  return buildResult(model, routes, statistics);
}
