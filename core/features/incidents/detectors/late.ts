import { HOUR_MS, isUnderWay, type ShipmentDetector } from './shipment-facts.ts';

/** On its way, and promised longer ago than the threshold in hours. */
export const isLate: ShipmentDetector = (shipment, hours, now) => {
  const { promisedAt } = shipment;
  return isUnderWay(shipment) && promisedAt !== null && now - promisedAt > hours * HOUR_MS;
};
