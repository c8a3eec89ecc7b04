export { applyRun } from './apply.service.ts';
export { costOf } from './decision-reason.ts';
export { discardRun } from './discard.service.ts';
export {
  chunksOf,
  findAvailable,
  findOpenLines,
  findOrdersById,
} from './gather.queries.ts';
export { addStock, gather, gatherSelection, type HeldUnits } from './gather.service.ts';
export { costCurrency, type Gathered, type LineToSource, type OrderToSource } from './gathered.ts';
export { findFacilities, findRates, findServices } from './network.queries.ts';
export { unitsHeldFor } from './order-units.ts';
export {
  type DecisionFigures,
  nothingPlanned,
  type PlannedOrder,
  PlanTally,
  plainCost,
  planKey,
  readPlan,
} from './plan-figures.ts';
export { toRate, toService } from './problem-builder.ts';
export { type DecisionValues, facilityLimits, ProposalWriter, type RunStatistics } from './proposal.ts';
export { reserveWhereShipped, type ShipFromInput } from './reservations.service.ts';
export { problemOf } from './ruled-problem.ts';
export { DECISION_COLUMNS, findRun, runStatus, setRunStatistics } from './runs.queries.ts';
export { type Solved, solveGathered, storeProposal, storeSolved } from './solve-and-store.ts';
export { sourceOrders } from './source-orders.ts';
export { defineSourcingJobs } from './sourcing.jobs.ts';
export { sourcingProcedures } from './sourcing.procedures.ts';
