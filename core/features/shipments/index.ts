export { deriveFromScans, type ScanFacts } from './derive-status.ts';
export { findReservedOrders } from './packed-orders.queries.ts';
export { endUnits, SHIPMENT_COLUMNS } from './settle.queries.ts';
export { type SettledOrders, type StatedLine, settleOrders } from './settle-orders.ts';
export {
  type SettleCommand,
  type SettledShipments,
  type ShipmentRow,
  settleLoaded,
  settleShipments,
} from './settle-shipments.ts';
export { hasLeft, type ShipmentAction, shipmentActions, shipmentLifeCycle } from './shipment.ts';
export { shipmentsProcedures } from './shipments.procedures.ts';
export { moveShipments } from './shipments.service.ts';
export { unpackShipment } from './unpack.service.ts';
export { unshipShipments } from './unship.service.ts';
export { untell } from './untell.ts';
