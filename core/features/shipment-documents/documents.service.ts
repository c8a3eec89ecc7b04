import type { Database } from '../../db/database.ts';
import { findLines, findSerials, findShipments } from './documents.queries.ts';

type Shipment = Awaited<ReturnType<typeof findShipments>>[number];
type Line = { lineNumber: number; sku: string; name: string; quantity: number };

/** What others are told of a shipment: who gets what, from where, by whom. */
export interface ShipmentDocument {
  id: number;
  number: string;
  orderNumber: string;
  /** Code of the facility that it leaves from. */
  facility: string;
  payload: Record<string, unknown>;
}

/** Shipments as others are told of them; those without an order or a facility are left out. */
export async function shipmentDocuments(
  read: Database['read'],
  shipmentIds: readonly number[],
): Promise<ShipmentDocument[]> {
  const shipments = await findShipments(read, shipmentIds);
  const [lines, parcels] = await Promise.all([findLines(read, shipmentIds), findSerials(read, shipmentIds)]);
  return shipments.map((shipment) => {
    const { id, number, orderNumber, facility } = shipment;
    const payload = payloadOf(shipment, lines.get(id) ?? [], parcels.get(id) ?? []);
    return { id, number, orderNumber, facility, payload };
  });
}

function payloadOf(
  shipment: Shipment,
  lines: readonly Line[],
  parcels: readonly { sscc: string | null }[],
): Record<string, unknown> {
  const { street, city, postalCode, region, country, customerCode, customerName } = shipment;
  const { carrierCode, serviceCode } = shipment;
  return {
    shipmentNumber: shipment.number,
    orderNumber: shipment.orderNumber,
    orderedAt: new Date(shipment.orderedAt).toISOString(),
    promisedAt: shipment.promisedAt === null ? null : new Date(shipment.promisedAt).toISOString(),
    customer: customerCode === null ? null : { code: customerCode, name: customerName },
    shipTo: {
      name: shipment.shipToName ?? customerName,
      street,
      city,
      postalCode,
      region,
      country,
      phone: shipment.phone,
    },
    shipFrom: {
      code: shipment.facility,
      name: shipment.facilityName,
      street: shipment.fromStreet,
      city: shipment.fromCity,
      postalCode: shipment.fromPostalCode,
      region: shipment.fromRegion,
      country: shipment.fromCountry,
    },
    carrier: carrierCode === null ? null : { code: carrierCode, service: serviceCode },
    trackingNumber: shipment.trackingNumber,
    shippedAt: shipment.shippedAt === null ? null : new Date(shipment.shippedAt).toISOString(),
    weightGrams: shipment.weightGrams,
    packages: Math.max(1, parcels.length),
    serials: parcels.flatMap(({ sscc }) => sscc ?? []),
    lines: lines.map(({ lineNumber, sku, name, quantity }) => ({ lineNumber, sku, name, quantity })),
  };
}
