import { DateTime } from 'luxon';
import { safeZone } from '../dates.ts';

/** A place or party in a message to be written. */
export interface EdiAddress {
  code?: string | null | undefined;
  name?: string | null | undefined;
  street?: string | null | undefined;
  city?: string | null | undefined;
  region?: string | null | undefined;
  postalCode?: string | null | undefined;
  country?: string | null | undefined;
  phone?: string | null | undefined;
}

export interface EdiDocumentLine {
  lineNumber: number;
  sku: string;
  quantity: number;
  description?: string | null | undefined;
}

/** What is to be told, whatever message tells it. */
export interface EdiDocument {
  /** Of the shipment, or of the order in a 940. */
  number: string;
  orderNumber?: string | null | undefined;
  /** The message takes back an earlier one. */
  cancelled?: boolean | undefined;
  issuedAt: number;
  /** When it leaves or is to leave. */
  shipAt?: number | null | undefined;
  /** Until when it is to arrive. */
  deliverBy?: number | null | undefined;
  carrierCode?: string | null | undefined;
  trackingNumber?: string | null | undefined;
  /** Bill of lading, delivery note. */
  reference?: string | null | undefined;
  weightGrams?: number | null | undefined;
  packages?: number | null | undefined;
  shipFrom?: EdiAddress | null | undefined;
  shipTo?: EdiAddress | null | undefined;
  customer?: EdiAddress | null | undefined;
  lines?: readonly EdiDocumentLine[] | undefined;
  /** Serial numbers of cartons or pallets. */
  serials?: readonly string[] | undefined;
  /** Of a 990. */
  answer?: 'accepted' | 'declined' | undefined;
  remarks?: string | null | undefined;
}

/** Kilograms, or pounds, with at most three decimals. */
export function weightIn(grams: number, unit: 'kg' | 'lb'): string {
  const amount = unit === 'kg' ? grams / 1000 : grams / 453.59237;
  return String(Math.round(amount * 1000) / 1000);
}

/** `CCYYMMDDHHMM` in a zone. */
export function localStamp(at: number, timeZone: string | undefined): string {
  return DateTime.fromMillis(at, { zone: safeZone(timeZone) }).toFormat('yyyyMMddHHmm');
}
