import type { DraftMessage, IncidentKind, OptionKind, OptionView } from '../../../contract/incidents.ts';
import type { Point } from '../../../kernel/geo.ts';
import type { ExtraStop } from '../../routes/index.ts';

/** Units of an order line with what one was sold for and what it cost. */
export interface OptionLine {
  lineId: number;
  lineNumber: number;
  productId: number;
  sku: string;
  quantity: number;
  unitPriceMinor: number;
  unitCostMinor: number;
}

/** What a service asks for the lane of a shipment. */
export interface PricedService {
  serviceId: number;
  name: string;
  level: string;
  priceMinor: number;
  transitDaysMin: number;
  transitDaysMax: number;
}

export interface ReshipPart {
  facilityId: number;
  facility: string;
  serviceId: number | null;
  costMinor: number;
  lines: { productId: number; sku: string; quantity: number; waitingOrders: number; leftAvailable: number }[];
}

/** The quickest way to send the same goods again from what is on hand. */
export interface Reship {
  parts: ReshipPart[];
  costMinor: number;
  arriveFromAt: number;
  arriveByAt: number;
}

/** Units of an order line that nothing is reserved for. */
export type WaitingLine = OptionLine;

/** Units for a line: from what is on hand, or from an inbound that is still to come. */
export interface CoverUnit {
  lineId: number;
  productId: number;
  sku: string;
  quantity: number;
  facilityId: number;
  facility: string;
  serviceId: number | null;
  costMinor: number;
  inboundId: number | null;
  expectedAt: number | null;
  waitingOrders: number;
  leftAvailable: number;
}

/** What a waiting order can be given, where from, and when it arrives. */
export interface Cover {
  units: CoverUnit[];
  costMinor: number;
  arriveFromAt: number;
  arriveByAt: number;
}

/** Another product for units of a line, at the price of what was ordered. */
export interface Swap {
  lineId: number;
  quantity: number;
  sku: string;
  substituteId: number;
  substituteSku: string;
  substituteName: string;
  /** Units of the substitute in all. */
  units: number;
  unitPriceMinor: number;
  /** What the goods cost more than those that were ordered. */
  dearerMinor: number;
}

/** An order of which something waits for stock, with what it could be given. */
export interface WaitingOrder {
  lines: WaitingLine[];
  /** Only as a whole. */
  shipComplete: boolean;
  /** What is on hand of it now; null where nothing is. */
  now: Cover | null;
  /** What waits on after that, and when it arrives, where that is known. */
  rest: { sku: string; quantity: number }[];
  restByAt: number | null;
  restCostMinor: number;
  /** All of it, some from an inbound with a date; null where none comes or all is there. */
  later: Cover | null;
  /** All of it at once, with other products for what is not there. */
  swapped: { cover: Cover; swaps: Swap[] } | null;
}

export interface OptionOrder {
  id: number;
  number: string;
  customerId: number | null;
  customer: string | null;
  email: string | null;
  phone: string | null;
  country: string | null;
  totalMinor: number;
  /** Of all its goods. */
  goodsCostMinor: number;
  refundedMinor: number;
}

export interface OptionShipment {
  id: number;
  number: string;
  status: string;
  shippedAt: number | null;
  etaP50At: number | null;
  etaP90At: number | null;
  carrierEtaAt: number | null;
  trackingNumber: string | null;
  serviceId: number | null;
  level: string | null;
  carrier: string | null;
  facility: string | null;
  costMinor: number;
  destination: Point | null;
  city: string | null;
  country: string | null;
  postalCode: string | null;
}

/** Everything that ways out of an incident are worked out from. */
export interface OptionFacts {
  now: number;
  incidentId: number;
  kind: IncidentKind;
  key: string;
  promisedAt: number | null;
  currency: string;
  penaltyPerDayMinor: number;
  order: OptionOrder | null;
  shipment: OptionShipment | null;
  lines: OptionLine[];
  services: PricedService[];
  reship: Reship | null;
  store: { code: string; name: string; distanceMetres: number } | null;
  waiting: WaitingOrder | null;
  tour: ExtraStop | null;
}

/** What a way out does when it is chosen. */
export interface Effect {
  messages: Omit<DraftMessage, 'feed'>[];
  snoozeUntil?: number;
  upgrade?: { serviceId: number; costMinor: number; etaP50At: number; etaP90At: number };
  replacement?: Reship;
  refundMinor?: number;
  comesBack?: true;
  /** `promisedAt`: what the customer is told from now on; null leaves it as it is. */
  cover?: { cover: Cover; promisedAt: number | null; swaps: Swap[] };
  tour?: ExtraStop;
}

/** A way out with what it does. */
export interface Way
  extends Omit<OptionView, 'currency' | 'scoreMinor' | 'keepsPromise' | 'marginLeftMinor'> {
  effect: Effect;
}

/** Works out one way; null where it is none. Pure. */
export type WayOut = (facts: OptionFacts) => Way | null;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Nothing comes of waiting for these. */
const GONE: ReadonlySet<IncidentKind> = new Set<IncidentKind>(['lost', 'damaged']);

/** When it arrives if nobody does anything; null when it never will. What should have come already is not expected at once. */
export function expectedArrival({ now, kind, shipment }: OptionFacts): { p50: number; p90: number } | null {
  if (!shipment || GONE.has(kind)) return null;
  const told = shipment.etaP50At ?? shipment.carrierEtaAt ?? now + 2 * DAY_MS;
  const p50 = Math.max(told, now + 12 * HOUR_MS);
  return { p50, p90: Math.max(shipment.etaP90At ?? 0, p50 + 12 * HOUR_MS) };
}

export function goodsValueOf({ lines, order }: OptionFacts): number {
  if (lines.length === 0) return order?.totalMinor ?? 0;
  return lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
}

export function goodsCostOf({ lines, order }: OptionFacts): number {
  if (lines.length === 0) return order?.goodsCostMinor ?? 0;
  return lines.reduce((sum, { quantity, unitCostMinor }) => sum + quantity * unitCostMinor, 0);
}

/** It stands in its facility. */
export function isThere({ shipment }: OptionFacts): boolean {
  return shipment !== null && ['planned', 'picked', 'packed'].includes(shipment.status);
}

/** Reservations of units on hand, and what they take from other orders. */
export function drawn(
  units: readonly {
    sku: string;
    quantity: number;
    facility: string;
    waitingOrders: number;
    leftAvailable: number;
  }[],
): Pick<Way, 'reservations' | 'takes'> {
  return {
    reservations: units.map(({ sku, quantity, facility }) => ({ sku, quantity, facility })),
    takes: units
      .filter(({ waitingOrders }) => waitingOrders > 0)
      .map(({ sku, waitingOrders, leftAvailable }) => ({ sku, waitingOrders, leftAvailable })),
  };
}

/** A way that reserves nothing and takes nothing from others. */
export function way(kind: OptionKind, told: Partial<Way> & Pick<Way, 'reason' | 'effect'>): Way {
  return {
    kind,
    costMinor: 0,
    etaP50At: null,
    etaP90At: null,
    customerEffect: 1,
    values: {},
    reservations: [],
    takes: [],
    undoable: true,
    ...told,
  };
}
