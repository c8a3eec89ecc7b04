export { type KeptPromises, type PromiseCommand, serveWaiting } from './back-orders.service.ts';
export { convertNamedHolds } from './convert.service.ts';
export { holdPromise, releaseHold } from './hold.service.ts';
export { promiseProcedures } from './promise.procedures.ts';
export { quotePromise } from './quote.service.ts';
export { startPromiseSweep, sweepPromises } from './sweep.ts';
