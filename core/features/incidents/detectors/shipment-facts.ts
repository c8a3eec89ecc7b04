import type { ExceptionKind, Milestone } from '../../../contract/tracking.ts';
import type { Point } from '../../../kernel/geo.ts';

/** The newest scan of a shipment. */
export interface LastScan {
  at: number;
  milestone: Milestone;
  exceptionKind: ExceptionKind | null;
  city: string | null;
  country: string | null;
  point: Point | null;
}

/** A shipment under way, as detectors look at it. */
export interface ShipmentFacts {
  id: number;
  number: string;
  status: string;
  shippedAt: number | null;
  /** Its own promise, or that of its order. */
  promisedAt: number | null;
  etaP50At: number | null;
  etaP90At: number | null;
  carrierEtaAt: number | null;
  carrier: string | null;
  facility: string | null;
  origin: Point | null;
  originCountry: string | null;
  destination: Point | null;
  city: string | null;
  country: string | null;
  orderId: number | null;
  orderNumber: string | null;
  customerId: number | null;
  customer: string | null;
  segment: string | null;
  currency: string;
  scan: LastScan | null;
}

/** Looks at one shipment. Pure: `threshold` comes from the settings of its segment. */
export type ShipmentDetector = (shipment: ShipmentFacts, threshold: number, now: number) => boolean;

export const HOUR_MS = 3_600_000;

/** With the carrier and not at the customer's. */
export function isUnderWay({ status, scan }: ShipmentFacts): boolean {
  if (status !== 'inTransit' && status !== 'exception') return false;
  return scan?.milestone !== 'availableForPickup' && scan?.milestone !== 'delivered';
}

/** The exception that its newest scan tells; null once a later scan shows it moving again. */
export function exceptionOf({ scan }: ShipmentFacts): ExceptionKind | null {
  return scan?.milestone === 'exception' ? (scan.exceptionKind ?? 'other') : null;
}
