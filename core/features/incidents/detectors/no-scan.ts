import { HOUR_MS, isUnderWay, type ShipmentDetector } from './shipment-facts.ts';

/** On its way, and seen by nobody for longer than the threshold in hours. */
export const isWithoutScan: ShipmentDetector = (shipment, hours, now) => {
  const seenAt = shipment.scan?.at ?? shipment.shippedAt;
  return isUnderWay(shipment) && seenAt !== null && now - seenAt > hours * HOUR_MS;
};
