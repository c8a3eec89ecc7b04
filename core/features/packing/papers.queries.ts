import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

type Read = Database['read'];

/** Shipments with the addresses that their papers carry. */
export function findForPapers(read: Read, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    read
      .selectFrom('shipment as s')
      .innerJoin('facility as f', 'f.id', 's.facility_id')
      .leftJoin('sales_order as o', 'o.id', 's.order_id')
      .leftJoin('carrier_service as v', 'v.id', 's.service_id')
      .leftJoin('carrier as c', 'c.id', 'v.carrier_id')
      .select(['s.id', 's.number', 's.order_id as orderId', 's.tracking_number as trackingNumber'])
      .select(['o.number as order', 'o.ordered_at as orderedAt', 'o.fulfilment', 'o.ship_to_name as toName'])
      .select(['o.street as toStreet', 'o.region as toRegion', 's.city as toCity'])
      .select(['s.postal_code as toPostalCode', 's.country as toCountry'])
      .select([
        'f.name as fromName',
        'f.street as fromStreet',
        'f.city as fromCity',
        'f.region as fromRegion',
      ])
      .select(['f.postal_code as fromPostalCode', 'f.country as fromCountry', 'f.time_zone as timeZone'])
      .select(['c.name as carrier', 'v.name as service'])
      .where('s.number', 'in', piece)
      .execute(),
  );
}

/** What orders want in all, without what was cancelled. */
export function findWanted(read: Read, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    read
      .selectFrom('order_line as l')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .select(['l.order_id as orderId', 'l.line_number as lineNumber', 'p.sku', 'p.name', 'l.quantity'])
      .select('l.quantity_cancelled as cancelled')
      .where('l.order_id', 'in', piece)
      .where('p.stocked', '=', 1)
      .orderBy('l.line_number')
      .execute(),
  );
}
