import type { MessageKind } from '../../contract/feed-records.ts';

/** A place with its address, as far as it is known. */
export interface BookingAddress {
  name: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  region: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface BookingLine {
  sku: string;
  name: string;
  quantity: number;
  weightGrams: number;
  volumeMillilitres: number;
  /** For customs: what one is sold for, in minor units. */
  priceMinor: number;
  currency: string;
}

/** A shipment as it must be known to be booked. */
export interface BookableShipment {
  number: string;
  status: string;
  orderNumber: string | null;
  trackingNumber: string | null;
  weightGrams: number;
  promisedAt: number | null;
  shipFrom: (BookingAddress & { code: string; timeZone: string; cutOffMinutes: number }) | null;
  shipTo: BookingAddress;
  carrier: { code: string; name: string } | null;
  service: { code: string; name: string; level: string } | null;
  lines: BookingLine[];
  /** As they were packed; empty until then. */
  parcels: BookingParcel[];
}

export interface BookingParcel {
  number: number;
  /** What is on its label; null until it is packed. */
  sscc: string | null;
  weightGrams: number;
  volumeMillilitres: number;
  /** Of its box or, estimated, of one that would hold the volume. Null without either. */
  dimensions: {
    lengthMillimetres: number;
    widthMillimetres: number;
    heightMillimetres: number;
    estimated: boolean;
  } | null;
  lines: BookingLine[];
}

/** What a carrier is asked for, in no carrier's own form: a sink maps it to the one that its receiver takes. */
export interface BookingPayload extends Record<string, unknown> {
  request: 'booking' | 'label';
  shipmentNumber: string;
  references: { orderNumber: string | null; trackingNumber: string | null };
  carrier: BookableShipment['carrier'];
  service: BookableShipment['service'];
  shipFrom: BookableShipment['shipFrom'];
  shipTo: BookingAddress;
  parcels: BookingParcel[];
  promisedAt: string | null;
}

export type BookingKind = Extract<MessageKind, 'booking.request' | 'label.request'>;

export interface BookingRefusal {
  code: string;
  reason: string;
}

const BEFORE_IT_LEAVES = new Set(['planned', 'picked', 'packed']);
/** Room that goods leave in a box. */
const FILLING = 1.25;
const BOX = { length: 1.5, width: 1.2 };

/** Why a shipment cannot be booked; null when it can. */
export function refuseBooking(shipment: BookableShipment | undefined, number: string): BookingRefusal | null {
  if (!shipment) return { code: 'unknownShipment', reason: `No shipment has the number ${number}.` };
  if (!BEFORE_IT_LEAVES.has(shipment.status)) {
    return {
      code: 'tooLate',
      reason: `${number} is ${shipment.status}: only what has not left can be booked.`,
    };
  }
  if (!shipment.shipFrom) return { code: 'noFacility', reason: `${number} leaves from no known facility.` };
  if (!shipment.shipTo.country || !(shipment.shipTo.city || shipment.shipTo.postalCode)) {
    return { code: 'noAddress', reason: `${number} has no country with a town or postal code to go to.` };
  }
  return null;
}

/** The request for a shipment: its parcels as they were packed, before that one with all it holds. */
export function bookingPayload(kind: BookingKind, shipment: BookableShipment): BookingPayload {
  return {
    request: kind === 'label.request' ? 'label' : 'booking',
    shipmentNumber: shipment.number,
    references: { orderNumber: shipment.orderNumber, trackingNumber: shipment.trackingNumber },
    carrier: shipment.carrier,
    service: shipment.service,
    shipFrom: shipment.shipFrom,
    shipTo: shipment.shipTo,
    parcels: shipment.parcels.length > 0 ? shipment.parcels : [parcelOf(shipment)],
    promisedAt: shipment.promisedAt === null ? null : new Date(shipment.promisedAt).toISOString(),
  };
}

function parcelOf({ weightGrams, lines }: BookableShipment): BookingParcel {
  const sum = (of: (line: BookingLine) => number) =>
    lines.reduce((total, line) => total + of(line) * line.quantity, 0);
  const volumeMillilitres = sum((line) => line.volumeMillilitres);
  return {
    number: 1,
    sscc: null,
    weightGrams: weightGrams > 0 ? weightGrams : sum((line) => line.weightGrams),
    volumeMillilitres,
    dimensions: boxFor(volumeMillilitres),
    lines,
  };
}

/** The edges of a box for a volume, in whole millimetres. */
export function boxFor(volumeMillilitres: number): BookingParcel['dimensions'] {
  if (volumeMillilitres <= 0) return null;
  const height = Math.cbrt((volumeMillilitres * 1000 * FILLING) / (BOX.length * BOX.width));
  return {
    lengthMillimetres: Math.ceil(height * BOX.length),
    widthMillimetres: Math.ceil(height * BOX.width),
    heightMillimetres: Math.ceil(height),
    estimated: true,
  };
}
