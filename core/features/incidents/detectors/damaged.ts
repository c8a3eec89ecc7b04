import { exceptionOf, type ShipmentDetector } from './shipment-facts.ts';

/** The carrier says that it is broken. */
export const isDamaged: ShipmentDetector = (shipment) => exceptionOf(shipment) === 'damaged';
