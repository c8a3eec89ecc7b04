export { type KeptPromises, type PromiseCommand, serveWaiting } from './back-orders.service.ts';
export { convertNamedHolds } from './convert.service.ts';
export { dispatchOn } from './dispatch.ts';
export { holdPromise, releaseHold } from './hold.service.ts';
export { dayOfText, dayText, type LocalTime, toInstant, toLocal } from './local-time.ts';
export { promiseNetwork } from './network-cache.ts';
export { promiseProcedures } from './promise.procedures.ts';
export type {
  PromiseFacility,
  PromiseLane,
  PromiseNetwork,
  PromiseRate,
  PromiseService,
} from './promise-problem.ts';
export { quotePromise } from './quote.service.ts';
export { startPromiseSweep, sweepPromises } from './sweep.ts';
export { addWorkingDays, firstWorkingDay, MONDAY_TO_FRIDAY } from './work-calendar.ts';
