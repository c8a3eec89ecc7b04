import type { PaperKind } from '../../contract/packing.ts';
import type { PaperLanguage } from '../papers/index.ts';

/** Apart from its code, so that only the worker thread loads what writes PDF. */
export const PACKING_PAPERS_TASK = 'packing.papers';

/** Where a parcel comes from, or goes to. */
export interface PaperAddress {
  name: string;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  region: string | null;
  country: string | null;
}

export interface PaperParcel {
  number: number;
  sscc: string;
  box: string | null;
  weightGrams: number;
  lines: { lineNumber: number; sku: string; name: string; quantity: number }[];
}

/** A packed shipment with all that its papers say. */
export interface ShipmentPapers {
  shipment: string;
  order: string | null;
  orderedAt: number | null;
  language: PaperLanguage;
  collect: boolean;
  from: PaperAddress;
  to: PaperAddress;
  carrier: string | null;
  service: string | null;
  trackingNumber: string | null;
  packedAt: number;
  timeZone: string;
  parcels: PaperParcel[];
  /** Units of the order that come otherwise: in other shipments, or later. */
  elsewhere: { lineNumber: number; sku: string; name: string; quantity: number }[];
}

export interface PackingPapersInput {
  shipments: ShipmentPapers[];
  kinds: readonly PaperKind[];
  path: string;
  /** Where fonts lie. */
  resources: string;
  createdAt: number;
}
