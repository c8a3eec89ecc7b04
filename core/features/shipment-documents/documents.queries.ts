import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

type Read = Database['read'];

/** Shipments with all that others are told of them. */
export function findShipments(read: Read, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('shipment as s')
      .innerJoin('facility as f', 'f.id', 's.facility_id')
      .innerJoin('sales_order as o', 'o.id', 's.order_id')
      .leftJoin('customer as c', 'c.id', 'o.customer_id')
      .leftJoin('carrier_service as v', 'v.id', 's.service_id')
      .leftJoin('carrier as r', 'r.id', 'v.carrier_id')
      .select(['s.id', 's.number', 's.weight_grams as weightGrams', 's.promised_at as promisedAt'])
      .select(['o.number as orderNumber', 'o.ordered_at as orderedAt', 'o.ship_to_name as shipToName'])
      .select(['o.street', 'o.city', 'o.postal_code as postalCode', 'o.region', 'o.country'])
      .select(['c.code as customerCode', 'c.name as customerName', 'c.phone'])
      .select(['r.code as carrierCode', 'v.code as serviceCode', 's.shipped_at as shippedAt'])
      .select(['s.tracking_number as trackingNumber', 's.facility_id as facilityId'])
      .select(['f.code as facility', 'f.name as facilityName', 'f.street as fromStreet'])
      .select(['f.city as fromCity', 'f.postal_code as fromPostalCode', 'f.region as fromRegion'])
      .select('f.country as fromCountry')
      .where('s.id', 'in', piece)
      .orderBy('s.id')
      .execute(),
  );
}

/** What shipments hold, by line of their order. */
export async function findLines(read: Read, shipmentIds: readonly number[]) {
  const rows = await inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('shipment_line as l')
      .innerJoin('order_line as o', 'o.id', 'l.order_line_id')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .select(['l.shipment_id as shipmentId', 'o.line_number as lineNumber', 'p.sku', 'p.name', 'l.quantity'])
      .where('l.shipment_id', 'in', piece)
      .orderBy('o.line_number')
      .execute(),
  );
  return Map.groupBy(rows, ({ shipmentId }) => shipmentId);
}

/** Labels' numbers of the parcels that shipments are packed in. */
export async function findSerials(read: Read, shipmentIds: readonly number[]) {
  const rows = await inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('parcel')
      .select(['shipment_id as shipmentId', 'sscc'])
      .where('shipment_id', 'in', piece)
      .where('active', '=', 1)
      .orderBy('number')
      .execute(),
  );
  return Map.groupBy(rows, ({ shipmentId }) => shipmentId);
}
