import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

type Read = Database['read'];

export interface WarehouseFeed {
  feedId: number;
  feed: string;
  /** Codes of facilities that it is told what to ship. */
  warehouses: ReadonlySet<string>;
}

/** Feeds that tell warehouses what to ship: those that deliver such messages and name facilities in their option `warehouses`. */
export async function findWarehouseFeeds(read: Read): Promise<WarehouseFeed[]> {
  const rows = await read
    .selectFrom('feed')
    .select(['id', 'name', 'options_json as options', 'delivers_json as delivers'])
    .where('removed_at', 'is', null)
    .where('delivers_json', 'like', '%"warehouse.order"%')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, options }) => {
    const { warehouses = '' } = JSON.parse(options) as { warehouses?: string };
    const codes = warehouses.split(';').map((code) => code.trim());
    return { feedId: id, feed: name, warehouses: new Set(codes.filter((code) => code !== '')) };
  });
}

/** Shipments with all that a warehouse is told of them. */
export function findShipmentsToOrder(read: Read, shipmentIds: readonly number[]) {
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
      .select(['r.code as carrierCode', 'v.code as serviceCode'])
      .select(['f.code as facility', 'f.name as facilityName', 'f.street as fromStreet'])
      .select(['f.city as fromCity', 'f.postal_code as fromPostalCode', 'f.region as fromRegion'])
      .select('f.country as fromCountry')
      .where('s.id', 'in', piece)
      .orderBy('s.id')
      .execute(),
  );
}

/** What shipments hold, by line of their order. */
export async function findLinesToOrder(read: Read, shipmentIds: readonly number[]) {
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
