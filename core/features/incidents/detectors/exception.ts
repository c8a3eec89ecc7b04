import { exceptionOf, type ShipmentDetector } from './shipment-facts.ts';

const OWN_KINDS = new Set(['lost', 'damaged', 'customs']);

/** Any other trouble that the carrier tells: delayed, refused, wrong address, weather. */
export const isException: ShipmentDetector = (shipment) => {
  const kind = exceptionOf(shipment);
  return kind !== null && !OWN_KINDS.has(kind);
};
