export { checkSourcing, type Violation } from './check-sourcing.ts';
export { shipmentCo2Grams } from './emissions.ts';
export { byUrgency, greedySourcing } from './greedy-sourcing.ts';
export { optimisingSourcing } from './optimising-sourcing.ts';
export { shipmentCost } from './planned-shipment.ts';
export { type PlanToPrice, type PricedAlternative, priceAlternatives, pricePlans } from './price-plans.ts';
export * from './sourcing-problem.ts';
export * from './sourcing-result.ts';
export * from './sourcing-solver.ts';
