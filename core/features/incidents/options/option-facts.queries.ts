import { type Kysely, sql } from 'kysely';
import { inPieces } from '../../../db/in-pieces.ts';
import { OPEN_UNITS } from '../../../db/open-units.ts';
import type { Tables } from '../../../db/tables.ts';
import type { WaitingLine } from './option-facts.ts';

type Read = Kysely<Tables>;

export function findOptionShipments(read: Read, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    read
      .selectFrom('shipment as s')
      .leftJoin('facility as f', 'f.id', 's.facility_id')
      .leftJoin('carrier_service as v', 'v.id', 's.service_id')
      .leftJoin('carrier as r', 'r.id', 'v.carrier_id')
      .select(['s.id', 's.number', 's.status', 's.shipped_at as shippedAt', 's.order_id as orderId'])
      .select(['s.eta_p50_at as etaP50At', 's.eta_p90_at as etaP90At', 's.carrier_eta_at as carrierEtaAt'])
      .select(['s.tracking_number as trackingNumber', 's.service_id as serviceId', 'v.level'])
      .select(['r.name as carrier', 'f.code as facility', 'f.country as originCountry'])
      .select(['s.cost_minor as costMinor', 's.currency', 's.weight_grams as weightGrams'])
      .select(['s.latitude', 's.longitude', 's.city', 's.country', 's.postal_code as postalCode'])
      .where('s.id', 'in', piece)
      .execute(),
  );
}

export function findOptionLines(read: Read, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('shipment_line as s')
      .innerJoin('order_line as l', 'l.id', 's.order_line_id')
      .innerJoin('product as p', 'p.id', 's.product_id')
      .select(['s.shipment_id as shipmentId', 'l.id as lineId', 'l.line_number as lineNumber'])
      .select(['s.product_id as productId', 'p.sku', 's.quantity'])
      .select(['l.unit_price_minor as unitPriceMinor', 'p.cost_minor as unitCostMinor'])
      .where('s.shipment_id', 'in', piece)
      .where('p.stocked', '=', 1)
      .execute(),
  );
}

export function findOptionOrders(read: Read, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    read
      .selectFrom('sales_order as o')
      .leftJoin('customer as c', 'c.id', 'o.customer_id')
      .select(['o.id', 'o.number', 'o.customer_id as customerId', 'c.name as customer', 'c.email', 'c.phone'])
      .select(['o.country', 'o.total_minor as totalMinor', 'o.channel', 'o.ship_complete as shipComplete'])
      .select(['o.status', 'o.hold_reason as holdReason', 'o.fulfilment', 'o.postal_code as postalCode'])
      .select(['o.city', 'o.latitude', 'o.longitude'])
      .select((eb) =>
        eb
          .selectFrom('order_line as l')
          .innerJoin('product as p', 'p.id', 'l.product_id')
          .select(sql<number>`coalesce(sum(l.quantity * p.cost_minor), 0)`.as('cost'))
          .whereRef('l.order_id', '=', 'o.id')
          .as('goodsCostMinor'),
      )
      .where('o.id', 'in', piece)
      .execute(),
  );
}

/** What has been given back of orders, or is about to be. */
export async function findRefunded(read: Read, orderIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await inPieces(orderIds, (piece) =>
    read
      .selectFrom('payment')
      .select('order_id as id')
      .select((eb) => eb.fn.sum<number>('amount_minor').as('amount'))
      .where('order_id', 'in', piece)
      .where('kind', '=', 'refund')
      .where('state', '!=', 'failed')
      .groupBy('order_id')
      .execute(),
  );
  return new Map(rows.map(({ id, amount }) => [id, Number(amount)]));
}

/** Rates from a country to another for a weight, the longest postal prefix first. */
export function findLaneRates(
  read: Read,
  { from, to, weightGrams }: { from: string; to: string; weightGrams: number },
) {
  return read
    .selectFrom('rate as r')
    .innerJoin('carrier_service as v', 'v.id', 'r.service_id')
    .innerJoin('carrier as c', 'c.id', 'v.carrier_id')
    .select(['r.service_id as serviceId', 'v.name', 'v.level', 'c.name as carrier'])
    .select(['r.price_minor as priceMinor', 'r.destination_postal_prefix as prefix'])
    .select(['r.transit_days_min as transitDaysMin', 'r.transit_days_max as transitDaysMax'])
    .select('r.up_to_weight_grams as upToWeightGrams')
    .where('v.active', '=', 1)
    .where('r.origin_country', 'in', [from, '*'])
    .where('r.destination_country', 'in', [to, '*'])
    .where('r.up_to_weight_grams', '>=', weightGrams)
    .execute();
}

export function findStores(read: Read) {
  return read
    .selectFrom('facility')
    .select(['code', 'name', 'latitude', 'longitude'])
    .where('kind', '=', 'store')
    .where('active', '=', 1)
    .execute();
}

/** How many orders wait for units of these products. */
export async function countWaiting(read: Read, productIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await inPieces(productIds, (piece) =>
    read
      .selectFrom('order_line as l')
      .innerJoin('sales_order as o', 'o.id', 'l.order_id')
      .select('l.product_id as id')
      .select((eb) => eb.fn.count<number>('l.order_id').distinct().as('count'))
      .where('l.product_id', 'in', piece)
      .where('o.status', 'in', ['open', 'partiallySourced'])
      .where('o.hold_reason', 'is', null)
      .groupBy('l.product_id')
      .execute(),
  );
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

/** Lines of goods of an order of which something is not reserved. */
export async function findWaitingLines(read: Read, orderId: number): Promise<WaitingLine[]> {
  const rows = await read
    .selectFrom('order_line as l')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select(['l.id as lineId', 'l.line_number as lineNumber', 'l.product_id as productId', 'p.sku'])
    .select(['l.unit_price_minor as unitPriceMinor', 'p.cost_minor as unitCostMinor'])
    .select(OPEN_UNITS.as('open'))
    .where('l.order_id', '=', orderId)
    .where('p.stocked', '=', 1)
    .where(OPEN_UNITS, '>', 0)
    .orderBy('l.line_number')
    .execute();
  return rows.map(({ open, ...row }) => ({ ...row, quantity: Number(open) }));
}

/** What may be sent instead of products, the first choice first. */
export function findSubstitutes(read: Read, productIds: readonly number[]) {
  return inPieces(productIds, (piece) =>
    read
      .selectFrom('product_substitute as s')
      .innerJoin('product as p', 'p.id', 's.substitute_id')
      .select(['s.product_id as productId', 's.substitute_id as substituteId', 's.units'])
      .select(['p.sku', 'p.name', 'p.cost_minor as unitCostMinor'])
      .where('s.product_id', 'in', piece)
      .where('p.active', '=', 1)
      .orderBy('s.rank')
      .orderBy('p.cost_minor')
      .execute(),
  );
}
