export { checkSourcing, type Violation } from './check-sourcing.ts';
export { shipmentCo2Grams } from './emissions.ts';
export { byUrgency, greedySourcing } from './greedy-sourcing.ts';
export { optimisingSourcing } from './optimising-sourcing.ts';
export { type Candidate, findCandidates, type PlanToPrice, pricePlans } from './price-plans.ts';
export * from './sourcing-problem.ts';
export * from './sourcing-result.ts';
export * from './sourcing-solver.ts';
