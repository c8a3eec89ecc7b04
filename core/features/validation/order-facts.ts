import type { Channel } from '../../contract/base.ts';
import type { ValidationCode } from '../../contract/validation.ts';

/** Whom an order is for, and what is known of them beside it. */
export interface CustomerFacts {
  name: string;
  email: string | null;
  country: string | null;
  creditLimitMinor: number | null;
  creditStop: boolean;
  overdueMinor: number;
  /** Their earlier open orders that are not paid, in the workspace's currency; what waits at reception is not owed yet. */
  earlier: readonly { id: number; minor: number; waits: boolean }[];
  /** They ordered before this. */
  orderedBefore: boolean;
  /** Their orders within the hours before this one, itself included. */
  recentOrders: number;
}

/** What the rules of reception ask of an order. */
export interface OrderFacts {
  id: number;
  number: string;
  channel: Channel;
  segment: string | null;
  /** Collected in a store: it goes nowhere. */
  collected: boolean;
  currency: string;
  totalMinor: number;
  /** Paid, or the payment is certain: nothing of it is on account. */
  paid: boolean;
  orderedAt: number;
  serviceLevel: string | null;
  /** Null: the level is known or none is asked for. */
  unknownLevel: string | null;
  shipTo: {
    name: string | null;
    street: string | null;
    city: string | null;
    postalCode: string | null;
    country: string | null;
    /** It came with coordinates of its own, or was found. */
    hasPoint: boolean;
  };
  lines: {
    count: number;
    /** Of goods that are not given away: lines without a price. */
    withoutPrice: number;
    /** The most units of one product. */
    mostUnits: number;
    hazardous: boolean;
    weightGrams: number;
  };
  /** Null for guests. */
  customer: CustomerFacts | null;
  /** Orders of other customers to the same address within the hours before. */
  othersAtAddress: number;
}

/** A rule that an order does not keep, with the figures that show it. */
export interface Finding {
  code: ValidationCode;
  values: Record<string, unknown>;
}

/** What the gazetteer says of a place; asked only where a rule needs it. */
export interface PlaceLookup {
  isCountry(country: string): boolean;
  /** Whether the place is found more closely than its country. */
  isFound(place: { country: string; postalCode: string | null; city: string | null }): boolean;
}
