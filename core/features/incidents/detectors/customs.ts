import { exceptionOf, HOUR_MS, type ShipmentDetector } from './shipment-facts.ts';

/** Held by customs, or waiting there for longer than the threshold in hours. */
export const isHeldByCustoms: ShipmentDetector = (shipment, hours, now) => {
  if (exceptionOf(shipment) === 'customs') return true;
  return shipment.scan?.milestone === 'customs' && now - shipment.scan.at > hours * HOUR_MS;
};
