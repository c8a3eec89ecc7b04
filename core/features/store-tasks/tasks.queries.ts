import type { StoreTaskStatus } from '../../contract/store-tasks.ts';
import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

type Read = Database['read'];

const HOLDING = ['reserved', 'released'];
const THERE = ['planned', 'picked'];

export type WaitingRow = Awaited<ReturnType<typeof findWaiting>>[number];
export type TaskRow = Awaited<ReturnType<typeof findTasks>>[number];

/** Orders reserved at a store for which it has no task yet: the most urgent first; those that are packed need none. */
export function findWaiting(
  read: Read,
  facilityId: number,
  { order, limit }: { order?: string; limit: number },
) {
  let query = read
    .selectFrom('sales_order as o')
    .select(['o.id as orderId', 'o.number as order', 'o.ship_to_name as customer', 'o.status as orderStatus'])
    .select(['o.fulfilment', 'o.collect_facility_id as collectFacilityId', 'o.hold_reason as holdReason'])
    .select(['o.promised_at as promisedAt', 'o.priority', 'o.currency'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('allocation as a')
          .select('a.id')
          .whereRef('a.order_id', '=', 'o.id')
          .where('a.facility_id', '=', facilityId)
          .where('a.status', 'in', HOLDING),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('store_task as t')
            .select('t.id')
            .whereRef('t.order_id', '=', 'o.id')
            .where('t.facility_id', '=', facilityId)
            .where('t.active', '=', 1),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('shipment as s')
            .select('s.id')
            .whereRef('s.order_id', '=', 'o.id')
            .where('s.facility_id', '=', facilityId)
            .where('s.status', '=', 'packed'),
        ),
      ),
    )
    .orderBy('o.priority')
    .orderBy((eb) => eb.case().when('o.promised_at', 'is', null).then(1).else(0).end())
    .orderBy('o.promised_at')
    .orderBy('o.id');
  if (order !== undefined) query = query.where('o.number', '=', order);
  else query = query.where('o.hold_reason', 'is', null);
  return query.limit(limit).execute();
}

/** Kept tasks of a store: of one order the newest, or all with these kept statuses, those that ended last first. */
export function findTasks(
  read: Read,
  by: {
    facilityId?: number;
    order?: string;
    statuses?: readonly StoreTaskStatus[];
    expiresBefore?: number;
    limit: number;
  },
) {
  let query = read
    .selectFrom('store_task as t')
    .innerJoin('sales_order as o', 'o.id', 't.order_id')
    .innerJoin('facility as f', 'f.id', 't.facility_id')
    .leftJoin('shipment as s', 's.id', 't.shipment_id')
    .select(['t.id', 't.kind', 't.status', 't.reason', 't.note', 't.attempts', 't.actor', 't.active'])
    .select(['t.code_salt as codeSalt', 't.code_hash as codeHash', 't.ready_at as readyAt'])
    .select(['t.expires_at as expiresAt', 't.ended_at as endedAt', 't.facility_id as facilityId'])
    .select(['f.code as facility', 'o.id as orderId', 'o.number as order', 'o.ship_to_name as customer'])
    .select(['o.status as orderStatus', 'o.promised_at as promisedAt', 'o.priority'])
    .select(['s.id as shipmentId', 's.number as shipment', 's.status as shipmentStatus'])
    .select('s.shipped_at as shippedAt');
  if (by.facilityId !== undefined) query = query.where('t.facility_id', '=', by.facilityId);
  if (by.order !== undefined) query = query.where('o.number', '=', by.order);
  if (by.statuses) query = query.where('t.status', 'in', by.statuses);
  if (by.expiresBefore !== undefined) query = query.where('t.expires_at', '<', by.expiresBefore);
  return query.orderBy('t.active', 'desc').orderBy('t.id', 'desc').limit(by.limit).execute();
}

/** Tasks that go on although their shipment has left or is cancelled, or their order is. */
export function findOverTasks(read: Read, limit: number) {
  return read
    .selectFrom('store_task as t')
    .innerJoin('sales_order as o', 'o.id', 't.order_id')
    .innerJoin('facility as f', 'f.id', 't.facility_id')
    .leftJoin('shipment as s', 's.id', 't.shipment_id')
    .select(['t.id', 't.kind', 't.status', 'o.number as order', 'o.status as orderStatus'])
    .select(['f.code as facility', 's.status as shipmentStatus', 's.shipped_at as shippedAt'])
    .where('t.active', '=', 1)
    .where((eb) =>
      eb.or([
        eb('o.status', '=', 'cancelled'),
        eb('s.status', 'in', ['cancelled', 'inTransit', 'delivered', 'returned']),
        eb.and([eb('s.status', '=', 'exception'), eb('s.shipped_at', 'is not', null)]),
      ]),
    )
    .limit(limit)
    .execute();
}

const PRODUCT = ['l.line_number as lineNumber', 'p.sku', 'p.name'] as const;

/** What a store holds of orders. */
export function findReservedLines(read: Read, facilityId: number, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    read
      .selectFrom('allocation as a')
      .innerJoin('order_line as l', 'l.id', 'a.order_line_id')
      .innerJoin('product as p', 'p.id', 'a.product_id')
      .select(['a.id', 'a.order_id as orderId', 'l.id as lineId', 'a.product_id as productId', 'a.quantity'])
      .select(['a.status', 'a.service_id as serviceId', 'a.cost_minor as costMinor'])
      .select('p.weight_grams as weightGrams')
      .select(PRODUCT)
      .where('a.facility_id', '=', facilityId)
      .where('a.order_id', 'in', piece)
      .where('a.status', 'in', HOLDING)
      .orderBy('l.line_number')
      .execute(),
  );
}

/** What shipments hold. */
export function findShipmentLines(read: Read, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('shipment_line as s')
      .innerJoin('order_line as l', 'l.id', 's.order_line_id')
      .innerJoin('product as p', 'p.id', 's.product_id')
      .select(['s.shipment_id as shipmentId', 's.quantity'])
      .select(PRODUCT)
      .where('s.shipment_id', 'in', piece)
      .orderBy('l.line_number')
      .execute(),
  );
}

/** The shipments of an order that a store has still to prepare, and those that are packed there. */
export function findShipmentsThere(read: Read, facilityId: number, orderId: number) {
  return read
    .selectFrom('shipment')
    .select(['id', 'number', 'status', 'assigned_at as assignedAt'])
    .where('facility_id', '=', facilityId)
    .where('order_id', '=', orderId)
    .where('status', 'in', [...THERE, 'packed'])
    .orderBy('id')
    .execute();
}

/** Which of these shipments another system told of. */
export async function findOwned(read: Read, numbers: readonly string[]): Promise<Set<string>> {
  const rows = await inPieces(numbers, (piece) =>
    read
      .selectFrom('feed_record')
      .select('key')
      .where('kind', '=', 'shipments')
      .where('key', 'in', piece)
      .where('deleted_at', 'is', null)
      .execute(),
  );
  return new Set(rows.map(({ key }) => key));
}
