export { allows, isAtRisk, isLate, isOpen, orderLifeCycle } from './order.ts';
export { findShipments, toFacilityRef } from './order-detail.queries.ts';
export { ordersProcedures } from './orders.procedures.ts';
