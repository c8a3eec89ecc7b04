import type { SourcingParameters } from './sourcing-problem.ts';

/** Days after the promise on which goods arrive; 0 when on time or without a promise. */
export function lateDays(arrivalDay: number, promiseDay: number | null): number {
  return promiseDay === null ? 0 : Math.max(0, arrivalDay - promiseDay);
}

/** What so many late days cost a shipment; `Infinity` when a late shipment is not allowed. */
export function latenessCost(days: number, parameters: SourcingParameters): number {
  if (days === 0 || parameters.promiseMode === 'ignore') return 0;
  if (parameters.promiseMode === 'require') return Number.POSITIVE_INFINITY;
  return parameters.lateDayMinor * Math.min(days, parameters.lateDaysCap);
}
