export { reserveWhereShipped, type ShipFromInput } from './reservations.service.ts';
export { sourceOrders } from './source-orders.ts';
export { defineSourcingJobs } from './sourcing.jobs.ts';
export { sourcingProcedures } from './sourcing.procedures.ts';
