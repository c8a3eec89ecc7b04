export { checkRouting, type RoutingViolation } from './check-routing.ts';
export {
  type DrivenRoute,
  type DriveOptions,
  driveManyTimes,
  type Spread,
} from './measure/drive-many-times.ts';
export { type BrokenLimit, type MeasuredRoute, RouteMeter } from './measure/route-meter.ts';
export * from './routing-problem.ts';
export * from './routing-result.ts';
export * from './routing-run.ts';
export { solve } from './solve-routing.ts';
