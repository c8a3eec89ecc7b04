import type { RejectionReason } from '../../contract/rejections.ts';

/** What rules may ask of an order. */
export interface OrderFacts {
  id: number;
  channel: string;
  country: string | null;
  region: string | null;
  segment: string | null;
  serviceLevel: string | null;
  valueMinor: number;
  orderedAt: number;
  promisedAt: number | null;
  /** As the order itself says: 1 is the most urgent. */
  priority: number;
  /** Of the units that wait. */
  weightGrams: number;
  categories: readonly string[];
  hazardous: boolean;
}

/** What rules may ask of a facility. */
export interface FacilityFacts {
  id: number;
  code: string;
  name: string;
  kind: string;
  country: string | null;
  region: string | null;
}

/** A facility has said no. */
export interface RejectionFacts {
  orderId: number;
  productId: number;
  facilityId: number;
  reason: RejectionReason;
  at: number;
}
