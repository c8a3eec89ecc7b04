export { checkSourcing, type Violation } from './check-sourcing.ts';
export { byUrgency, greedySourcing } from './greedy-sourcing.ts';
export * from './sourcing-problem.ts';
export * from './sourcing-result.ts';
export * from './sourcing-solver.ts';
