import type { ShipmentDetector } from './shipment-facts.ts';

/** The carrier stood at the door in vain, and has not set out again. */
export const isAttemptFailed: ShipmentDetector = ({ scan }) => scan?.milestone === 'attemptFailed';
