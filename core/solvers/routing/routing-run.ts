import type { PlannedRoute } from './routing-problem.ts';

/** The best plan so far, told while the search goes on. */
export type RoutingProgress = {
  /** What the objective counts, and a high price for whatever must be visited and is not yet. */
  cost: number;
  vehicles: number;
  /** Stops, pairs and groups of alternatives that are not visited. */
  leftOut: number;
  iterations: number;
  /** Since the search began; 0 without a clock. */
  seconds: number;
  routes: PlannedRoute[];
};

/** What the caller lends the solver, which has no clock and no screen of its own. */
export type RoutingRun = {
  /** Seconds since whatever moment; needed for a stop rule in seconds. */
  clock?: () => number;
  /** Told of the first plan, then of better ones, at most some ten times a second. */
  onBest?: (best: RoutingProgress) => void;
  /** Asked every few milliseconds; true ends the search with the best so far. */
  isCancelled?: () => boolean;
};
