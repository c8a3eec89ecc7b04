import { distanceMetres } from '../../../kernel/geo.ts';
import { isUnderWay, type ShipmentDetector } from './shipment-facts.ts';

/** Detours that short lanes may make. */
const ROOM_METRES = 150_000;

/** Scanned where its lane does not lead: the way over that place is longer than the lane by the threshold (0.6 = 60%). */
export const isAtWrongFacility: ShipmentDetector = (shipment, share) => {
  const { origin, destination, scan } = shipment;
  if (!isUnderWay(shipment) || !origin || !destination || !scan?.point) return false;
  const lane = distanceMetres(origin, destination);
  const over = distanceMetres(origin, scan.point) + distanceMetres(scan.point, destination);
  return over > lane * (1 + share) + ROOM_METRES;
};
