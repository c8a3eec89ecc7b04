import { exceptionOf, type ShipmentDetector } from './shipment-facts.ts';

/** The carrier says that it cannot find it. */
export const isLost: ShipmentDetector = (shipment) => exceptionOf(shipment) === 'lost';
