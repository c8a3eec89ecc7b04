import type { PlannedRoute } from './routing-problem.ts';

/** When a vehicle is where, with what on board. Times as in the problem. */
export type RouteStop = {
  stop: number;
  arrival: number;
  waiting: number;
  /** When service begins. */
  start: number;
  departure: number;
  /** On board when it leaves, for each dimension. */
  load: number[];
  /** Distance driven since the route's beginning. */
  distance: number;
};

export type SolvedRoute = PlannedRoute & {
  cost: number;
  distance: number;
  /** From leaving to coming back: driving, service, waiting, breaks. */
  duration: number;
  driving: number;
  waiting: number;
  service: number;
  leaves: number;
  returns: number;
  /** Greatest load on the way, for each dimension. */
  peakLoad: number[];
  schedule: RouteStop[];
  breaks: { start: number; duration: number }[];
};

/** Why a stop is on no route. */
export type LeftOutReason =
  | 'cheaperLeftOut'
  | 'tooLargeForEveryVehicle'
  | 'noVehicleWithSkills'
  | 'unreachableInTime'
  | 'allVehiclesFull'
  | 'noTimeLeft'
  | 'alternativeVisited';

export type LeftOut = { stop: number; reason: LeftOutReason };

export type RoutingResult = {
  /** What the objective counts, with the prices of what was left out. */
  cost: number;
  distance: number;
  duration: number;
  co2: number;
  vehicles: number;
  routes: SolvedRoute[];
  leftOut: LeftOut[];
  /** Every stop that must be visited is, and every route keeps all limits. */
  feasible: boolean;
  /** How often parts of a plan were taken off and put back, and how often the best plan gave way to a better one. */
  statistics: { iterations: number; improvements: number };
};
