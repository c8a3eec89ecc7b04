import { HOUR_MS, isUnderWay, type ShipmentDetector } from './shipment-facts.ts';

/** Not late yet, but its P90 lies after the promise by more than the threshold in hours. */
export const willBeLate: ShipmentDetector = (shipment, hours, now) => {
  const { promisedAt, etaP90At, carrierEtaAt } = shipment;
  const expectedAt = etaP90At ?? carrierEtaAt;
  if (!isUnderWay(shipment) || promisedAt === null || promisedAt < now || expectedAt === null) return false;
  return expectedAt - promisedAt > hours * HOUR_MS;
};
