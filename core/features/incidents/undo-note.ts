import type { DraftMessage } from '../../contract/incidents.ts';

/** What taking an action back needs, kept with it. */
export interface UndoNote {
  /** Of the incident before. */
  state: string;
  snoozedUntil: number | null;
  messageKeys: string[];
  /** The messages as they were sent, or kept to be sent by hand. */
  drafts: Omit<DraftMessage, 'feed'>[];
  service?: {
    shipmentId: number;
    serviceId: number | null;
    costMinor: number;
    etaP50At: number | null;
    etaP90At: number | null;
  };
  /** The order that it made. */
  orderId?: number;
  refundId?: number;
  returnId?: number;
  cover?: CoverNote;
  /** The stop that it put onto a tour. */
  tour?: { planId: number; stop: number };
}

/** What an order was given, and how it was before. */
export interface CoverNote {
  orderId: number;
  status: string;
  promisedAt: number | null;
  allocationIds: number[];
  promiseIds: number[];
  swaps: { lineId: number; quantity: number; newLineId: number }[];
}
