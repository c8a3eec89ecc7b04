export { checkRouting, type RoutingViolation } from './check-routing.ts';
export * from './routing-problem.ts';
export * from './routing-result.ts';
export * from './routing-run.ts';
export { solve } from './solve-routing.ts';
