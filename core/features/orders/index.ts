export { startClosing } from './closing.service.ts';
export { allows, isAtRisk, isLate, isOpen, orderLifeCycle } from './order.ts';
export { setOrderStatus } from './order-commands.queries.ts';
export { findShipments, toFacilityRef } from './order-detail.queries.ts';
export type { OrderGridApi } from './order-grid.ts';
export { ordersProcedures } from './orders.procedures.ts';
export { cancelOrdersWithin } from './orders.service.ts';
